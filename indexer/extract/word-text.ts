import type { XmlHandler } from "./parse-xml.ts";

/** `Fallback` repeats its `Choice` for old readers, `rt` is the pinyin above a character, `moveFrom` the old place of moved text. */
const skip = new Set(["Fallback", "rt", "moveFrom"]);

const breaks: Record<string, string> = { tab: "\t", br: "\n", cr: "\n", noBreakHyphen: "-" };

/**
 * Turns WordprocessingML into lines: a paragraph is one, and so is a table row. A text box is handed over before the
 * paragraph that holds it, so that it does not tear a sentence apart.
 */
export function wordTextHandler(onLine: (line: string) => void, onPageBreak?: () => void): XmlHandler {
  let paragraph = "";
  let rows: string[] = [];
  let isText = false;
  const outsideBoxes: { paragraph: string; rows: string[] }[] = [];

  const emit = (line: string) => {
    if (rows.length > 0) rows[rows.length - 1] += line === "" ? "" : `${line} `;
    else if (line.trim() !== "") onLine(line);
  };

  return {
    skip,
    open(name) {
      isText = name === "t";
      if (name === "p") paragraph = "";
      else if (name === "tr") rows.push("");
      else if (name === "lastRenderedPageBreak") onPageBreak?.();
      else if (name === "txbxContent") {
        outsideBoxes.push({ paragraph, rows });
        [paragraph, rows] = ["", []];
      } else paragraph += breaks[name] ?? "";
    },
    text(text) {
      if (isText) paragraph += text;
    },
    close(name) {
      isText = false;
      if (name === "p") {
        emit(paragraph);
        paragraph = "";
      } else if (name === "tr") {
        emit((rows.pop() ?? "").trim());
      } else if (name === "txbxContent") {
        ({ paragraph, rows } = outsideBoxes.pop() ?? { paragraph: "", rows: [] });
      }
    },
  };
}
