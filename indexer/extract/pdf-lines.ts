/** One run of text on a page, as pdf.js gives it: where it starts, how wide it is, whether a line ends after it. */
export interface PdfTextItem {
  str: string;
  hasEOL: boolean;
  width: number;
  transform: number[];
}

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF01-\uFF5E]/u;

interface Line {
  text: string;
  end: number;
}

function toLines(items: PdfTextItem[]): Line[] {
  const lines: Line[] = [];
  let line: Line = { text: "", end: 0 };
  for (const item of items) {
    line.text += item.str;
    if (item.str.trim() !== "") line.end = Math.max(line.end, (item.transform[4] ?? 0) + item.width);
    if (item.hasEOL) {
      lines.push(line);
      line = { text: "", end: 0 };
    }
  }
  return [...lines, line].filter(({ text }) => text.trim() !== "");
}

/**
 * A PDF knows lines, not paragraphs. A line that reaches the right edge of the text runs on into the next: Chinese
 * without a space, so that a word torn by the line's end can still be found.
 */
export function joinPdfLines(items: PdfTextItem[]): string {
  const lines = toLines(items);
  const edge = Math.max(...lines.map(({ end }) => end), 0) * 0.94;
  let text = "";
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    const current = line.text.trim();
    if (!next || line.end < edge) text += `${current}\n`;
    else if (cjk.test(current.slice(-1)) && cjk.test(next.text.trim().slice(0, 1))) text += current;
    else text += `${current} `;
  }
  return text;
}
