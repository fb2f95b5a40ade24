import { OutputFull, type PassageCollector } from "./collect-passages.ts";
import { extractLegacyPresentation } from "./extract-legacy-presentation.ts";
import { extractLegacyWord } from "./extract-legacy-word.ts";
import { extractLegacyWorkbook } from "./extract-legacy-workbook.ts";
import {
  type Conversion,
  type DocumentProperties,
  type ExtractInput,
  NeedsOffice,
  Unreadable,
} from "./extract-result.ts";
import { type CompoundFile, openCompoundFile } from "./open-compound-file.ts";
import { readSummary } from "./read-summary.ts";

/** Microsoft Works, whose word processor wrote `.wps` before the office suite WPS did: LibreOffice knows it. */
const worksStreams = ["MatOST", "MM", "CONTENTS"];

type Kind = "doc" | "xls" | "ppt" | "wps";

const conversions: Record<Kind, Conversion> = {
  doc: { extension: "doc", to: "docx" },
  xls: { extension: "xls", to: "xlsx" },
  ppt: { extension: "ppt", to: "pptx" },
  wps: { extension: "wps", to: "docx" },
};

function kindOf(file: CompoundFile): Kind {
  if (file.has("PowerPoint Document")) return "ppt";
  if (file.has("WordDocument")) return "doc";
  if (file.has("Workbook") || file.has("Book")) return "xls";
  if (worksStreams.some((name) => file.has(name))) return "wps";
  throw new Unreadable("unsupported", "compound file");
}

async function extractKind(kind: Kind, path: string, file: CompoundFile, collector: PassageCollector) {
  if (kind === "ppt") return extractLegacyPresentation(file, collector);
  if (kind === "doc") return extractLegacyWord(path, file, collector);
  if (kind === "xls") return extractLegacyWorkbook(path, file, collector);
  throw new Unreadable("unsupported", "Microsoft Works");
}

/**
 * Files of Office before 2007 and of WPS, by the streams that they have, whatever their names say. What our readers trip
 * over (Word 6 and 95, above all) an office program may know.
 */
export async function extractCompound(
  { path }: ExtractInput,
  collector: PassageCollector,
): Promise<{ pageCount: number | null; properties: DocumentProperties }> {
  const file = await openCompoundFile(path);
  try {
    if (file.has("EncryptedPackage")) throw new Unreadable("encrypted");
    const kind = kindOf(file);
    const pageCount = await extractKind(kind, path, file, collector).catch((cause) => {
      const reason = cause instanceof Unreadable ? cause.reason : "broken";
      if (cause instanceof OutputFull || reason === "encrypted") throw cause;
      throw new NeedsOffice(conversions[kind], reason, String(cause), cause);
    });
    return { pageCount, properties: await readSummary(file) };
  } finally {
    await file.close();
  }
}
