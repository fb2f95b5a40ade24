import type { Request, Response } from "express";
import type { z } from "zod";
import type { Context } from "../context.ts";

/**
 * Who may call, and what the call does. "anyone" still sees only what is public; what a signed-in person may see or do
 * with one thing is decided by the use case's policy for `action`. A route without this cannot be written.
 */
export interface Access {
  who: "anyone" | "signed-in";
  action: string;
}

export const anyone = (action: string): Access => ({ who: "anyone", action });
export const signedIn = (action: string): Access => ({ who: "signed-in", action });

/** A reply with more than a body. */
export class Answer<Body> {
  readonly body: Body;
  readonly status: number | undefined;
  readonly headers: Record<string, string | string[]>;
  constructor(
    body: Body,
    options: { status?: number; revision?: number; headers?: Record<string, string | string[]> } = {},
  ) {
    this.body = body;
    this.status = options.status;
    this.headers = { ...options.headers };
    if (options.revision !== undefined) this.headers.ETag = `"${options.revision}"`;
  }
}

/** A reply that carries its revision as ETag, for If-Match to name. */
export const answerRevised = <Body extends { revision: number }>(body: Body, status?: number): Answer<Body> =>
  new Answer(body, { revision: body.revision, ...(status ? { status } : {}) });

export interface Input<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  /** The revision named by If-Match, or undefined where the header is absent or "*", or means nothing here. */
  ifMatch: number | undefined;
  /** For endpoints that read or write bytes themselves. */
  request: Request;
  response: Response;
}

type Shape = z.ZodType;
type Parsed<S extends Shape | undefined> = S extends Shape ? z.output<S> : undefined;
type Replied<S extends Shape | undefined> = S extends Shape ? z.input<S> : undefined;

export interface EndpointSpec<
  P extends Shape | undefined,
  Q extends Shape | undefined,
  B extends Shape | undefined,
  R extends Shape | undefined,
> {
  method: "get" | "post" | "put" | "patch" | "delete" | "head" | "options";
  /** Express path below the root: "/api/resources/:id". */
  path: string;
  summary: string;
  access: Access;
  params?: P;
  query?: Q;
  body?: B;
  reply?: R;
  /** Headers of the request that mean something here beyond the usual ones, each with what it says: for the description. */
  headers?: Record<string, string>;
  /** Changes something that has a revision: If-Match with an older one answers 412. */
  hasRevision?: true;
  /**
   * A read that programs repeat: its ETag is that of the very reply, after the revision where there is one, and
   * If-None-Match answers 304.
   */
  isConditional?: true;
  /** Answers 204 where there is nothing left that the caller may see. */
  mayBeEmpty?: true;
  /** Status of success; 200 unless told, 204 where there is no reply. */
  status?: number;
  /** "json" unless told. "multipart", "bytes" (a part of a file, as tus sends it): the handler reads the body itself. */
  accepts?: "json" | "multipart" | "bytes";
  /** "json" unless told. "bytes": the handler writes the response itself and returns nothing. */
  sends?: "json" | "bytes";
  /** Answers a repeated creating call from the id of what the first one made; makes Idempotency-Key welcome here. */
  replay?: (ctx: Context, subjectId: string, params: Parsed<P>) => Promise<Replied<R> | Answer<Replied<R>>>;
  handle(
    ctx: Context,
    input: Input<Parsed<P>, Parsed<Q>, Parsed<B>>,
  ): Promise<Replied<R> | Answer<Replied<R>> | undefined>;
}

/** An endpoint whose shapes have been forgotten by the compiler, as the application lists them. */
// biome-ignore lint/suspicious/noExplicitAny: the list holds endpoints of every shape; each was checked where it was written.
export type Endpoint = EndpointSpec<any, any, any, any>;

/** States everything about one endpoint: it is mounted, checked and described from this alone. */
export const endpoint = <
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
  R extends Shape | undefined = undefined,
>(
  spec: EndpointSpec<P, Q, B, R>,
): Endpoint => spec;
