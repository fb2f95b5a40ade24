import { ReadableStream } from "node:stream/web";
import type { Request as ExpressRequest } from "express";
import { Answer } from "./endpoint.ts";

/** What arrives of a body. Where the client goes away in the middle, it ends there: so much has come. */
async function* received(request: ExpressRequest): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) yield chunk;
  } catch {
    // Whoever asks next is told how much there is.
  }
}

/** The request as libraries for the web's own interfaces want it, with these of its headers only. */
export const toWebRequest = (
  request: ExpressRequest,
  path: string,
  headerNames: readonly string[],
): Request => {
  const headers = new Headers();
  for (const name of headerNames) {
    const value = request.get(name);
    if (value !== undefined) headers.set(name, value);
  }
  const hasBody = request.method === "POST" || request.method === "PATCH";
  // Not Readable.toWeb, which copies every chunk.
  const body = hasBody ? ReadableStream.from(received(request)) : null;
  // The host is of no account: nothing is made of it.
  return new Request(`http://localhost${path}`, {
    method: request.method,
    headers,
    body,
    ...(body ? { duplex: "half" } : {}),
  } as RequestInit);
};

/** A web response without a body as an answer, with these of its headers only. */
export const toAnswer = (
  request: ExpressRequest,
  response: Response,
  headerNames: readonly string[],
): Answer<undefined> => {
  const headers: Record<string, string> = {};
  for (const name of headerNames) {
    const value = response.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  // What the client is still sending nobody will read.
  const isUnread = !request.complete && Number(request.get("content-length") ?? 0) > 0;
  if (isUnread) headers.Connection = "close";
  return new Answer(undefined, { status: response.status, headers });
};
