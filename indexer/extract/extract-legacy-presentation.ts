import type { PassageCollector } from "./collect-passages.ts";
import { Unreadable } from "./extract-result.ts";
import type { CompoundFile } from "./open-compound-file.ts";
import { atomsOf, childrenOf, readRecord, recordType, textOfAtom } from "./ppt-records.ts";

/** Pictures have a stream of their own, so this is much for what the slides themselves say. */
const maxBytes = 64_000_000;
const encryptedToken = 0xf3d1c4df;
const slides = 0;
const notes = 2;
/** What stands for a number or a date that the program fills in. */
const filledIn = "*";

/** Where the current state of each persistent object starts: the last edit's list first, those before fill it up. */
function readPersistDirectory(stream: Buffer, currentEdit: number) {
  const offsets = new Map<number, number>();
  const seen = new Set<number>();
  let documentId = 0;
  for (let edit = currentEdit; edit !== 0 && !seen.has(edit); ) {
    seen.add(edit);
    const { type, data } = readRecord(stream, edit);
    if (type !== recordType.userEdit || data.length < 28) throw new Unreadable("broken", "no edit record");
    if (data.length >= 32) throw new Unreadable("encrypted");
    if (documentId === 0) documentId = data.readUInt32LE(16);
    addOffsets(readRecord(stream, data.readUInt32LE(12)).data, offsets);
    edit = data.readUInt32LE(8);
  }
  return { offsets, documentId };
}

function addOffsets(list: Buffer, offsets: Map<number, number>): void {
  for (let at = 0; at + 4 <= list.length; ) {
    const head = list.readUInt32LE(at);
    const [first, count] = [head & 0xfffff, head >>> 20];
    at += 4;
    for (let index = 0; index < count && at + 4 <= list.length; index += 1, at += 4)
      if (!offsets.has(first + index)) offsets.set(first + index, list.readUInt32LE(at));
  }
}

interface ListedSlide {
  persistId: number;
  slideId: number;
  /** Texts of its placeholders, which the slide itself only refers to by their numbers. */
  outline: string[];
}

/** Slides, or pages of notes, in the order in which they are shown. */
function listSlides(document: Buffer, instance: number): ListedSlide[] {
  const listed: ListedSlide[] = [];
  for (const list of childrenOf(document)) {
    if (list.type !== recordType.slideList || list.instance !== instance) continue;
    for (const record of childrenOf(list.data)) {
      const text = textOfAtom(record);
      if (text !== null) listed.at(-1)?.outline.push(text);
      if (record.type !== recordType.slidePersistAtom || record.data.length < 16) continue;
      listed.push({
        persistId: record.data.readUInt32LE(0),
        slideId: record.data.readUInt32LE(12),
        outline: [],
      });
    }
  }
  return listed;
}

function linesOf(container: Buffer, outline: string[]): string[] {
  const lines: string[] = [];
  const unused = new Set(outline.keys());
  const addLines = (text: string) => lines.push(...text.split(/[\r\v]/).filter((line) => line !== filledIn));
  for (const atom of atomsOf(container)) {
    if (atom.type === recordType.outlineTextReference && atom.data.length >= 4) {
      const index = atom.data.readUInt32LE(0);
      if (unused.delete(index)) addLines(outline[index] ?? "");
    } else addLines(textOfAtom(atom) ?? "");
  }
  for (const index of unused) addLines(outline[index] ?? "");
  return lines;
}

/** PowerPoint 97 to 2003, also as WPS writes it: one passage a slide, its notes at the end. */
export async function extractLegacyPresentation(
  file: CompoundFile,
  collector: PassageCollector,
): Promise<number> {
  const user = await file.read("Current User", 1024);
  if (user.length < 20) throw new Unreadable("broken", "no current user");
  if (user.readUInt32LE(12) === encryptedToken) throw new Unreadable("encrypted");
  const stream = await file.read("PowerPoint Document", maxBytes);
  const { offsets, documentId } = readPersistDirectory(stream, user.readUInt32LE(16));
  const containerOf = (persistId: number): Buffer => {
    const offset = offsets.get(persistId);
    return offset === undefined ? Buffer.alloc(0) : readRecord(stream, offset).data;
  };
  const document = containerOf(documentId);
  const notesOfSlide = new Map<number, string[]>();
  for (const { persistId, outline } of listSlides(document, notes)) {
    const page = containerOf(persistId);
    const about = [...childrenOf(page)].find(({ type }) => type === recordType.notesAtom)?.data;
    if (about && about.length >= 4) notesOfSlide.set(about.readUInt32LE(0), linesOf(page, outline));
  }
  const shown = listSlides(document, slides);
  for (const [index, { persistId, slideId, outline }] of shown.entries()) {
    const lines = [...linesOf(containerOf(persistId), outline), ...(notesOfSlide.get(slideId) ?? [])];
    collector.add("slide", index + 1, lines.join("\n"));
  }
  return shown.length;
}
