import type { PassageCollector } from "./collect-passages.ts";
import { extractEpub, isEpub } from "./extract-epub.ts";
import { extractLegacyWorkbook } from "./extract-legacy-workbook.ts";
import { extractOpenDocument, isOpenDocument } from "./extract-opendocument.ts";
import { extractPresentation } from "./extract-presentation.ts";
import { type ExtractInput, Unreadable } from "./extract-result.ts";
import { extractSpreadsheet } from "./extract-spreadsheet.ts";
import { extractWord } from "./extract-word.ts";
import { type Archive, openArchive } from "./open-archive.ts";
import { isOfficeFile, openOfficeFile } from "./open-office-file.ts";

async function extractOffice({ path, limits }: ExtractInput, archive: Archive, collector: PassageCollector) {
  const file = await openOfficeFile(archive);
  if (file.kind === "word") return extractWord(file, collector);
  if (file.kind === "presentation") return extractPresentation(file, collector);
  if (file.kind === "spreadsheet") return extractSpreadsheet(file, collector, limits.maxCharacters);
  return extractLegacyWorkbook(path, null, collector);
}

/** A document that is a zip file, by the parts that it has. Archives of other things have no text of their own. */
export async function extractArchive(
  input: ExtractInput,
  collector: PassageCollector,
): Promise<number | null> {
  const archive = await openArchive(input.path, input.limits);
  try {
    if (isOfficeFile(archive)) return await extractOffice(input, archive, collector);
    if (isOpenDocument(archive)) return await extractOpenDocument(archive, collector);
    if (isEpub(archive)) return await extractEpub(archive, collector);
    throw new Unreadable("unsupported", "not an office archive");
  } finally {
    archive.close();
  }
}
