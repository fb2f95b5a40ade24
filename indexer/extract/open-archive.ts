import { Transform } from "node:stream";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { type ExtractLimits, Unreadable } from "./extract-result.ts";
import { parseXml, type XmlHandler } from "./parse-xml.ts";

/** A zip file whose entries are only ever streamed, all of them together within one allowance of inflated bytes. */
export interface Archive {
  has(name: string): boolean;
  /** Throws Unreadable where there is no such entry. */
  parse(name: string, handler: XmlHandler): Promise<void>;
  close(): void;
}

async function readDirectory(zip: ZipFile, maxEntries: number): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > maxEntries) throw new Unreadable("too-large", `${zip.entryCount} archive entries`);
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  return entries;
}

const asBroken = (cause: unknown) =>
  cause instanceof Unreadable ? cause : new Unreadable("broken", String(cause), cause);

/**
 * There is no limit on the ratio of one entry, because sheets of empty cells legitimately reach that of a bomb: what
 * counts is what is inflated in all.
 */
export async function openArchive(path: string, limits: ExtractLimits): Promise<Archive> {
  const zip = await openPromise(path, { autoClose: false }).catch((cause) => {
    throw asBroken(cause);
  });
  const entries = await readDirectory(zip, limits.maxArchiveEntries).catch((cause) => {
    zip.close();
    throw asBroken(cause);
  });
  let inflatedBytes = 0;

  const countInflated = () =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        inflatedBytes += chunk.length;
        const isOver = inflatedBytes > limits.maxInflatedBytes;
        done(isOver ? new Unreadable("too-large", "archive inflates past the limit") : null, chunk);
      },
    });

  return {
    has: (name) => entries.has(name.toLowerCase()),
    async parse(name, handler) {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw new Unreadable("broken", `no ${name}`);
      if (entry.isEncrypted()) throw new Unreadable("encrypted");
      const source = await zip.openReadStreamPromise(entry).catch((cause) => {
        throw asBroken(cause);
      });
      const counted = source.on("error", (cause) => counted.destroy(asBroken(cause))).pipe(countInflated());
      try {
        await parseXml(counted, handler, limits.maxXmlDepth);
      } finally {
        source.destroy();
      }
    },
    close: () => zip.close(),
  };
}
