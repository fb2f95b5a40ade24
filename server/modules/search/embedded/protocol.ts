import type { SearchRequest } from "../search-index.ts";
import type { Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

/** What a worker is started with. */
export interface WorkerStart {
  directory: string;
  lane: "read" | "write";
}

export interface Lanes {
  read: Pick<Reader, "suggest" | "spellings" | "count" | "needsRebuild"> & {
    /** A packed `SearchResult`. */
    search(request: SearchRequest): Uint8Array;
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

/** `failure` is the error's message: classes do not survive the way. */
export type WorkerReply = { call: number } & ({ result: unknown } | { failure: string });
