import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** What the daemon does with bytes that are streamed to it. */
export type Behaviour =
  | "scans"
  /** Knows no signatures. */
  | "finds nothing"
  /** Takes everything and never answers. */
  | "is silent"
  /** Hangs up after the first bytes. */
  | "hangs up"
  /** Says that it failed, though it answers a ping. */
  | "fails"
  /** Scans, but fails on what is malware. */
  | "chokes"
  /** Says that this is more than it takes, once it has all of it. */
  | "takes no more"
  /** Says so after the first bytes, and hangs up while more are on their way. */
  | "takes only a little"
  /** Is a web server, which answers everything with its own words. */
  | "is a web server";

export interface FakeClamd {
  behaviour: Behaviour;
  port: number;
  /** How many streams came, and the bytes of the last one that came to its end. */
  streams: number;
  lastBytes: Buffer;
  environment: Record<string, string>;
  /** Goes away: nobody listens at its port. */
  goAway(): Promise<void>;
  /** Is back, at the same port. */
  comeBack(): Promise<void>;
}

/** What the daemon takes for malware. */
export const malware = "campus-commons malware test";
export const signature = "Commons.Test";

const end = Buffer.alloc(4);
const tooMuch = "INSTREAM size limit exceeded. ERROR\0";

/** The pieces of an INSTREAM command: each has its length before it, and one of no length is the end. */
const readPieces = (stream: Buffer): { bytes: Buffer; isEnded: boolean } => {
  const pieces: Buffer[] = [];
  for (let at = "zINSTREAM\0".length; at + 4 <= stream.length; ) {
    const length = stream.readUInt32BE(at);
    if (length === 0) return { bytes: Buffer.concat(pieces), isEnded: true };
    pieces.push(stream.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { bytes: Buffer.concat(pieces), isEnded: false };
};

/** A daemon in this process that speaks as much of clamd's language as scanning takes, and misbehaves as it is told. */
export const startFakeClamd = async (): Promise<FakeClamd> => {
  const sockets = new Set<Socket>();
  const hear = (socket: Socket): void => {
    const chunks: Buffer[] = [];
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      if (daemon.behaviour === "is a web server") return void socket.end("HTTP/1.1 404: NOT FOUND\r\n\r\n");
      if (daemon.behaviour === "hangs up") return void socket.resetAndDestroy();
      if (daemon.behaviour === "is silent") return;
      if (daemon.behaviour === "takes only a little")
        return void socket.write(tooMuch, () => socket.resetAndDestroy());
      if (chunk.toString("latin1") === "PING") return void socket.end("PONG\n");
      // Looking through all of it each time would take longer than the scanner waits.
      if (!Buffer.concat(chunks.slice(-4)).subarray(-4).equals(end)) return;
      const { bytes, isEnded } = readPieces(Buffer.concat(chunks));
      if (!isEnded) return;
      daemon.streams += 1;
      daemon.lastBytes = bytes;
      const isChoking = daemon.behaviour === "chokes" && bytes.includes(malware);
      if (daemon.behaviour === "fails" || isChoking) socket.end("stream: Can't allocate memory ERROR\0");
      else if (daemon.behaviour === "takes no more") socket.end(tooMuch);
      else
        socket.end(
          daemon.behaviour === "scans" && bytes.includes(malware)
            ? `stream: ${signature} FOUND\0`
            : "stream: OK\0",
        );
    });
  };
  let server = createServer(hear);
  const listen = async (port: number): Promise<void> => {
    server = createServer(hear).listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const daemon: FakeClamd = {
    behaviour: "scans",
    port,
    streams: 0,
    lastBytes: Buffer.alloc(0),
    environment: { CLAMAV_HOST: "127.0.0.1", CLAMAV_PORT: String(port) },
    async goAway() {
      if (!server.listening) return;
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
    comeBack: () => listen(port),
  };
  return daemon;
};
