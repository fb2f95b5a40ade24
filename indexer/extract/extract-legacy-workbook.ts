import { readFile, stat } from "node:fs/promises";
import type { CellObject, WorkSheet } from "@e965/xlsx";
import { gatherSections, type PassageCollector } from "./collect-passages.ts";
import { Unreadable } from "./extract-result.ts";
import type { CompoundFile } from "./open-compound-file.ts";
import { readSheetTexts } from "./workbook-records.ts";

/** The library holds the whole file and what it makes of it; more would not fit into this process. */
const maxBytes = 20_000_000;

const textOf = (cell: CellObject | undefined): string =>
  cell === undefined || cell.t === "e" || cell.t === "b" || cell.t === "z"
    ? ""
    : String(cell.w ?? cell.v ?? "");

function* rowsOf(sheet: WorkSheet): Generator<string> {
  for (const row of (sheet["!data"] ?? []) as (CellObject | undefined)[][]) {
    const cells = (row ?? []).map(textOf).filter((text) => text !== "");
    if (cells.length > 0) yield cells.join(" ");
  }
}

/** What the library leaves out; a stream that says so little that this fails has its cells all the same. */
async function readOutsideCells(file: CompoundFile | null): Promise<Map<string, string[]>> {
  try {
    return file?.has("Workbook") ? readSheetTexts(await file.read("Workbook", maxBytes)) : new Map();
  } catch {
    return new Map();
  }
}

/** Excel 5 and 95 write in the code page of their machine, which the library knows only when it is given its tables. */
async function openLibrary(file: CompoundFile | null) {
  const { default: xlsx } = await import("@e965/xlsx");
  if (file && !file.has("Workbook")) xlsx.set_cptable(await import("@e965/xlsx/dist/cpexcel"));
  return xlsx;
}

/** Excel before 2007, WPS spreadsheets, and the binary kind of later Excel, which is no compound file; by the rules of xlsx. */
export async function extractLegacyWorkbook(
  path: string,
  file: CompoundFile | null,
  collector: PassageCollector,
): Promise<number> {
  const { size } = await stat(path);
  if (size > maxBytes) throw new Unreadable("too-large", `${size} bytes`);
  const xlsx = await openLibrary(file);
  let book: ReturnType<typeof xlsx.read>;
  try {
    book = xlsx.read(await readFile(path), {
      type: "buffer",
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellStyles: false,
      bookVBA: false,
    });
  } catch (cause) {
    throw new Unreadable(/password/i.test(String(cause)) ? "encrypted" : "broken", String(cause), cause);
  }
  const outside = await readOutsideCells(file);
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name];
    if (!sheet) continue;
    const rows = gatherSections((text) => collector.add("sheet", index + 1, `${name}\n${text}`));
    for (const row of rowsOf(sheet)) rows.addLine(row);
    for (const text of outside.get(name) ?? []) rows.addLine(text);
    rows.end();
  }
  return book.SheetNames.length;
}
