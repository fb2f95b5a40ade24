import type { Readable } from "node:stream";

/** What a scanner says of bytes. */
export type Verdict =
  | { status: "clean" }
  | { status: "infected"; signature: string }
  | { status: "unscannable"; reason: "too-large" | "limits" | "encrypted" };

/** Looks for malware in bytes that are streamed to it. */
export interface Scanner {
  /** Larger bytes are not sent at all: the scanner would look at the beginning only, or at nothing. */
  readonly maxBytes: number;
  /**
   * Reads `source` to its end, or destroys it. Throws Unavailable("scanner.away") where nobody scans at that address now,
   * Unavailable("scanner.failed") where a scanner does but comes to no verdict, Unavailable("scanner.refused") where it comes
   * to none on these bytes but does on others, and the source's own error. `signal` ends it as if the scanner had gone away.
   */
  scan(source: Readable, signal?: AbortSignal): Promise<Verdict>;
}
