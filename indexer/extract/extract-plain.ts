import { numberedSections, type PassageCollector } from "./collect-passages.ts";
import { decodeText } from "./decode-text.ts";
import { readStart } from "./read-start.ts";

/** Text, Markdown and tables of separated values are found by the words as they stand. */
export async function extractPlain(
  path: string,
  collector: PassageCollector,
  maxCharacters: number,
): Promise<null> {
  const text = decodeText(await readStart(path, maxCharacters));
  const sections = numberedSections(collector);
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() !== "") sections.addLine(line);
  }
  sections.end();
  return null;
}
