import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import { sendInPieces } from "./send-in-pieces.ts";
import type { TransferJob, TransferResult } from "./transfers.ts";

let isStopped = false;

/** As long as browsers make it: the search for it is the faster the longer it is. */
const boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW5";
const head = Buffer.from(
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="lesson.bin"\r\n` +
    "Content-Type: application/octet-stream\r\n\r\n",
);
const tail = Buffer.from(`\r\n--${boundary}--\r\n`);

const transferOne = (job: TransferJob, agent: Agent, bytes: Buffer | null): Promise<number> =>
  new Promise((resolve, reject) => {
    const parts = bytes === null ? [] : job.isMultipart ? [head, bytes, tail] : [bytes];
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const type = job.isMultipart ? `multipart/form-data; boundary=${boundary}` : "application/octet-stream";
    const sent = request(job.url, {
      agent,
      method: bytes === null ? "GET" : "POST",
      headers: {
        cookie: job.cookie ?? "",
        ...(bytes === null ? {} : { "Content-Type": type, "Content-Length": length }),
      },
    });
    sent.once("error", reject);
    sent.once("response", (response) => {
      let received = 0;
      response.on("data", (chunk: Buffer) => {
        received += chunk.length;
      });
      response.once("error", reject);
      response.once("end", () => {
        if (response.statusCode !== (bytes === null ? 200 : 201)) {
          reject(new Error(`${job.url} answered ${response.statusCode}`));
        } else resolve(bytes === null ? received : bytes.length);
      });
    });
    for (const part of parts) sent.write(part);
    sent.end();
  });

/** So many at once, one after another each, until all are through or somebody says stop. */
const run = async (job: TransferJob): Promise<TransferResult> => {
  const agent = new Agent({ keepAlive: true, maxSockets: job.atOnce });
  const size = job.uploadBytes;
  const bodies = Array.from({ length: job.atOnce }, () => (size === undefined ? null : randomBytes(size)));
  let left = job.count;
  let totalBytes = 0;
  const lane = async (bytes: Buffer | null): Promise<void> => {
    while (left > 0 && !isStopped) {
      left -= 1;
      // Each file is another file: equal bytes are stored once.
      if (bytes) randomBytes(64).copy(bytes);
      totalBytes +=
        bytes && job.pieceBytes
          ? await sendInPieces(job, agent, bytes)
          : await transferOne(job, agent, bytes);
    }
  };
  const started = performance.now();
  await Promise.all(bodies.map(lane));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return { totalBytes, seconds };
};

process.on("message", (message: { job: TransferJob } | { stop: true }) => {
  if ("stop" in message) {
    isStopped = true;
    return;
  }
  isStopped = false;
  run(message.job).then(
    (result) => process.send?.(result),
    (error: Error) => process.send?.({ failure: error.message }),
  );
});
process.send?.({ port: 0 });
