import { request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import type { TestSystem } from "../support/system.ts";

export const boundary = "----formBoundary7MA4YWxk";
export const multipart = `multipart/form-data; boundary=${boundary}`;

type Text = string | Buffer;

/** One part, byte by byte as a client would write it. */
export const part = (disposition: Text, content: Text, mediaType = "application/octet-stream"): Buffer =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; `),
    Buffer.from(disposition as Buffer),
    Buffer.from(`\r\nContent-Type: ${mediaType}\r\n\r\n`),
    Buffer.from(content as Buffer),
    Buffer.from("\r\n"),
  ]);

/** One plain field, as browsers send it. */
export const field = (name: string, value: string): Buffer =>
  Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);

export const closing = Buffer.from(`--${boundary}--\r\n`);

/** A form with one file whose name is these very bytes. */
export const fileForm = (name: Text, content: Text = "内容", mediaType?: string): Buffer =>
  Buffer.concat([
    part(
      Buffer.concat([Buffer.from('name="file"; filename="'), Buffer.from(name as Buffer), Buffer.from('"')]),
      content,
      mediaType,
    ),
    closing,
  ]);

/** The session's cookie of a person, for requests that are written by hand. */
export const cookieOf = async (system: TestSystem, username: string, password: string): Promise<string> => {
  const reply = await fetch(`${system.address}/api/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ username, password }),
  });
  return reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
};

/** Posts a whole body made by hand. */
export const postForm = async (
  system: TestSystem,
  cookie: string,
  body: Buffer,
  headers: Record<string, string> = {},
  query = "",
) => {
  const reply = await fetch(`${system.address}/api/uploads${query}`, {
    method: "POST",
    headers: { Cookie: cookie, "Content-Type": multipart, ...headers },
    body: new Uint8Array(body),
  });
  return { status: reply.status, body: (await reply.json()) as never };
};

export interface OpenUpload {
  write(bytes: Buffer): Promise<void>;
  /** The reply, as soon as its body has come, whether or not the request has ended. */
  reply: Promise<{ status: number; headers: Record<string, unknown>; body: { code: string } }>;
  abandon(): void;
}

/** An upload whose end is left open, so that a test decides when and whether more bytes come. */
export const openUpload = (system: TestSystem, headers: OutgoingHttpHeaders): OpenUpload => {
  const request = httpRequest(`${system.address}/api/uploads`, {
    method: "POST",
    agent: false,
    headers: { "Content-Type": multipart, ...headers },
  });
  const reply = new Promise<Awaited<OpenUpload["reply"]>>((resolve, reject) => {
    request.once("error", reject);
    request.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        const body = Buffer.concat(chunks);
        if (body.length < Number(response.headers["content-length"])) return;
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: JSON.parse(body.toString()),
        });
      });
      response.once("error", reject);
    });
  });
  reply.catch(() => {});
  request.on("error", () => {});
  request.flushHeaders();
  return {
    reply,
    write: (bytes) => new Promise((resolve) => request.write(bytes, () => resolve())),
    abandon: () => request.destroy(),
  };
};
