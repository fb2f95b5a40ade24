import { connect, type Socket } from "node:net";

const headEnd = Buffer.from("\r\n\r\n");

/** One connection that fetches one address after another. */
export interface ByteFetcher {
  /** The length of the body. Rejects for any answer but 200 with a length. */
  fetch(url: URL, cookie: string): Promise<number>;
  close(): void;
}

interface Answer {
  head: Buffer;
  /** Of the body, null until the head is read. */
  missing: number | null;
  length: number;
  resolve(length: number): void;
  reject(error: Error): void;
}

const lengthIn = (head: string): number => {
  const length = /^content-length: *(\d+)\r?$/im.exec(head)?.[1];
  if (!head.startsWith("HTTP/1.1 200 ") || length === undefined)
    throw new Error(`The download was answered with ${head.slice(0, head.indexOf("\r\n"))}.`);
  return Number(length);
};

/**
 * Receives into one buffer and only counts. Clients that hand out each chunk in memory of its own keep a processor busy
 * with collecting it, and that is one of the server's: figures of downloads became figures of their client.
 */
export const openByteFetcher = (host: string, port: number): ByteFetcher => {
  let answer: Answer | null = null;
  const fail = (error: Error): void => {
    answer?.reject(error);
    answer = null;
  };
  const take = (waiting: Answer, chunk: Buffer): void => {
    let body = chunk.length;
    if (waiting.missing === null) {
      waiting.head = Buffer.concat([waiting.head, chunk]);
      const end = waiting.head.indexOf(headEnd);
      if (end === -1) return;
      waiting.length = lengthIn(waiting.head.toString("latin1", 0, end));
      waiting.missing = waiting.length;
      body = waiting.head.length - end - headEnd.length;
    }
    waiting.missing -= body;
    if (waiting.missing > 0) return;
    answer = null;
    waiting.resolve(waiting.length);
  };
  const socket: Socket = connect({
    host,
    port,
    onread: {
      buffer: Buffer.allocUnsafeSlow(256 * 1024),
      callback(bytes, buffer) {
        if (answer === null) return true;
        try {
          take(answer, Buffer.from(buffer.buffer, buffer.byteOffset, bytes));
        } catch (error) {
          fail(error as Error);
        }
        return true;
      },
    },
  });
  socket.on("error", fail);
  socket.on("close", () => fail(new Error("The connection closed before its end.")));
  return {
    fetch: (url, cookie) =>
      new Promise((resolve, reject) => {
        answer = { head: Buffer.alloc(0), missing: null, length: 0, resolve, reject };
        socket.write(`GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nCookie: ${cookie}\r\n\r\n`);
      }),
    close: () => void socket.destroy(),
  };
};
