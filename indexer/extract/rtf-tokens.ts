/** One step through a rich text file. */
export type RtfToken =
  | { kind: "open" | "close" }
  /** A control word such as `par`, or a control symbol such as `~`, with its number where it has one. */
  | { kind: "control"; name: string; value: number | null }
  /** Characters of the document as bytes, one each in the string. */
  | { kind: "bytes"; text: string };

const pattern = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([\s\S])|([{}])|([^\\{}\r\n]+)|[\r\n]+/giy;

/** `source` holds one byte a character. Bytes of embedded pictures (`\bin`) are passed over. */
export function* readRtfTokens(source: string): Generator<RtfToken> {
  pattern.lastIndex = 0;
  let match = pattern.exec(source);
  while (match) {
    const [, word, number, hex, symbol, brace, text] = match;
    let next = pattern.lastIndex;
    if (word === "bin") next += Math.max(0, Number(number ?? 0));
    else if (word !== undefined) {
      yield { kind: "control", name: word, value: number === undefined ? null : Number(number) };
    } else if (hex !== undefined)
      yield { kind: "bytes", text: String.fromCharCode(Number.parseInt(hex, 16)) };
    else if (symbol !== undefined) yield { kind: "control", name: symbol, value: null };
    else if (brace !== undefined) yield { kind: brace === "{" ? "open" : "close" };
    else if (text !== undefined) yield { kind: "bytes", text };
    pattern.lastIndex = next;
    match = pattern.exec(source);
  }
}
