import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream/promises";

const directory = process.argv[2] as string;

/** The least that keeps a body safely under its hash: SHA-256, fsync, rename. No multipart, no database, no sniffing. */
const keep = async (request: IncomingMessage): Promise<string> => {
  const staged = path.join(directory, `${randomUUID()}.part`);
  const hash = createHash("sha256");
  request.on("data", (chunk: Buffer) => hash.update(chunk));
  await pipeline(request, createWriteStream(staged, { flush: true }));
  const sha256 = hash.digest("hex");
  await rename(staged, path.join(directory, sha256));
  return sha256;
};

const server = createServer((request, response) => {
  keep(request).then(
    (sha256) => response.writeHead(201).end(sha256),
    () => response.writeHead(500).end(),
  );
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as { port: number }).port }));
