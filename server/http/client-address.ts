import type { Request } from "express";

/** By what callers without a name are told apart: an address in IPv6 is counted by its /64, as one household. */
export const clientAddress = (request: Request): string => {
  const address = request.ip ?? "unknown";
  return address.includes(":") && !address.startsWith("::ffff:")
    ? address.split(":").slice(0, 4).join(":")
    : address;
};
