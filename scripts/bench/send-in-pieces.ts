import { type Agent, type OutgoingHttpHeaders, request } from "node:http";
import type { TransferJob } from "./transfers.ts";

interface Exchange {
  method: "POST" | "PATCH";
  url: URL;
  status: number;
  headers: OutgoingHttpHeaders;
}

/** One request of the protocol; answers the reply's Location. */
const exchange = (agent: Agent, { method, url, status, headers }: Exchange, body: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers: { "Tus-Resumable": "1.0.0", ...headers } });
    sent.once("error", reject);
    sent.once("response", (response) => {
      response.resume().once("end", () => {
        if (response.statusCode === status) resolve(response.headers.location ?? "");
        else reject(new Error(`${method} ${url} answered ${response.statusCode}`));
      });
    });
    sent.end(body);
  });

/** Sends a file by the tus protocol. Answers its size. */
export const sendInPieces = async (job: TransferJob, agent: Agent, bytes: Buffer): Promise<number> => {
  const cookie = job.cookie ?? "";
  const { pieceBytes = bytes.length } = job;
  const size = { "Upload-Length": bytes.length, "Upload-Metadata": "filename bGVzc29uLmJpbg==" };
  const creation = {
    method: "POST",
    url: new URL(job.url),
    status: 201,
    headers: { cookie, ...size },
  } as const;
  const url = new URL(await exchange(agent, creation, Buffer.alloc(0)), job.url);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = bytes.subarray(at, at + pieceBytes);
    const type = "application/offset+octet-stream";
    const headers = { cookie, "Upload-Offset": at, "Content-Type": type, "Content-Length": piece.length };
    await exchange(agent, { method: "PATCH", url, status: 204, headers }, piece);
  }
  return bytes.length;
};
