import type { Request } from "express";

/** Whether If-None-Match names what would be sent: the caller has it already (RFC 9110, 13.1.2). */
export const isUnchanged = (request: Request, etag: string): boolean => {
  const header = request.get("if-none-match");
  return (
    header !== undefined &&
    (header.trim() === "*" || header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag))
  );
};
