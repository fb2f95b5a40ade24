/** One run of text on a page, as pdf.js gives it: where it starts, how wide it is, whether a line ends after it. */
export interface PdfTextItem {
  str: string;
  hasEOL: boolean;
  width: number;
  height: number;
  transform: number[];
}

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF01-\uFF5E]/u;

interface Line {
  items: PdfTextItem[];
  text: string;
  start: number;
  end: number;
  height: number;
}

const emptyLine = (): Line => ({ items: [], text: "", start: Number.POSITIVE_INFINITY, end: 0, height: 0 });

function toLines(items: PdfTextItem[]): Line[] {
  const lines: Line[] = [];
  let line = emptyLine();
  for (const item of items) {
    line.items.push(item);
    line.text += item.str;
    if (item.str.trim() !== "") {
      const start = item.transform[4] ?? 0;
      line.start = Math.min(line.start, start);
      line.end = Math.max(line.end, start + item.width);
      line.height = Math.max(line.height, item.height);
    }
    if (item.hasEOL) {
      lines.push(line);
      line = emptyLine();
    }
  }
  return [...lines, line].filter(({ text }) => text.trim() !== "");
}

/** A line that is long, reaches the right edge of the text and is followed by one of its size runs on into that. */
function runsOn(line: Line, next: Line, edge: number, pageWidth: number): boolean {
  const isFull = line.end >= edge && line.end - line.start >= pageWidth * 0.4;
  return isFull && Math.abs(line.height - next.height) < 0.5;
}

export interface PdfLine {
  items: PdfTextItem[];
  /** Without the spaces around it. */
  text: string;
  /** What stands between it and the next. */
  joint: "" | " " | "\n";
}

/**
 * A PDF knows lines, not paragraphs. Those that run on are joined, Chinese without a space, so that a word torn by
 * the end of a line can still be found.
 */
export function linesOf(items: PdfTextItem[], pageWidth: number): PdfLine[] {
  const lines = toLines(items);
  const edge = lines.reduce((max, { end }) => Math.max(max, end), 0) * 0.94;
  return lines.map((line, index) => {
    const next = lines[index + 1];
    const text = line.text.trim();
    const isJoined = next !== undefined && runsOn(line, next, edge, pageWidth);
    const isChinese = isJoined && cjk.test(text.slice(-1)) && cjk.test(next.text.trim().slice(0, 1));
    return { items: line.items, text, joint: isChinese ? "" : isJoined ? " " : "\n" };
  });
}

export const joinPdfLines = (items: PdfTextItem[], pageWidth: number): string =>
  linesOf(items, pageWidth)
    .map(({ text, joint }) => text + joint)
    .join("");
