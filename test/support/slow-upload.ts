import { request } from "node:http";
import { sha256Of } from "./streams.ts";

export interface SlowUpload {
  /** Sends so many more bytes of the file. */
  send(bytes: number): Promise<void>;
  /** Sends the rest; answers the status and what the server says the hash is. */
  finish(): Promise<{ status: number; sha256: string }>;
  /** Goes away without a word. */
  abort(): Promise<void>;
  sha256: string;
}

const boundary = "boundary-of-a-slow-upload";

/** A multipart upload that goes on only as it is told. */
export const startSlowUpload = (address: string, cookie: string, bytes: Buffer): SlowUpload => {
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="slow.bin"\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const to = request(`${address}/api/uploads`, {
    method: "POST",
    headers: {
      cookie,
      "Content-Type": `multipart/form-data; boundary=${boundary}`,
      "Content-Length": head.length + bytes.length + tail.length,
    },
  });
  const answer = new Promise<{ status: number; sha256: string }>((resolve, reject) => {
    to.once("error", reject);
    to.once("response", async (reply) => {
      const chunks: Buffer[] = [];
      for await (const chunk of reply) chunks.push(chunk);
      const said = JSON.parse(Buffer.concat(chunks).toString());
      resolve({ status: reply.statusCode ?? 0, sha256: said.sha256 });
    });
  });
  answer.catch(() => {}); // an abort ends it too, and then nobody asks
  const write = (chunk: Buffer) => new Promise<void>((resolve) => to.write(chunk, () => resolve()));
  let sent = 0;
  void write(head);
  const send = async (count: number): Promise<void> => {
    const chunk = bytes.subarray(sent, sent + count);
    sent += chunk.length;
    await write(chunk);
  };
  return {
    send,
    async finish() {
      await send(bytes.length);
      to.end(tail);
      return answer;
    },
    abort: () =>
      new Promise((resolve) => {
        to.once("close", resolve);
        to.destroy();
      }),
    sha256: sha256Of(bytes),
  };
};
