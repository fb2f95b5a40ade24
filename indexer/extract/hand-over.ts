import { writeSync } from "node:fs";
import type { DocumentFacts, ExtractedPassage, ExtractResult } from "./extract-result.ts";

/** The pipe to the parent, beside the three that every process has. */
export const outputPipe = 3;

/** After so much, or so long, what was read is handed over; what is read of most files takes one portion or two. */
const portion = { characters: 8000, ms: 5 };
/** What a passage takes beside its text. */
const frame = 50;
/** Of what a parser says of a damaged file, for the log. */
const longestDetail = 1000;

/**
 * Hands text over to the parent as it is read, a line of JSON for each portion and for the result: what was read is not
 * lost with the process. Written at once, however long the parent takes to read: nothing waits in this process's memory.
 */
export function createHandOver() {
  let waiting: ExtractedPassage[] = [];
  let size = 0;
  let last = performance.now();
  const write = (line: object) => {
    writeSync(outputPipe, `${JSON.stringify(line)}\n`);
  };
  const handOver = () => {
    write({ passages: waiting });
    waiting = [];
    size = 0;
    last = performance.now();
  };
  return {
    begin() {
      waiting = [];
      size = 0;
      last = performance.now();
    },
    add(passage: ExtractedPassage) {
      waiting.push(passage);
      size += passage.text.length + frame;
      if (size >= portion.characters || performance.now() - last >= portion.ms) handOver();
    },
    tellFacts(facts: DocumentFacts) {
      write({ facts });
    },
    numberAsSections() {
      if (waiting.length > 0) handOver();
      write({ numbered: "sections" });
    },
    end(result: ExtractResult) {
      if (result.status === "ready") {
        if (waiting.length > 0) handOver();
        const { passages: _, ...facts } = result;
        write({ result: facts });
      } else write({ result: { ...result, detail: result.detail?.slice(0, longestDetail) } });
    },
  };
}
