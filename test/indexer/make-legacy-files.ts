import xlsx from "@e965/xlsx";

/** A compound file with these streams in its topmost folder. */
export function makeCompoundFile(streams: Record<string, Buffer>): Buffer {
  const file = xlsx.CFB.utils.cfb_new();
  for (const [name, bytes] of Object.entries(streams)) xlsx.CFB.utils.cfb_add(file, `/${name}`, bytes);
  return xlsx.CFB.write(file, { type: "buffer" }) as Buffer;
}

/** What a compound file says of itself: strings by their identifiers, in a code page by its number. */
export function makeSummary(codePage: number, strings: Record<number, Buffer>): Buffer {
  const values = [
    [1, Buffer.from([2, 0, 0, 0, codePage & 0xff, codePage >> 8, 0, 0])],
    ...Object.entries(strings).map(([id, text]) => {
      const length = text.length + 1;
      const value = Buffer.alloc(8 + Math.ceil(length / 4) * 4);
      value.writeUInt32LE(30, 0);
      value.writeUInt32LE(length, 4);
      text.copy(value, 8);
      return [Number(id), value];
    }),
  ] as [number, Buffer][];
  const head = Buffer.alloc(48 + 8 + values.length * 8);
  head.writeUInt16LE(0xfffe, 0);
  head.writeUInt32LE(1, 24);
  head.writeUInt32LE(48, 44);
  let at = 8 + values.length * 8;
  head.writeUInt32LE(at + values.reduce((sum, [, value]) => sum + value.length, 0), 48);
  head.writeUInt32LE(values.length, 52);
  for (const [index, [id, value]] of values.entries()) {
    head.writeUInt32LE(id, 56 + index * 8);
    head.writeUInt32LE(at, 60 + index * 8);
    at += value.length;
  }
  return Buffer.concat([head, ...values.map(([, value]) => value)]);
}

/** A Word 97 document: the information block, the text as one piece of UTF-16, and the table that says so. */
export function makeDoc(
  text: string,
  { flags = 0, streams = {} }: { flags?: number; streams?: Record<string, Buffer> } = {},
): Buffer {
  const bytes = Buffer.from(`${text}\r`, "utf16le");
  const characters = text.length + 1;
  const textAt = 1024;
  const word = Buffer.alloc(Math.max(8192, textAt + bytes.length));
  word.writeUInt16LE(0xa5ec, 0);
  word.writeUInt16LE(0x00c1, 2);
  word.writeUInt16LE(0x1000 | flags, 10);
  word.writeUInt32LE(textAt, 0x18);
  word.writeUInt32LE(characters, 0x4c);
  bytes.copy(word, textAt);
  const table = Buffer.alloc(4096);
  table.writeUInt8(2, 0);
  table.writeUInt32LE(16, 1);
  table.writeUInt32LE(characters, 9);
  table.writeUInt32LE(textAt, 15);
  word.writeUInt32LE(0, 0x1a2);
  word.writeUInt32LE(21, 0x1a6);
  return makeCompoundFile({ WordDocument: word, "0Table": table, ...streams });
}

export function makeXls(sheets: Record<string, (string | number)[][]>): Buffer {
  const book = xlsx.utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows), name);
  return xlsx.write(book, { type: "buffer", bookType: "biff8" }) as Buffer;
}

const bookRecord = (type: number, ...data: Buffer[]): Buffer => {
  const content = Buffer.concat(data);
  return Buffer.concat([Buffer.from(Uint16Array.of(type, content.length).buffer), content]);
};
const words16 = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer);
const wideCharacters = (text: string) => Buffer.concat([Buffer.of(1), Buffer.from(text, "utf16le")]);

/** A workbook of Excel 95 with one sheet and one cell, whose texts are bytes of code page 936. */
export function makeXls95(name: Buffer, cell: Buffer): Buffer {
  const begin = (kind: number) => bookRecord(0x0809, words16(0x0500, kind, 0, 1995));
  const end = bookRecord(0x000a);
  const codePage = bookRecord(0x0042, words16(936));
  const sheetAt = (place: number) => bookRecord(0x0085, words16(place, 0, 0), Buffer.of(name.length), name);
  const globals = (place: number) => Buffer.concat([begin(0x0005), codePage, sheetAt(place), end]);
  const label = bookRecord(0x0204, words16(0, 0, 0, cell.length), cell);
  const sheet = Buffer.concat([begin(0x0010), label, end]);
  return makeCompoundFile({ Book: Buffer.concat([globals(globals(0).length), sheet, Buffer.alloc(4096)]) });
}

