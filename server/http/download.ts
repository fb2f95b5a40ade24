import type { Writable } from "node:stream";
import type { Request, Response } from "express";
import { RangeNotSatisfiable } from "../errors.ts";
import { isUnchanged } from "./is-unchanged.ts";
import { rightOfWay } from "./right-of-way.ts";

export interface Downloadable {
  /** Further response headers, which win over the usual ones. */
  headers?: Record<string, string>;
  /** Strong validator: the bytes under one ETag never change. */
  etag: string;
  sizeBytes: number;
  contentType: string;
  contentDisposition: string;
  /** Writes the bytes of the range, both ends included, and does not end the destination. */
  send(range: { start: number; end: number }, destination: Writable): Promise<void>;
}

/** The one range to send, "unsatisfiable", or null for the whole. Several ranges at once are answered with the whole. */
const chooseRange = (request: Request, file: Downloadable) => {
  const condition = request.get("if-range");
  if (condition !== undefined && condition.trim() !== file.etag) return null;
  // The last bytes of a file, more than it has, are the whole of it (RFC 9110, 14.1.2); the parser finds none there.
  const suffix = /^bytes=-(\d{1,15})$/.exec(request.get("range") ?? "");
  if (suffix && Number(suffix[1]) > file.sizeBytes) return { start: 0, end: file.sizeBytes - 1 };
  const ranges = request.range(file.sizeBytes, { combine: true });
  if (ranges === -1) return "unsatisfiable" as const;
  if (ranges === undefined || ranges === -2 || ranges.type !== "bytes" || ranges.length !== 1) return null;
  return ranges[0] as { start: number; end: number };
};

/** Headers that keep a browser from doing anything with the bytes but showing or saving them. */
export const harmlessHeaders = {
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy":
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** Sends a file with validators and ranges (RFC 9110). A client that goes away ends it quietly. */
export const sendFile = async (request: Request, response: Response, file: Downloadable): Promise<void> => {
  response.set({
    ...harmlessHeaders,
    ETag: file.etag,
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, no-cache",
    "Content-Type": file.contentType,
    "Content-Disposition": file.contentDisposition,
    ...file.headers,
  });
  if (isUnchanged(request, file.etag)) {
    response.status(304).end();
    return;
  }
  const range = chooseRange(request, file);
  if (range === "unsatisfiable") {
    const headers = { "Content-Range": `bytes */${file.sizeBytes}` };
    throw new RangeNotSatisfiable(undefined, undefined, { headers });
  }
  const start = range?.start ?? 0;
  const end = range?.end ?? file.sizeBytes - 1;
  response.set("Content-Length", String(end - start + 1));
  if (range) response.status(206).set("Content-Range", `bytes ${start}-${end}/${file.sizeBytes}`);
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  try {
    const destination = rightOfWay.giveWay(response);
    await file.send({ start, end }, destination);
    destination.end();
  } catch (error) {
    // Whoever went away is told nothing more.
    if (!response.destroyed) throw error;
  }
};
