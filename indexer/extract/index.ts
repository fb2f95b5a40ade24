import { access, constants } from "node:fs/promises";
import { Unavailable } from "../../server/errors.ts";
import { type PageWords, textOfPage } from "../../server/modules/resources/index.ts";
import type { OfficeConverter, OfficeReason } from "../office/index.ts";
import { collectPassages } from "./collect-passages.ts";
import { ExtractPool } from "./extract-pool.ts";
import {
  type Conversion,
  defaultLimits,
  type ExtractedPassage,
  type ExtractInput,
  type ExtractLimits,
  type ExtractResult,
  noText,
} from "./extract-result.ts";

export {
  defaultLimits,
  type ExtractedPassage,
  type ExtractLimits,
  type ExtractResult,
  noText,
} from "./extract-result.ts";

export interface Extractor {
  /**
   * Text of one file. Content that cannot be read is a result, never an error; rejects with Unavailable only where
   * there is no such file, no process can be started, or the extractor is closed meanwhile. More files than processes wait their turn.
   */
  extract(input: Omit<ExtractInput, "limits">): Promise<ExtractResult>;
  /** Ends the processes that wait for a file: what comes next needs their memory. */
  endIdle(): void;
  close(): void;
}

/** Pages that were read by other means, by the rules that hold for every file. */
export function passagesOfPages(pages: readonly PageWords[]): ExtractedPassage[] {
  const collector = collectPassages(defaultLimits.maxCharacters);
  for (const one of pages) collector.add("page", one.page, textOfPage(one));
  return collector.passages;
}

const isExhausted = (reason: OfficeReason): reason is "timeout" | "out-of-memory" =>
  reason === "timeout" || reason === "out-of-memory";

/** Starts no process until the first file. Whoever creates it closes it. */
export function createExtractor(
  options: {
    limits?: Partial<ExtractLimits>;
    workers?: number;
    filesPerWorker?: number;
    idleMs?: number;
    /** Asked where our own readers cannot read an old office file; whoever created it closes it. */
    office?: OfficeConverter;
  } = {},
): Extractor {
  const limits = { ...defaultLimits, ...options.limits };
  const pool = new ExtractPool({
    processes: options.workers ?? 1,
    filesPerProcess: options.filesPerWorker ?? 200,
    idleMs: options.idleMs ?? 5000,
    limits,
  });
  /** The reason of the first try stands unless a conversion gives text, or took too much. */
  const extractConverted = async (input: ExtractInput, first: ExtractResult, conversion: Conversion) => {
    const { office } = options;
    const to = [conversion.to, "pdf" as const].find((target) => office?.targets.has(target));
    if (!office || !to) return first;
    const converted = await office.convert({ path: input.path, extension: conversion.extension, to });
    if (converted.status === "failed")
      return isExhausted(converted.reason) ? noText(converted.reason, converted.detail) : first;
    try {
      const fileName = `converted.${to}`;
      const second = await pool.run({ ...input, path: converted.path, fileName });
      return second.status === "ready" ? second : first;
    } finally {
      await converted.remove();
    }
  };
  return {
    async extract(input) {
      await access(input.path, constants.R_OK).catch((cause) => {
        throw new Unavailable("extract.no-file", "The file to extract from cannot be opened.", { cause });
      });
      const result = await pool.run({ ...input, limits });
      if (result.status === "ready" || !result.conversion) return result;
      return extractConverted({ ...input, limits }, result, result.conversion);
    },
    endIdle: () => pool.endIdle(),
    close: () => pool.close(),
  };
}
