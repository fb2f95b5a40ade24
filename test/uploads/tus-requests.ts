import { request as httpRequest } from "node:http";
import type { Reply } from "../support/patient-client.ts";
import { request } from "../support/patient-client.ts";

/** Requests of the tus protocol written by hand: what a well-behaved client never sends must be tried as well. */
export interface TusSession {
  address: string;
  cookie: string;
}

export const tus = { "Tus-Resumable": "1.0.0" };

/** An Upload-Metadata header that names the file. */
export const named = (name: string | Buffer): string =>
  `filename ${Buffer.from(name as Buffer).toString("base64")}`;

export const send = async (
  { address, cookie }: TusSession,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Buffer,
): Promise<Reply> => {
  const reply = await fetch(new URL(path, address), {
    method,
    headers: { cookie, ...tus, ...headers },
    ...(body ? { body: new Uint8Array(body) } : {}),
  });
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, body: text === "" ? null : JSON.parse(text) };
};

export const begin = (
  session: TusSession,
  sizeBytes: number,
  name = "公开课.mp4",
  headers: Record<string, string> = {},
  query = "",
): Promise<Reply> =>
  send(session, "POST", `/api/uploads/tus${query}`, {
    "Upload-Length": String(sizeBytes),
    "Upload-Metadata": named(name),
    ...headers,
  });

/** The address of an upload that has begun. */
export const begun = async (session: TusSession, sizeBytes: number, name?: string): Promise<string> => {
  const reply = await begin(session, sizeBytes, name);
  if (reply.status !== 201)
    throw new Error(`beginning answered ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.headers.get("location") ?? "";
};

export const addBytes = (
  session: TusSession,
  path: string,
  offset: number,
  bytes: Buffer,
  headers: Record<string, string> = {},
): Promise<Reply> => {
  const own = { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
  return send(session, "PATCH", path, { ...own, ...headers }, bytes);
};

/** How much is there, or the status that says why that is not told. */
export const offsetOf = async (session: TusSession, path: string): Promise<number | string> => {
  const reply = await send(session, "HEAD", path);
  return reply.status === 200 ? Number(reply.headers.get("upload-offset")) : `status ${reply.status}`;
};

/** The finished upload, as anybody asks for one's own. */
export const finished = ({ address, cookie }: TusSession, path: string): Promise<Reply> =>
  request(address, cookie, path.replace("/tus/", "/"));

export interface OpenPatch {
  status: Promise<number>;
  write(bytes: Buffer): Promise<void>;
  end(): void;
  /** Goes away without a word. */
  abandon(): void;
}

/** A PATCH that goes on only as it is told. */
export const openPatch = (
  { address, cookie }: TusSession,
  path: string,
  offset: number,
  length: number,
  headers: Record<string, string> = {},
): OpenPatch => {
  const sending = httpRequest(new URL(path, address), {
    method: "PATCH",
    agent: false,
    headers: {
      cookie,
      ...tus,
      "Upload-Offset": offset,
      "Content-Type": "application/offset+octet-stream",
      "Content-Length": length,
      ...headers,
    },
  });
  const status = new Promise<number>((resolve, reject) => {
    sending.once("error", reject);
    sending.once("response", (response) => resolve(response.resume().statusCode ?? 0));
  });
  status.catch(() => {}); // whoever abandons it does not ask
  sending.flushHeaders();
  return {
    status,
    write: (bytes) => new Promise((resolve) => sending.write(bytes, () => resolve())),
    end: () => sending.end(),
    abandon: () => sending.destroy(),
  };
};
