/** One rejected field of a request: `path` as in JSON ("files.0.name"), `message` for people, `code` for programs. */
export interface FieldProblem {
  path: string;
  code: string;
  message: string;
}

interface Details {
  fields?: FieldProblem[];
  cause?: unknown;
  retryAfterSeconds?: number;
  /** Header fields that the protocol wants beside the status. */
  headers?: Record<string, string>;
}

/** An expected failure. The error handler renders it as RFC 9457 problem+json; `code` is stable, `message` is not. */
export class DomainError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldProblem[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly headers: Record<string, string> | undefined;

  constructor(status: number, code: string, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = new.target.name;
    this.status = status;
    this.code = code;
    this.fields = details.fields;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.headers = details.headers;
  }
}

const errorClass = (status: number, defaultCode: string, defaultMessage: string) =>
  class extends DomainError {
    constructor(code = defaultCode, message = defaultMessage, details: Details = {}) {
      super(status, code, message, details);
    }
  };

export class Invalid extends errorClass(400, "request.invalid", "The request is not valid.") {}
export class Unauthenticated extends errorClass(401, "session.required", "Sign in first.") {}
export class Forbidden extends errorClass(
  403,
  "access.forbidden",
  "You may see this, but not do that with it.",
) {}
/** Also the answer for what exists but may not be seen: the body is the same in both cases. */
export class NotFound extends errorClass(404, "not-found", "There is nothing here.") {}
export class MethodNotAllowed extends errorClass(
  405,
  "method.not-allowed",
  "This address does not take that method.",
) {}
export class Conflict extends errorClass(409, "conflict", "The present state does not allow this.") {}
/** What the caller kept of an earlier answer cannot be continued. */
export class Gone extends errorClass(410, "gone", "This is no longer here.") {}
export class PreconditionFailed extends errorClass(
  412,
  "precondition.failed",
  "It was changed by someone else in the meantime.",
) {}
export class TooLarge extends errorClass(413, "request.too-large", "The request is too large.") {}
export class UnsupportedMediaType extends errorClass(
  415,
  "media-type.unsupported",
  "This media type is not accepted.",
) {}
export class RangeNotSatisfiable extends errorClass(
  416,
  "range.unsatisfiable",
  "The range lies outside the file.",
) {}
export class Locked extends errorClass(
  423,
  "upload.locked",
  "Another request is still writing to this; try again soon.",
) {}
export class TooManyRequests extends errorClass(429, "rate.limited", "Too many attempts; wait a little.") {}
/** The status is that of the tus protocol. */
export class ChecksumMismatch extends errorClass(
  460,
  "upload.checksum-mismatch",
  "The bytes that arrived are not those that were sent.",
) {}
export class Unavailable extends errorClass(
  503,
  "unavailable",
  "A part of the system is not answering; try again soon.",
) {}
export class OutOfStorage extends errorClass(507, "storage.full", "There is no room left to store this.") {}
