import { gatherSections, numberedSections, type PassageCollector } from "./collect-passages.ts";
import { Unreadable } from "./extract-result.ts";
import type { Archive } from "./open-archive.ts";
import { openDocumentTextHandler } from "./opendocument-text.ts";
import { xmlAttribute } from "./parse-xml.ts";

const contentPart = "content.xml";
const manifestPart = "META-INF/manifest.xml";

/** All there is of a document with a password, as LibreOffice writes it from 24.8 on. */
const encryptedPart = "encrypted-package";

export const isOpenDocument = (archive: Archive): boolean =>
  archive.has(manifestPart) && (archive.has(contentPart) || archive.has(encryptedPart));

type Kind = "text" | "spreadsheet" | "presentation";

/** The kind that the manifest states; a file whose parts it calls encrypted cannot be read. */
async function readKind(archive: Archive): Promise<Kind> {
  let mediaType = "";
  let isEncrypted = false;
  await archive.parse(manifestPart, {
    // As OpenOffice.org 2 does.
    mayNameType: true,
    open(name, attributes) {
      if (name === "encryption-data") isEncrypted = true;
      const isWhole = xmlAttribute(attributes, ":full-path") === "/";
      if (name === "file-entry" && isWhole) mediaType = xmlAttribute(attributes, ":media-type") ?? "";
    },
  });
  if (isEncrypted) throw new Unreadable("encrypted");
  const kind = /opendocument\.(text|spreadsheet|presentation)/.exec(mediaType)?.[1];
  if (kind) return kind as Kind;
  throw new Unreadable("unsupported", mediaType || "OpenDocument of no stated kind");
}

async function extractText(archive: Archive, collector: PassageCollector): Promise<null> {
  const sections = numberedSections(collector);
  await archive.parse(contentPart, openDocumentTextHandler({ onLine: sections.addLine }));
  sections.end();
  await addHeadersAndFooters(archive, collector);
  return null;
}

/** They are part of the page styles, of which there are mostly several that say the same. */
async function addHeadersAndFooters(archive: Archive, collector: PassageCollector): Promise<void> {
  if (!archive.has("styles.xml")) return;
  const lines = new Set<string>();
  const handler = openDocumentTextHandler({ onLine: (line) => lines.add(line) });
  await archive.parse("styles.xml", handler);
  const sections = gatherSections((text) => collector.add("section", null, text));
  for (const line of lines) sections.addLine(line);
  sections.end();
}

async function extractSlides(archive: Archive, collector: PassageCollector): Promise<number> {
  let slide = 0;
  let lines: string[] = [];
  const end = () => {
    if (lines.length > 0) collector.add("slide", Math.max(slide, 1), lines.join("\n"));
    lines = [];
  };
  const onPage = () => {
    end();
    slide += 1;
  };
  // The page of the notes stands inside that of its slide.
  await archive.parse(
    contentPart,
    openDocumentTextHandler({ onLine: (line) => lines.push(line), onPage }, "page"),
  );
  end();
  return slide;
}

async function extractSheets(archive: Archive, collector: PassageCollector): Promise<number> {
  let sheet = 0;
  let name = "";
  const rows = gatherSections((text) => collector.add("sheet", Math.max(sheet, 1), `${name}\n${text}`));
  const onPage = (sheetName: string) => {
    rows.end();
    sheet += 1;
    name = sheetName;
  };
  await archive.parse(contentPart, openDocumentTextHandler({ onLine: rows.addLine, onPage }, "table"));
  rows.end();
  return sheet;
}

/** Texts, spreadsheets and presentations of LibreOffice and its relatives, by the same rules as those of Office. */
export async function extractOpenDocument(
  archive: Archive,
  collector: PassageCollector,
): Promise<number | null> {
  const kind = await readKind(archive);
  if (kind === "text") return extractText(archive, collector);
  return kind === "spreadsheet" ? extractSheets(archive, collector) : extractSlides(archive, collector);
}
