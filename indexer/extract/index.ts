import { access, constants } from "node:fs/promises";
import { Unavailable } from "../../server/errors.ts";
import { ExtractPool } from "./extract-pool.ts";
import {
  defaultLimits,
  type ExtractInput,
  type ExtractLimits,
  type ExtractResult,
} from "./extract-result.ts";

export {
  defaultLimits,
  type ExtractedPassage,
  type ExtractInput,
  type ExtractLimits,
  type ExtractReason,
  type ExtractResult,
  type PageKind,
} from "./extract-result.ts";

export interface Extractor {
  /**
   * Text of one file. Content that cannot be read is a result, never an error; rejects with Unavailable only where
   * there is no such file or the extractor is closed meanwhile. More files than processes wait their turn.
   */
  extract(input: Omit<ExtractInput, "limits">): Promise<ExtractResult>;
  close(): void;
}

/** Starts no process until the first file. Whoever creates it closes it. */
export function createExtractor(
  options: { limits?: Partial<ExtractLimits>; workers?: number; filesPerWorker?: number } = {},
): Extractor {
  const limits = { ...defaultLimits, ...options.limits };
  const pool = new ExtractPool({
    processes: options.workers ?? 1,
    filesPerProcess: options.filesPerWorker ?? 200,
    limits,
  });
  return {
    async extract(input) {
      await access(input.path, constants.R_OK).catch((cause) => {
        throw new Unavailable("extract.no-file", "The file to extract from cannot be opened.", { cause });
      });
      return pool.run({ ...input, limits });
    },
    close: () => pool.close(),
  };
}
