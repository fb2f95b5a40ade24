import type { SearchRequest, SearchResult } from "../search-index.ts";
import type { Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

/** What a worker is started with. */
export interface WorkerStart {
  directory: string;
  lane: "read" | "write";
}

export interface Lanes {
  read: Pick<Reader, "suggest" | "spellings" | "count" | "needsRebuild"> & {
    search(request: SearchRequest): SearchResult;
  };
  write: Pick<
    Writer,
    | "put"
    | "prepare"
    | "remove"
    | "needsRebuild"
    | "beginRebuild"
    | "fill"
    | "settle"
    | "finishRebuild"
    | "abandonRebuild"
  >;
}

export interface WorkerRequest {
  call: number;
  method: string;
  parameters: unknown[];
}

/** A result that is JSON already. */
export class JsonText {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

/**
 * `json`: the result as text, which crosses between threads at half the cost of an object with many parts. `failure` is the
 * error's message: classes do not survive the way.
 */
export type WorkerReply = { call: number } & ({ json: string } | { result: unknown } | { failure: string });
