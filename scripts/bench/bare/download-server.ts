import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";

const file = process.argv[2] as string;
const { size } = statSync(file);

/** The same chunk as the product's, so that only what the product adds is compared. */
const highWaterMark = 256 * 1024;

const server = createServer((_request, response) => {
  response.writeHead(200, { "Content-Length": size, "Content-Type": "application/octet-stream" });
  createReadStream(file, { highWaterMark }).pipe(response);
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as { port: number }).port }));
