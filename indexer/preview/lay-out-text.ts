/** How wide a character is, in the unit of the line's width. */
export type WidthOf = (character: string) => number;

export interface LaidLine {
  text: string;
  /** What stands between it and the next: nothing or a space where one was parted that was too long. */
  joint: "" | " " | "\n";
}

/** A line in pieces that fit: parted after the last space of the second half, else, as in Chinese, anywhere. */
function* wrapLine(line: string, maxWidth: number, widthOf: WidthOf): Generator<LaidLine> {
  let piece = "";
  let width = 0;
  for (const character of line) {
    const own = widthOf(character);
    if (piece !== "" && width + own > maxWidth) {
      const space = piece.lastIndexOf(" ");
      const end = character !== " " && space >= piece.length / 2 ? space + 1 : piece.length;
      const text = piece.slice(0, end).trimEnd();
      yield { text, joint: text.length < end || character === " " ? " " : "" };
      piece = piece.slice(end);
      width = 0;
      for (const kept of piece) width += widthOf(kept);
    }
    if (piece === "" && character === " ") continue;
    piece += character;
    width += own;
  }
  yield { text: piece, joint: "\n" };
}

/** Running text in pages of so many lines, none of which is wider than it may be. */
export function* layOutText(
  lines: Iterable<string>,
  { maxWidth, linesPerPage, widthOf }: { maxWidth: number; linesPerPage: number; widthOf: WidthOf },
): Generator<LaidLine[]> {
  let page: LaidLine[] = [];
  for (const line of lines) {
    for (const piece of wrapLine(line, maxWidth, widthOf)) {
      if (page.length === linesPerPage) {
        yield page;
        page = [];
      }
      page.push(piece);
    }
  }
  if (page.length > 0) yield page;
}
