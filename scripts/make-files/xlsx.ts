import { escapeXml, makeOfficePackage, type OfficePart } from "./office-package.ts";

export interface SheetContent {
  name: string;
  rows: (string | number)[][];
}

const spreadsheetml = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relationshipsNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** 0 → A, 25 → Z, 26 → AA */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

function sheetXml(rows: SheetContent["rows"], indexOf: (text: string) => number): string {
  const rowXml = rows.map((row, rowIndex) => {
    const cells = row.map((value, columnIndex) => {
      const reference = `${columnName(columnIndex)}${rowIndex + 1}`;
      return typeof value === "number"
        ? `<c r="${reference}"><v>${value}</v></c>`
        : `<c r="${reference}" t="s"><v>${indexOf(value)}</v></c>`;
    });
    return `<row r="${rowIndex + 1}">${cells.join("")}</row>`;
  });
  return `<worksheet xmlns="${namespace}"><cols><col min="1" max="8" width="18" customWidth="1"/></cols><sheetData>${rowXml.join("")}</sheetData></worksheet>`;
}

/** A workbook with shared strings, as Excel and WPS write them. */
export function makeXlsx(content: { sheets: SheetContent[] }): Promise<Buffer> {
  const strings = new Map<string, number>();
  const indexOf = (text: string) => {
    const index = strings.get(text) ?? strings.size;
    strings.set(text, index);
    return index;
  };
  const sheets: OfficePart[] = content.sheets.map((sheet, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    contentType: `${spreadsheetml}.worksheet+xml`,
    xml: sheetXml(sheet.rows, indexOf),
  }));
  const items = [...strings.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`);
  const list = content.sheets.map(
    (sheet, index) =>
      `<sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 10}"/>`,
  );
  const workbook: OfficePart = {
    name: "xl/workbook.xml",
    contentType: `${spreadsheetml}.sheet.main+xml`,
    xml: `<workbook xmlns="${namespace}" xmlns:r="${relationshipsNamespace}"><sheets>${list.join("")}</sheets></workbook>`,
    relationships: [
      { id: "rId1", type: "sharedStrings", target: "sharedStrings.xml" },
      ...content.sheets.map((_, index) => ({
        id: `rId${index + 10}`,
        type: "worksheet",
        target: `worksheets/sheet${index + 1}.xml`,
      })),
    ],
  };
  const sharedStrings: OfficePart = {
    name: "xl/sharedStrings.xml",
    contentType: `${spreadsheetml}.sharedStrings+xml`,
    xml: `<sst xmlns="${namespace}" uniqueCount="${strings.size}">${items.join("")}</sst>`,
  };
  return makeOfficePackage(content.sheets[0]?.name ?? "", [workbook, sharedStrings, ...sheets]);
}
