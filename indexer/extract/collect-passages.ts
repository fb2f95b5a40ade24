import type { DocumentFacts, ExtractedPassage, PageKind } from "./extract-result.ts";
import { repairRadicals } from "./repair-radicals.ts";

/** Thrown when the limit on characters is reached: what was collected until then is the result. */
export class OutputFull extends Error {}

/** Is told of text while a file is read, so that it can be handed over before the file's end. */
export interface PassageListener {
  add(passage: ExtractedPassage): void;
  /** What was added until now are sections, in their order. */
  numberAsSections(): void;
  tellFacts(facts: DocumentFacts): void;
}

export function numberAsSections(passages: readonly ExtractedPassage[]): void {
  for (const [index, passage] of passages.entries()) {
    passage.pageKind = "section";
    passage.page = index + 1;
  }
}

export interface PassageCollector {
  /** Cleans the text, cuts it to passages of at most `maxLength` characters, and keeps those that are not empty. */
  add(pageKind: PageKind, page: number | null, text: string, maxLength?: number): void;
  /** The pages of what was added until now turned out to be none. */
  numberAsSections(): void;
  /** What is known before the text is read, and stands where that is not read to its end. */
  tellFacts(facts: DocumentFacts): void;
  readonly facts: DocumentFacts | undefined;
  readonly passages: ExtractedPassage[];
  readonly isTruncated: boolean;
}

/** A page or a slide is one passage unless it is unusually long. */
const longestPage = 4000;

/**
 * Text that PostgreSQL and JSON accept and people can read: no control characters or lone surrogates, spaces and
 * empty lines collapsed.
 */
export function cleanText(text: string): string {
  return repairRadicals(text.toWellFormed())
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, "\n")
    .replace(/[\p{Cc}\u00AD\u200B\u2060\uFEFF\uFFFD]/gu, (char) =>
      char === "\n" || char === "\t" ? char : "",
    )
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{2,}/g, "\n")
    .trim();
}

/** Where to cut: after the last line, else the last sentence, else the last space of the second half; never inside a pair. */
function cutAt(text: string, maxLength: number): number {
  const window = text.slice(0, maxLength);
  const half = maxLength / 2;
  const sentence = Math.max(...["。", "！", "？", "；", ". "].map((mark) => window.lastIndexOf(mark)));
  for (const end of [window.lastIndexOf("\n"), sentence, window.lastIndexOf(" ")]) {
    if (end >= half) return end + 1;
  }
  return /[\uD800-\uDBFF]$/.test(window) ? maxLength - 1 : maxLength;
}

function* cutText(text: string, maxLength: number): Generator<string> {
  let rest = text;
  while (rest.length > maxLength) {
    const end = cutAt(rest, maxLength);
    yield rest.slice(0, end).trim();
    rest = rest.slice(end).trimStart();
  }
  yield rest;
}

export function collectPassages(maxCharacters: number, listener?: PassageListener): PassageCollector {
  const passages: ExtractedPassage[] = [];
  let left = maxCharacters;
  let facts: DocumentFacts | undefined;
  return {
    passages,
    get isTruncated() {
      return left < 0;
    },
    get facts() {
      return facts;
    },
    tellFacts(told) {
      facts = told;
      listener?.tellFacts(told);
    },
    numberAsSections() {
      numberAsSections(passages);
      listener?.numberAsSections();
    },
    add(pageKind, page, text, maxLength = longestPage) {
      for (const piece of cutText(cleanText(text), maxLength)) {
        if (piece === "") continue;
        const kept = piece.slice(0, left).toWellFormed();
        left -= piece.length;
        if (kept !== "") {
          const passage = { page, pageKind, text: kept };
          passages.push(passage);
          listener?.add(passage);
        }
        if (left < 0) throw new OutputFull();
      }
    },
  };
}

/** Gathers lines of running text to sections of about 800 characters, and hands each over with its number. */
export function gatherSections(flush: (text: string) => void, length = 800) {
  let lines: string[] = [];
  let size = 0;
  const end = () => {
    if (size > 0) flush(lines.join("\n"));
    lines = [];
    size = 0;
  };
  return {
    addLine(line: string) {
      if (size + line.length > length) end();
      lines.push(line);
      size += line.length;
    },
    end,
  };
}

/** Sections of running text, numbered from 1 as they come. */
export function numberedSections(collector: PassageCollector) {
  let section = 0;
  return gatherSections((text) => {
    section += 1;
    collector.add("section", section, text);
  });
}
