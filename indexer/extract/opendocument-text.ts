import { type XmlHandler, xmlAttribute } from "./parse-xml.ts";

/** What is not shown, or is a copy: deleted text, remarks, numbers of notes, pinyin above a character, formulas' objects. */
const skip = new Set([
  "tracked-changes",
  "annotation",
  "note-citation",
  "ruby-text",
  "page-number",
  "forms",
  "object",
  "event-listeners",
]);

const breaks: Record<string, string> = { tab: "\t", "line-break": "\n" };

export interface OpenDocumentEvents {
  onLine(line: string): void;
  /** A slide or a sheet begins. */
  onPage?(name: string): void;
}

/**
 * Turns OpenDocument content into lines: a paragraph is one, and so is a table row. What stands inside a paragraph and
 * has paragraphs of its own (a note, a text box) comes before it, so that it does not tear a sentence apart.
 */
export function openDocumentTextHandler(
  { onLine, onPage }: OpenDocumentEvents,
  pageElement?: string,
): XmlHandler {
  const paragraphs: string[] = [];
  const rows: string[] = [];
  const emit = (line: string) => {
    if (rows.length > 0) rows[rows.length - 1] += line.trim() === "" ? "" : `${line} `;
    else if (line.trim() !== "") onLine(line);
  };
  const append = (text: string) => {
    if (paragraphs.length > 0) paragraphs[paragraphs.length - 1] += text;
  };
  return {
    skip,
    open(name, attributes) {
      if (name === "p" || name === "h") paragraphs.push("");
      else if (name === "table-row") rows.push("");
      else if (name === "s") append(" ");
      else append(breaks[name] ?? "");
      if (name === pageElement) onPage?.(xmlAttribute(attributes, ":name") ?? "");
    },
    text: append,
    close(name) {
      if (name === "p" || name === "h") emit(paragraphs.pop() ?? "");
      else if (name === "table-row") emit((rows.pop() ?? "").trim());
    },
  };
}
