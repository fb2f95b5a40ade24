import type { DocumentProperties } from "./extract-result.ts";
import type { CompoundFile } from "./open-compound-file.ts";
import { tidyProperties } from "./read-properties.ts";

const summaryStream = "\u0005SummaryInformation";
const mostBytes = 64_000;

/** Identifiers of properties (MS-OLEPS, the summary information set). */
const ids = { codePage: 1, title: 2, subject: 3, keywords: 5 };
const types = { int16: 2, ansi: 30, unicode: 31 };
/** Code pages by the names that decoders know; others, and none stated, are what Chinese Windows calls ANSI. */
const encodings: Record<number, string> = {
  1200: "utf-16le",
  65001: "utf-8",
  1252: "windows-1252",
  950: "big5",
};

interface Property {
  type: number;
  /** Of its value, behind the type. */
  at: number;
}

/** Where each property of the first set stands; offsets outside of the stream make reading throw. */
function listProperties(bytes: Buffer): Map<number, Property> {
  const start = bytes.readUInt32LE(44);
  const count = Math.min(bytes.readUInt32LE(start + 4), 100);
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const entry = start + 8 + index * 8;
      const at = start + bytes.readUInt32LE(entry + 4);
      return [bytes.readUInt32LE(entry), { type: bytes.readUInt32LE(at), at: at + 4 }];
    }),
  );
}

function readString(bytes: Buffer, { type, at }: Property, encoding: string): string {
  if (type !== types.ansi && type !== types.unicode) return "";
  const length = bytes.readUInt32LE(at) * (type === types.unicode ? 2 : 1);
  const text = new TextDecoder(type === types.unicode ? "utf-16le" : encoding);
  return text.decode(bytes.subarray(at + 4, at + 4 + length)).split("\u0000")[0] ?? "";
}

/** Title, subject and keywords of a file of Office before 2007 or of WPS; nothing where it says none. */
export async function readSummary(file: CompoundFile): Promise<DocumentProperties> {
  if (!file.has(summaryStream)) return {};
  try {
    const bytes = await file.read(summaryStream, mostBytes);
    const properties = listProperties(bytes);
    const codePage = properties.get(ids.codePage);
    const number = codePage?.type === types.int16 ? bytes.readUInt16LE(codePage.at) : 0;
    const encoding = encodings[number] ?? "gb18030";
    const read = (id: number): string => {
      const property = properties.get(id);
      return property ? readString(bytes, property, encoding) : "";
    };
    return tidyProperties({
      title: read(ids.title),
      subject: read(ids.subject),
      keywords: read(ids.keywords),
    });
  } catch {
    // Damaged properties say nothing; the text may be sound.
    return {};
  }
}
