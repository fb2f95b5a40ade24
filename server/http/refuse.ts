import type { Request, Response } from "express";

/** How long what a client is still sending is read and thrown away after its refusal. */
const lingerMs = 2000;

/** Whether the request announced a body of which some has not arrived. A body announced by nothing is none (RFC 9112). */
const isStillSending = (request: Request): boolean =>
  !request.complete &&
  (request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0);

/**
 * Sends a refusal. Where the client is still sending, the refusal goes out whole at once, and only then, after a moment of
 * reading on, is the connection closed: closing it over unread bytes would reset it, and the client would lose the answer.
 */
export const sendRefusal = (request: Request, response: Response, body: string): void => {
  response.set("Content-Length", String(Buffer.byteLength(body)));
  if (!isStillSending(request)) {
    response.end(body);
    return;
  }
  response.set("Connection", "close");
  response.write(body);
  const close = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(close, lingerMs);
  request.once("end", close).once("close", close);
  request.resume();
};
