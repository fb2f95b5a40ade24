import { type Readable, Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { type ExtractLimits, Unreadable } from "./extract-result.ts";
import { parseXml, type XmlHandler } from "./parse-xml.ts";

/** A zip file whose entries are only ever streamed, all of them together within one allowance of inflated bytes. */
export interface Archive {
  has(name: string): boolean;
  /** Throws Unreadable where there is no such entry. */
  parse(name: string, handler: XmlHandler): Promise<void>;
  /** All bytes of an entry, for what is no XML. Throws as `parse` does. */
  read(name: string): Promise<Buffer>;
  close(): void;
}

async function readDirectory(zip: ZipFile, maxEntries: number): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > maxEntries) throw new Unreadable("too-large", `${zip.entryCount} archive entries`);
  for await (const entry of zip.eachEntry()) entries.set(entry.fileNameRaw.toString().toLowerCase(), entry);
  return entries;
}

const asBroken = (cause: unknown) => {
  if (cause instanceof Unreadable) return cause;
  return new Unreadable(
    /strong encryption/i.test(String(cause)) ? "encrypted" : "broken",
    String(cause),
    cause,
  );
};

/**
 * There is no limit on the ratio of one entry, because sheets of empty cells legitimately reach that of a bomb: what
 * counts is what is inflated in all.
 */
export async function openArchive(path: string, limits: ExtractLimits): Promise<Archive> {
  // Names as they are: one that leads elsewhere makes the library refuse the archive, and only parts of known names are read.
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch((cause) => {
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

  const use = async <T>(name: string, act: (inflated: Readable) => Promise<T>): Promise<T> => {
    const entry = entries.get(name.toLowerCase());
    if (!entry) throw new Unreadable("broken", `no ${name}`);
    if (entry.isEncrypted()) throw new Unreadable("encrypted");
    const source = await zip.openReadStreamPromise(entry).catch((cause) => {
      throw asBroken(cause);
    });
    const counted = source.on("error", (cause) => counted.destroy(asBroken(cause))).pipe(countInflated());
    try {
      return await act(counted);
    } finally {
      source.destroy();
    }
  };

  return {
    has: (name) => entries.has(name.toLowerCase()),
    parse: (name, handler) => use(name, (inflated) => parseXml(inflated, handler, limits.maxXmlDepth)),
    read: (name) => use(name, buffer),
    close: () => zip.close(),
  };
}
