import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import { openByteFetcher } from "./fetch-bytes.ts";
import { sendInPieces } from "./send-in-pieces.ts";
import type { TransferJob, TransferResult } from "./transfers.ts";

let isStopped = false;

/** As long as browsers make it: the search for it is the faster the longer it is. */
const boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW5";
const multipartType = `multipart/form-data; boundary=${boundary}`;
const head = Buffer.from(
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="lesson.bin"\r\n` +
    "Content-Type: application/octet-stream\r\n\r\n",
);
const tail = Buffer.from(`\r\n--${boundary}--\r\n`);

const uploadOne = (job: TransferJob, agent: Agent, bytes: Buffer): Promise<number> =>
  new Promise((resolve, reject) => {
    const parts = job.isMultipart ? [head, bytes, tail] : [bytes];
    const sent = request(job.url, {
      agent,
      method: "POST",
      headers: {
        cookie: job.cookie ?? "",
        "Content-Type": job.isMultipart ? multipartType : "application/octet-stream",
        "Content-Length": parts.reduce((sum, part) => sum + part.length, 0),
      },
    });
    sent.once("error", reject);
    sent.once("response", (response) => {
      response.resume();
      response.once("error", reject);
      response.once("end", () => {
        if (response.statusCode === 201) resolve(bytes.length);
        else reject(new Error(`${job.url} answered ${response.statusCode}`));
      });
    });
    for (const part of parts) sent.write(part);
    sent.end();
  });

/** Transfers one file after another. */
interface Lane {
  next(): Promise<number>;
  close(): void;
}

const openUploads = (job: TransferJob, uploadBytes: number): Lane => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const bytes = randomBytes(uploadBytes);
  return {
    next() {
      // Each file is another file: equal bytes are stored once.
      randomBytes(64).copy(bytes);
      return job.pieceBytes ? sendInPieces(job, agent, bytes) : uploadOne(job, agent, bytes);
    },
    close: () => agent.destroy(),
  };
};

const openDownloads = (job: TransferJob): Lane => {
  const url = new URL(job.url);
  const fetcher = openByteFetcher(url.hostname, Number(url.port));
  return { next: () => fetcher.fetch(url, job.cookie ?? ""), close: () => fetcher.close() };
};

/** So many at once, one after another each, until all are through or somebody says stop. */
const run = async (job: TransferJob): Promise<TransferResult> => {
  const size = job.uploadBytes;
  const lanes = Array.from({ length: job.atOnce }, () =>
    size === undefined ? openDownloads(job) : openUploads(job, size),
  );
  let left = job.count;
  let totalBytes = 0;
  const started = performance.now();
  try {
    await Promise.all(
      lanes.map(async (lane) => {
        while (left > 0 && !isStopped) {
          left -= 1;
          const bytes = await lane.next();
          totalBytes += bytes;
        }
      }),
    );
  } finally {
    for (const lane of lanes) lane.close();
  }
  return { totalBytes, seconds: (performance.now() - started) / 1000 };
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
