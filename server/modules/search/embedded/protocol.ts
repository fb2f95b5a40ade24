import type { Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

/** What a worker is started with. */
export interface WorkerStart {
  directory: string;
  lane: "read" | "write";
}

export interface Lanes {
  read: Pick<Reader, "search" | "suggest" | "count" | "needsRebuild">;
  write: Pick<
    Writer,
    "put" | "remove" | "needsRebuild" | "beginRebuild" | "fill" | "finishRebuild" | "abandonRebuild"
  >;
}

export interface WorkerRequest {
  call: number;
  method: string;
  parameters: unknown[];
}

/** `failure` is the error's message: classes do not survive the way between threads. */
export type WorkerReply = { call: number; result: unknown } | { call: number; failure: string };
