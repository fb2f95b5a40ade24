import { createWriteStream, openAsBlob } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { Unavailable } from "../../server/errors.ts";
import { disarmRtf, isRtf } from "./disarm-rtf.ts";
import {
  notConverted,
  type OfficeConverter,
  type OfficeInput,
  type OfficeLimits,
  type OfficeReason,
  type OfficeResult,
  type OfficeTarget,
} from "./office-converter.ts";
import { takeTurns } from "./take-turns.ts";

class OutputTooLarge extends Error {}

const resultIn = (folder: string): string => join(folder, "document.pdf");

/** What may be given away of a document: its fields would have LibreOffice there look for pictures, too. */
const disarmed = async ({ path }: OfficeInput, folder: string): Promise<string> => {
  if (!(await isRtf(path))) return path;
  const copy = join(folder, "source.rtf");
  await disarmRtf(path, copy);
  return copy;
};

const atMost = (maxBytes: number) => {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > maxBytes ? new OutputTooLarge() : null, chunk);
    },
  });
};

/** What Gotenberg answers with; a proxy before it, which has statuses of its own, does not. */
const ownHeader = "gotenberg-trace";

/** Whether the service itself failed on a document: mostly the document's fault, but maybe that of another beside it. */
const failureOf = ({ status, headers }: Response): OfficeReason | null => {
  if (status === 500) return "broken";
  return status === 504 || (status === 503 && headers.has(ownHeader)) ? "timeout" : null;
};

/**
 * A Gotenberg service, which makes PDF only. Its memory and its network are its own operator's to bound; its time is
 * ours. It answers 400 for what LibreOffice cannot load, 429 where it is too busy, 503 where its own time limit is over
 * and 500 where LibreOffice has failed otherwise.
 */
export class GotenbergConverter implements OfficeConverter {
  readonly targets: ReadonlySet<OfficeTarget> = new Set(["pdf"]);
  readonly #endpoint: string;
  readonly #limits: OfficeLimits;
  readonly #turns = takeTurns();

  constructor(url: string, limits: OfficeLimits) {
    this.#endpoint = `${url.replace(/\/+$/, "")}/forms/libreoffice/convert`;
    this.#limits = limits;
  }

  convert(input: OfficeInput): Promise<OfficeResult> {
    return this.#turns.run((signal) => this.#convert(input, signal), input.signal);
  }

  close(): Promise<void> {
    return this.#turns.close();
  }

  async #convert(input: OfficeInput, signal: AbortSignal): Promise<OfficeResult> {
    if (!this.targets.has(input.to)) return notConverted("no-converter", `Gotenberg makes no ${input.to}`);
    const { size } = await stat(input.path);
    if (size > this.#limits.maxInputBytes) return notConverted("too-large", `${size} bytes`);
    const inTime = AbortSignal.timeout(this.#limits.timeMs);
    const folder = await mkdtemp(join(tmpdir(), "campus-commons-converted-"));
    const remove = () => rm(folder, { recursive: true, force: true });
    try {
      const failure = await this.#askTwice(input, folder, AbortSignal.any([signal, inTime]));
      if (failure) await remove();
      return failure ?? { status: "converted", path: resultIn(folder), remove };
    } catch (error) {
      await remove();
      signal.throwIfAborted();
      if (inTime.aborted) return notConverted("timeout");
      if (error instanceof OutputTooLarge) return notConverted("too-large");
      if (error instanceof Unavailable) throw error;
      throw new Unavailable("office.unreachable", "The document converter does not answer.", {
        cause: error,
      });
    }
  }

  /** Null where the PDF is in the folder. A document on which the service fails gets one more try. */
  async #askTwice(input: OfficeInput, folder: string, signal: AbortSignal): Promise<OfficeResult | null> {
    const document = await openAsBlob(await disarmed(input, folder));
    const reply = await this.#ask(document, input.extension, signal);
    if (failureOf(reply) === null) return this.#keep(reply, folder, signal);
    await reply.body?.cancel();
    return this.#keep(await this.#ask(document, input.extension, signal), folder, signal);
  }

  async #ask(document: Blob, extension: string, signal: AbortSignal): Promise<Response> {
    const form = new FormData();
    form.append("files", document, `document.${extension}`);
    form.append("updateIndexes", "false");
    return fetch(this.#endpoint, { method: "POST", body: form, signal, redirect: "error" });
  }

  async #keep(reply: Response, folder: string, signal: AbortSignal): Promise<OfficeResult | null> {
    const failure = failureOf(reply);
    if (failure) return notConverted(failure, `Gotenberg said ${reply.status} twice`);
    if (reply.status === 400) return notConverted("broken", (await reply.text()).slice(0, 500));
    if (reply.status === 413) return notConverted("too-large", "refused by Gotenberg");
    if (!reply.ok || !reply.body)
      throw new Unavailable("office.unreachable", `Gotenberg said ${reply.status}.`);
    const body = Readable.fromWeb(reply.body as ReadableStream);
    await pipeline(body, atMost(this.#limits.maxOutputBytes), createWriteStream(resultIn(folder)), {
      signal,
    });
    return null;
  }
}
