export interface FieldProblem {
  path: string;
  code: string;
  message: string;
}

/** A failed call. `code` is the server's stable code, or "network.unreachable" where no answer came at all. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldProblem[];
  readonly requestId: string | null;
  /** When the server wants to be asked again, where it said so. */
  readonly retryAfterMs: number | null;

  constructor(
    status: number,
    code: string,
    details: { fields?: FieldProblem[]; requestId?: string | null; retryAfterMs?: number | null } = {},
  ) {
    super(code);
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
    this.fields = details.fields ?? [];
    this.requestId = details.requestId ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/** What a Retry-After header says, in seconds or as a date. */
export const retryAfterOf = (header: string | null): number | null => {
  if (header === null || header.trim() === "") return null;
  const ms = Number.isNaN(Number(header)) ? Date.parse(header) - Date.now() : Number(header) * 1000;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
};

/** Reads a problem+json body; a proxy in between may answer with something else. */
export const problemFrom = (
  status: number,
  body: unknown,
  retryAfterMs: number | null = null,
): ApiProblem => {
  const { code, fields, requestId } = record(body);
  return new ApiProblem(status, typeof code === "string" ? code : `http.${status}`, {
    fields: Array.isArray(fields) ? (fields as FieldProblem[]) : [],
    requestId: typeof requestId === "string" ? requestId : null,
    retryAfterMs,
  });
};

export const unreachable = (): ApiProblem => new ApiProblem(0, "network.unreachable");

/** No answer came, or one of what stands before the server or of a server that is about to end: it may be there again soon. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof ApiProblem && [0, 502, 503, 504].includes(error.status);

export const isProblem = (error: unknown, ...codes: string[]): error is ApiProblem =>
  error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));
