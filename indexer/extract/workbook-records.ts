import { wordsOfHeader } from "./print-header.ts";

/** By their numbers in MS-XLS 2.3. */
const record = {
  endOfPart: 0x000a,
  header: 0x0014,
  footer: 0x0015,
  password: 0x002f,
  continued: 0x003c,
  object: 0x005d,
  sheet: 0x0085,
  textObject: 0x01b6,
  beginOfPart: 0x0809,
};
/** Of an object that shows a cell's comment, as in xlsx not read. */
const commentObject = 0x19;
const excel97 = 0x0600;

interface BookRecord {
  type: number;
  data: Buffer;
}

function* recordsFrom(stream: Buffer, offset: number): Generator<BookRecord> {
  for (let at = offset; at + 4 <= stream.length; ) {
    const end = at + 4 + stream.readUInt16LE(at + 2);
    yield { type: stream.readUInt16LE(at), data: stream.subarray(at + 4, end) };
    at = end;
  }
}

/** So many characters behind a byte that tells whether they are UTF-16. */
function charactersOf(data: Buffer, at: number, count: number): string {
  const isWide = ((data[at] ?? 0) & 1) === 1;
  return data.toString(isWide ? "utf16le" : "latin1", at + 1, at + 1 + count * (isWide ? 2 : 1));
}

/** What stands in a sheet's part outside of its cells: the header, the texts of its boxes and shapes, the footer. */
function* textsOfSheet(stream: Buffer, offset: number): Generator<string> {
  let depth = 0;
  let object = 0;
  let text = "";
  let missing = 0;
  for (const { type, data } of recordsFrom(stream, offset)) {
    if (type === record.beginOfPart) depth += 1;
    if (type === record.endOfPart) depth -= 1;
    if (depth === 0) return;
    if (type === record.continued && missing > 0) {
      const piece = charactersOf(data, 0, missing);
      text += piece;
      missing = piece === "" ? 0 : missing - piece.length;
      if (missing <= 0 && object !== commentObject) yield text;
    } else if (type === record.textObject && data.length >= 12) {
      text = "";
      missing = data.readUInt16LE(10);
    } else if (type === record.object && data.length >= 6) object = data.readUInt16LE(4);
    else if ((type === record.header || type === record.footer) && data.length > 3)
      yield wordsOfHeader(charactersOf(data, 2, data.readUInt16LE(0)));
  }
}

/** Texts outside of cells by the name of their sheet, of Excel 97 to 2003; older kinds write them otherwise. */
export function readSheetTexts(stream: Buffer): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const { type, data } of recordsFrom(stream, 0)) {
    if (type === record.password || type === record.endOfPart) break;
    if (type === record.beginOfPart && data.readUInt16LE(0) !== excel97) break;
    if (type !== record.sheet || data.length < 8) continue;
    const name = charactersOf(data, 7, data[6] ?? 0);
    texts.set(
      name,
      [...textsOfSheet(stream, data.readUInt32LE(0))].filter((text) => text.trim() !== ""),
    );
  }
  return texts;
}
