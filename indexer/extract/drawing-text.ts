import type { XmlHandler } from "./parse-xml.ts";

/** `fld` is a slide number or a date that the program fills in. */
const skip = new Set(["Fallback", "fld"]);

/** Turns DrawingML (slides, notes, diagrams, shapes on sheets) into lines: a paragraph is one, a table row is one. */
export function drawingTextHandler(onLine: (line: string) => void): XmlHandler {
  let paragraph = "";
  let row: string | null = null;
  let isText = false;
  return {
    skip,
    open(name) {
      isText = name === "t";
      if (name === "p") paragraph = "";
      else if (name === "tr") row = "";
      else if (name === "br") paragraph += "\n";
      else if (name === "tab") paragraph += "\t";
    },
    text(text) {
      if (isText) paragraph += text;
    },
    close(name) {
      isText = false;
      if (name === "p" && row === null) onLine(paragraph);
      else if (name === "p") row += `${paragraph} `;
      else if (name === "tr" && row !== null) {
        onLine(row);
        row = null;
      }
    },
  };
}
