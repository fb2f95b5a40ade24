import { once } from "node:events";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import NodeClam from "clamscan";
import { Unavailable } from "../../server/errors.ts";
import { readReply } from "./read-reply.ts";
import type { Scanner, Verdict } from "./scanner.ts";

export interface ClamavOptions {
  daemon: { host: string; port: number } | { socket: string };
  maxBytes: number;
  /** How long the daemon may be silent. clamd itself gives a file two minutes, unless told otherwise. */
  silenceMs?: number;
}

/** So much waits for the daemon in this process; the rest stays in the store. */
const mostWaitingBytes = 1024 * 1024;

const longestReply = 10_000;

const hangUp = ({ socket }: { socket?: Socket }): void => {
  socket?.destroy(new Error("the indexer ends"));
};

/**
 * A daemon that wants no more says why and hangs up, while bytes are still on their way to it: that they can no longer be
 * written ends nothing, so that what it said is read to its end.
 */
const keepReading = (socket: Socket): void => {
  const write = socket._write.bind(socket);
  const writeSeveral = socket._writev?.bind(socket);
  const unlessFailed = (done: () => void) => (error?: Error | null) => {
    if (!error) done();
  };
  socket._write = (chunk, encoding, done) => write(chunk, encoding, unlessFailed(done));
  if (writeSeveral) socket._writev = (chunks, done) => writeSeveral(chunks, unlessFailed(done));
};

interface Connecting {
  _initSocket(label?: string): Promise<Socket>;
}

/** The library for one conversation, with its socket: by itself it writes as fast as it reads, and waits for an end for ever. */
const connect = async ({ daemon, silenceMs = 180_000 }: ClamavOptions, signal?: AbortSignal) => {
  const clam = new NodeClam();
  const connecting = clam as unknown as Connecting;
  const connection: { clam: NodeClam; socket?: Socket; reply: string } = { clam, reply: "" };
  const open = connecting._initSocket.bind(clam);
  connecting._initSocket = async (label) => {
    const socket = await open(label);
    keepReading(socket);
    socket.on("data", (chunk: Buffer) => {
      connection.reply += chunk.toString("latin1");
      if (connection.reply.length > longestReply) socket.destroy(new Error("no scanner says so much"));
    });
    socket.once("timeout", () => socket.destroy(new Error("the scanner is silent")));
    connection.socket = socket;
    if (signal?.aborted) hangUp(connection);
    return socket;
  };
  await clam.init({
    // Never the programs of this machine in the daemon's place, and no question before the bytes.
    clamscan: { active: false },
    clamdscan: { ...daemon, path: "", timeout: silenceMs, localFallback: false, bypassTest: true },
    preference: "clamdscan",
  });
  return connection;
};

type Connection = Awaited<ReturnType<typeof connect>>;

/** The source, no faster than the daemon takes it. */
async function* paced(source: Readable, connection: Connection): AsyncGenerator<Buffer> {
  for await (const chunk of source as AsyncIterable<Buffer>) {
    // To clamd a piece of no bytes is the end.
    if (chunk.length > 0) yield chunk;
    const { socket } = connection;
    if (socket?.destroyed) return;
    if (socket && socket.writableLength > mostWaitingBytes)
      await Promise.race([once(socket, "drain"), once(socket, "close")]).catch(() => {});
  }
}

/** How long one that is only asked whether it is there may take, on a machine that is busy with other things. */
const longestSilenceMs = 30_000;

const isAnswering = async (options: ClamavOptions): Promise<boolean> => {
  const { silenceMs = longestSilenceMs } = options;
  const connection = await connect({ ...options, silenceMs: Math.min(longestSilenceMs, silenceMs) });
  try {
    await connection.clam.ping();
    return true;
  } catch {
    return false;
  } finally {
    connection.socket?.destroy();
  }
};

const ask = async (options: ClamavOptions, source: Readable, signal?: AbortSignal) => {
  const connection = await connect(options, signal);
  const end = () => hangUp(connection);
  signal?.addEventListener("abort", end, { once: true });
  let failure: Error | undefined;
  source.once("error", (error) => {
    failure = error;
  });
  const pieces = Readable.from(paced(source, connection));
  try {
    await connection.clam.scanStream(pieces);
    return readReply(connection.reply);
  } catch {
    if (failure) throw failure;
    // A daemon that is sent too much says so and hangs up, of which the library tells only that.
    return readReply(connection.reply);
  } finally {
    signal?.removeEventListener("abort", end);
    connection.socket?.destroy();
    pieces.destroy();
    source.destroy();
  }
};

/** Bytes in which no scanner finds anything: whether it scans at all. */
const harmless = Buffer.from("campus-commons");

const isScanning = async (options: ClamavOptions, signal?: AbortSignal): Promise<boolean> =>
  (await ask(options, Readable.from([harmless]), signal))?.status === "clean";

/** Scans by a ClamAV daemon, which may be on another machine: bytes are streamed to it (INSTREAM). */
export const createClamavScanner = (options: ClamavOptions): Scanner => ({
  maxBytes: options.maxBytes,
  async scan(source, signal): Promise<Verdict> {
    const verdict = await ask(options, source, signal);
    if (verdict) return verdict;
    if (!signal?.aborted && (await isAnswering(options))) {
      if (await isScanning(options, signal))
        throw new Unavailable("scanner.refused", "The scanner comes to no verdict on these bytes.");
      throw new Unavailable("scanner.failed", "The scanner came to no verdict.");
    }
    throw new Unavailable("scanner.away", "The scanner is not to be reached.");
  },
});
