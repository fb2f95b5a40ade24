import { type Logger, pino } from "pino";

export type Log = Logger;

/** Secrets never reach the log, whichever object they travel in. */
const redacted = [
  "req.headers.cookie",
  "req.headers.authorization",
  'req.headers["x-api-key"]',
  'res.headers["set-cookie"]',
  "res.headers.location",
  "*.password",
  "*.secret",
];

export const createLog = (level: string, name: string): Log =>
  pino({ level, name, redact: { paths: redacted, censor: "[redacted]" } });
