import type { Request } from "express";
import { ipKeyGenerator } from "express-rate-limit";

const householdBits = 64;

/** By what callers without a name are told apart: an address in IPv6 is counted by its /64, as one household. */
export const clientAddress = (request: Request): string =>
  request.ip ? ipKeyGenerator(request.ip, householdBits) : "unknown";
