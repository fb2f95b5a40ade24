import WordExtractor from "word-extractor";
import { gatherSections, numberedSections, type PassageCollector } from "./collect-passages.ts";
import { Unreadable } from "./extract-result.ts";
import type { CompoundFile } from "./open-compound-file.ts";

/** Of the file information block (MS-DOC 2.5.2): flags at byte 10, of which this bit says that it is encrypted. */
const flagsAt = 10;
const encryptedFlag = 0x0100;

const plain = { filterUnicode: false };

/** Word 97 to 2003, also as WPS writes it: the body in sections, then text boxes, notes, headers and footers. */
export async function extractLegacyWord(
  path: string,
  file: CompoundFile,
  collector: PassageCollector,
): Promise<null> {
  const block = await file.read("WordDocument", 64);
  if (block.length >= flagsAt + 2 && (block.readUInt16LE(flagsAt) & encryptedFlag) !== 0)
    throw new Unreadable("encrypted");
  const document = await new WordExtractor().extract(path);
  const sections = numberedSections(collector);
  for (const line of document.getBody(plain).split("\n")) if (line.trim() !== "") sections.addLine(line);
  sections.end();
  const rest = gatherSections((text) => collector.add("section", null, text));
  const besidesBody = [
    document.getTextboxes(plain),
    document.getFootnotes(plain),
    document.getEndnotes(plain),
    document.getHeaders(plain),
  ];
  const lines = new Set(besidesBody.flatMap((text) => text.split("\n")).map((line) => line.trim()));
  for (const line of lines) if (line !== "") rest.addLine(line);
  rest.end();
  return null;
}
