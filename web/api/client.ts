import { problemFrom, unreachable } from "./problem.ts";
import { noticeSessionEnd } from "./session-end.ts";
import type { Operations } from "./types.ts";

export type Operation = keyof Operations;
export type Reply<Name extends Operation> = Operations[Name]["reply"];

type Part<Name extends Operation, Key extends "params" | "query" | "body"> =
  Operations[Name] extends Record<Key, infer Value>
    ? [Value] extends [undefined]
      ? { [K in Key]?: undefined }
      : object extends Value
        ? { [K in Key]?: Value }
        : { [K in Key]: Value }
    : { [K in Key]?: undefined };

export type Inputs<Name extends Operation> = Part<Name, "params"> & Part<Name, "query"> & Part<Name, "body">;

export interface CallOptions {
  signal?: AbortSignal;
  /** The revision that the caller has seen; the server answers 412 where there is a later one. */
  revision?: number;
  /** The same key makes a repeated creating call answer with the first one's result. */
  idempotencyKey?: string;
}

type Values = Record<string, unknown>;

const queryString = (query: Values): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null && item !== "") search.append(name, String(item));
    }
  }
  return search.size > 0 ? `?${search}` : "";
};

/** The address of an operation, for links and for `src`. */
export const addressOf = (path: string, params: Values = {}, query: Values = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name]))) +
  queryString(query);

const bodyOf = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Calls the API: `call("GET /api/resources/{id}", { params: { id } })`. Throws ApiProblem, or AbortError when cancelled. */
export const call = async <Name extends Operation>(
  operation: Name,
  inputs: Inputs<Name>,
  { signal, revision, idempotencyKey }: CallOptions = {},
): Promise<Reply<Name>> => {
  const [method = "GET", path = ""] = operation.split(" ");
  const { params, query, body } = inputs as { params?: Values; query?: Values; body?: unknown };
  const headers = new Headers({ accept: "application/json" });
  if (body !== undefined) headers.set("content-type", "application/json");
  if (revision !== undefined) headers.set("if-match", `"${revision}"`);
  if (idempotencyKey !== undefined) headers.set("idempotency-key", idempotencyKey);
  let response: Response;
  try {
    response = await fetch(addressOf(path, params, query), {
      method,
      headers,
      credentials: "same-origin",
      ...(signal && { signal }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
  const answer = await bodyOf(response);
  if (!response.ok) {
    const problem = problemFrom(response.status, answer);
    // Asking who is signed in is how an ended session is followed up; it tells nothing new.
    throw operation === "GET /api/me" ? problem : noticeSessionEnd(problem);
  }
  return answer as Reply<Name>;
};
