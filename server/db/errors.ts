import { Conflict, type DomainError, Invalid, OutOfStorage, Unavailable } from "../errors.ts";

const codeOf = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
};

/** Serialization failure and deadlock: the whole transaction may simply be tried again. */
export const isRetryable = (error: unknown): boolean => ["40001", "40P01"].includes(codeOf(error) ?? "");

/** Values that PostgreSQL cannot hold: NUL in text or jsonb, lone surrogates, numbers out of range, malformed input. */
const invalidValue = new Set(["22021", "22P05", "22P02", "22003", "22007", "22008", "22009", "22001"]);
/** Server going away or not yet there, too many connections, cancelled by a timeout, lock not available. */
const unavailable = new Set([
  "57P01",
  "57P02",
  "57P03",
  "57014",
  "53300",
  "08000",
  "08003",
  "08006",
  "08001",
  "55P03",
  "25P03",
]);
const network = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH"]);
/** PostgreSQL's socket is a file, and gone with it. */
const isSocketGone = (error: unknown): boolean =>
  codeOf(error) === "ENOENT" && (error as NodeJS.ErrnoException).syscall === "connect";
const driverMessages =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error|not queryable/;

/** A database failure in the domain's words, or null where it is a fault of ours. */
export const translateDatabaseError = (error: unknown): DomainError | null => {
  const code = codeOf(error) ?? "";
  if (invalidValue.has(code))
    return new Invalid("value.unstorable", "A value cannot be stored.", { cause: error });
  if (isRetryable(error)) {
    return new Conflict("concurrent-change", "Others were changing the same thing; try again.", {
      cause: error,
    });
  }
  if (code === "53100") return new OutOfStorage(undefined, undefined, { cause: error });
  const message = error instanceof Error ? error.message : "";
  const isAway = unavailable.has(code) || network.has(code) || isSocketGone(error);
  if (isAway || driverMessages.test(message)) {
    return new Unavailable("database.unavailable", undefined, { cause: error, retryAfterSeconds: 2 });
  }
  return null;
};
