import { z } from "zod";
import { numberAsSections } from "./collect-passages.ts";
import {
  type DocumentFacts,
  type ExtractedPassage,
  type ExtractResult,
  readInPart,
} from "./extract-result.ts";

const Reason = z.enum([
  "encrypted",
  "broken",
  "scanned",
  "empty",
  "unsupported",
  "too-large",
  "timeout",
  "out-of-memory",
]);

/** As the database holds it. */
const whole = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);

const Passage = z.strictObject({
  page: whole.nullable(),
  pageKind: z.enum(["page", "slide", "sheet", "section"]),
  text: z.string(),
});

const properties = z.strictObject({
  title: z.string().exactOptional(),
  subject: z.string().exactOptional(),
  keywords: z.string().exactOptional(),
});

const Result = z.discriminatedUnion("status", [
  z.strictObject({
    status: z.literal("ready"),
    pageCount: whole.nullable(),
    isTruncated: z.boolean(),
    endedBy: Reason.exactOptional(),
    properties,
    scannedPages: z.array(z.int()).exactOptional(),
  }),
  z.strictObject({
    status: z.enum(["none", "failed"]),
    reason: Reason,
    detail: z.string().exactOptional(),
    conversion: z
      .strictObject({ extension: z.string(), to: z.enum(["docx", "xlsx", "pptx"]) })
      .exactOptional(),
  }),
]);

/** What `hand-over.ts` writes. */
const Line = z.union([
  z.strictObject({ passages: z.array(Passage).min(1) }),
  z.strictObject({ facts: z.strictObject({ pageCount: whole.nullable(), properties }) }),
  z.strictObject({ numbered: z.literal("sections") }),
  z.strictObject({ result: Result }),
]);

/** A portion has some tens of kilobytes, the result fewer. */
const longestLine = 1_000_000;
/** Far more than a file has that is read in its time, and what they take here beside their text is still little. */
const mostPassages = 250_000;

export interface PortionReader {
  /** Answers the result once it is there. Throws at what no reader of ours writes: the process is then not to be trusted. */
  take(bytes: Buffer): ExtractResult | null;
  /** What was read until now. */
  endedBy(reason: "timeout" | "out-of-memory" | "broken", detail?: string): ExtractResult;
}

/**
 * Puts together what an extracting process says of one file. Such a process may have been taken over by the file, so it is
 * held to the shape of what it says and to its amount, before that is kept.
 */
export function readPortions(maxCharacters: number): PortionReader {
  const passages: ExtractedPassage[] = [];
  let characters = 0;
  let pieces: Buffer[] = [];
  let lineLength = 0;
  let isNumbered = false;
  let facts: DocumentFacts | undefined;

  const keep = (portion: ExtractedPassage[]) => {
    for (const { text } of portion) characters += text.length;
    if (characters > maxCharacters || passages.length + portion.length > mostPassages)
      throw new Error("more text than a file may have");
    for (const passage of portion) passages.push(passage);
  };
  const takeLine = (text: string): ExtractResult | null => {
    const line = Line.parse(JSON.parse(text));
    if ("passages" in line) {
      keep(line.passages);
      return null;
    }
    if ("facts" in line) {
      if (facts) throw new Error("told twice");
      facts = line.facts;
      return null;
    }
    if ("numbered" in line) {
      if (isNumbered) throw new Error("numbered twice");
      isNumbered = true;
      numberAsSections(passages);
      return null;
    }
    return line.result.status === "ready" ? { ...line.result, passages } : line.result;
  };
  return {
    take(bytes) {
      let rest = bytes;
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        const text = Buffer.concat([...pieces, rest.subarray(0, end)]).toString();
        pieces = [];
        lineLength = 0;
        rest = rest.subarray(end + 1);
        const result = takeLine(text);
        if (result) return result;
      }
      lineLength += rest.length;
      if (lineLength > longestLine) throw new Error("a line without end");
      if (rest.length > 0) pieces.push(rest);
      return null;
    },
    endedBy: (reason, detail) => readInPart(passages, reason, detail, facts),
  };
}
