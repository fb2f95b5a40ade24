import { type CellWriter, readCellWriter } from "./cell-numbers.ts";
import { gatherSections, type PassageCollector } from "./collect-passages.ts";
import { drawingTextHandler } from "./drawing-text.ts";
import { type OfficeFile, readRelationships } from "./open-office-file.ts";
import { xmlAttribute } from "./parse-xml.ts";
import { wordsOfHeader } from "./print-header.ts";

export interface Sheet {
  name: string;
  target: string;
}

export async function readWorkbook({ archive, mainPart }: OfficeFile, targets: Map<string, string>) {
  const sheets: Sheet[] = [];
  let isFrom1904 = false;
  await archive.parse(mainPart, {
    open(element, attributes) {
      const target = targets.get(xmlAttribute(attributes, ":id") ?? "");
      if (element === "sheet" && target) sheets.push({ name: attributes.name ?? "", target });
      if (element === "workbookPr") isFrom1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
    },
  });
  return { sheets, isFrom1904 };
}

/** Texts that cells refer to by number; beyond `maxCharacters` in all they are dropped, as the output would be. */
export async function readSharedStrings(
  { archive }: OfficeFile,
  part: string | undefined,
  maxCharacters: number,
) {
  const strings: string[] = [];
  if (part === undefined || !archive.has(part)) return strings;
  let left = maxCharacters;
  let current = "";
  let isText = false;
  await archive.parse(part, {
    skip: new Set(["rPh"]),
    open(name) {
      isText = name === "t";
      if (name === "si") current = "";
    },
    text(text) {
      if (isText) current += text;
    },
    close(name) {
      isText = false;
      if (name !== "si") return;
      left -= current.length;
      strings.push(left < 0 ? "" : current);
    },
  });
  return strings;
}

/** What is printed above and below a sheet. */
const printed = /^(odd|even|first)(Header|Footer)$/;

/**
 * Hands over one line a row: its cells' values as last calculated and about as shown, formulas and errors left out; then
 * headers and footers.
 */
async function readRows(
  file: OfficeFile,
  sheet: Sheet,
  { strings, writeCell }: { strings: string[]; writeCell: CellWriter },
  onRow: (row: string) => void,
) {
  let cells: string[] = [];
  let type = "n";
  let style = 0;
  let value = "";
  let isValue = false;
  /** Of the first, the odd and the even pages, which mostly say the same. */
  const headers = new Set<string>();
  const cellText = () => {
    if (type === "s") return strings[Number(value)] ?? "";
    if (type === "n") return writeCell(value, style);
    return type === "e" || type === "b" ? "" : value;
  };
  await file.archive.parse(sheet.target, {
    skip: new Set(["f", "rPh", "extLst"]),
    open(name, attributes) {
      const isHeader = printed.test(name);
      isValue = name === "v" || name === "t" || isHeader;
      if (isHeader) value = "";
      if (name !== "c") return;
      type = attributes.t ?? "n";
      style = Number(attributes.s ?? 0);
      value = "";
    },
    text(text) {
      if (isValue) value += text;
    },
    close(name) {
      isValue = false;
      if (name === "c") {
        const text = cellText();
        if (text !== "") cells.push(text);
      } else if (printed.test(name)) headers.add(wordsOfHeader(value));
      else if (name === "row") {
        if (cells.length > 0) onRow(cells.join(" "));
        cells = [];
      }
    },
  });
  for (const header of headers) if (header !== "") onRow(header);
}

/** Passages of some 800 characters a sheet, each beginning with the sheet's name, so that it is found by that too. */
export async function extractSpreadsheet(
  file: OfficeFile,
  collector: PassageCollector,
  maxCharacters: number,
): Promise<number> {
  const relationships = await readRelationships(file.archive, file.mainPart);
  const targets = new Map(relationships.map(({ id, target }) => [id, target]));
  const { sheets, isFrom1904 } = await readWorkbook(file, targets);
  const partOf = (kind: string) => relationships.find(({ type }) => type === kind)?.target;
  const strings = await readSharedStrings(file, partOf("sharedStrings"), maxCharacters);
  const writeCell = await readCellWriter(file.archive, { stylesPart: partOf("styles"), isFrom1904 });
  for (const [index, sheet] of sheets.entries()) {
    if (!file.archive.has(sheet.target)) continue;
    const rows = gatherSections((text) => collector.add("sheet", index + 1, `${sheet.name}\n${text}`));
    await readRows(file, sheet, { strings, writeCell }, rows.addLine);
    for (const { type, target } of await readRelationships(file.archive, sheet.target)) {
      if (type === "drawing" && file.archive.has(target)) {
        await file.archive.parse(
          target,
          drawingTextHandler((line) => rows.addLine(line)),
        );
      }
    }
    rows.end();
  }
  return sheets.length;
}