/** A text box: an object, how long its text is, and the text in two pieces, as that of a long one is written. */
const makeBox = (kind: number, text: string): Buffer[] => {
  const half = Math.ceil(text.length / 2);
  return [
    bookRecord(0x005d, words16(0x15, 0x12, kind, 1), Buffer.alloc(18)),
    bookRecord(0x01b6, Buffer.alloc(10), words16(text.length, 16), Buffer.alloc(4)),
    bookRecord(0x003c, wideCharacters(text.slice(0, half))),
    bookRecord(0x003c, wideCharacters(text.slice(half))),
    bookRecord(0x003c, Buffer.alloc(16)),
  ];
};

/** A workbook of one sheet that says something outside of its cells. */
export function makeXlsWithPrint(
  name: string,
  rows: string[][],
  { header, box, comment }: Record<"header" | "box" | "comment", string>,
): Buffer {
  const file = xlsx.CFB.read(makeXls({ [name]: rows }), { type: "buffer" });
  const stream = xlsx.CFB.find(file, "/Workbook") as { content: Buffer };
  const cells = Buffer.from(stream.content);
  const outside = [
    bookRecord(0x0014, words16(header.length), wideCharacters(header)),
    ...makeBox(0x06, box),
    ...makeBox(0x19, comment),
  ];
  // Before the record that ends the sheet and the stream.
  const book = Buffer.concat([cells.subarray(0, -4), ...outside, cells.subarray(-4)]);
  return makeCompoundFile({ Workbook: book });
}

function record(type: number, data: Buffer | Buffer[], { instance = 0 } = {}): Buffer {
  const content = Array.isArray(data) ? Buffer.concat(data) : data;
  const head = Buffer.alloc(8);
  head.writeUInt16LE((instance << 4) | (Array.isArray(data) ? 0xf : 0), 0);
  head.writeUInt16LE(type, 2);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
}

const numbers = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, index * 4);
  return bytes;
};
const wide = (text: string) => record(0x0fa0, Buffer.from(text, "utf16le"));

export interface LegacySlide {
  title: string;
  body: string;
  notes?: string;
}

/** A PowerPoint 97 presentation: titles stand in the outline, bodies in the slides, notes on pages of their own. */
export function makePpt(slides: LegacySlide[]): Buffer {
  const noted = slides.flatMap((slide, index) => (slide.notes ? [{ text: slide.notes, index }] : []));
  const slideId = (index: number) => 256 + index;
  const persist = (id: number, of: number) => record(0x03f3, numbers(id, 0, 1, of, 0));
  const objects = [
    record(0x03e8, [
      record(
        0x0ff0,
        slides.flatMap(({ title }, index) => [persist(index + 2, slideId(index)), wide(title)]),
      ),
      record(
        0x0ff0,
        noted.map((_, order) => persist(slides.length + order + 2, 512 + order)),
        { instance: 2 },
      ),
    ]),
    ...slides.map(({ body }) =>
      record(0x03ee, [record(0x040c, [record(0xf00d, [record(0x0f9e, numbers(0)), wide(body)])])]),
    ),
    ...noted.map(({ text, index }) =>
      record(0x03f0, [record(0x03f1, numbers(slideId(index), 0)), wide(text)]),
    ),
  ];
  const offsets: number[] = [];
  let size = 0;
  for (const object of objects) {
    offsets.push(size);
    size += object.length;
  }
  const directory = record(0x1772, numbers((objects.length << 20) | 1, ...offsets));
  const edit = record(0x0ff5, numbers(0, 0, 0, size, 1, 0, 0));
  return makeCompoundFile({
    "PowerPoint Document": Buffer.concat([...objects, directory, edit]),
    "Current User": record(0x0ff6, numbers(20, 0xe391c05f, size + directory.length, 0, 0)),
  });
}
