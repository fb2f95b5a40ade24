import { CFB, read, set_cptable } from "@e965/xlsx";
import { codePages } from "./code-pages.ts";
import { decodeText } from "./decode-text.ts";
import { Refused } from "./open-package.ts";
import { openWorkbook, readingOptions, sheetsOf } from "./open-workbook.ts";
import type { Workbook } from "./read-workbook.ts";

/** Far more than a table that somebody keeps by hand; an old workbook is read whole before it is cut. */
const mostBytes = 20_000_000;

const beginsWith = (bytes: Uint8Array, ...first: number[]): boolean =>
  first.every((byte, place) => bytes[place] === byte);

/** Excel 5 and 95, and only they, call it so; texts are in the code page of their machine there. */
const isOfCodePage = (bytes: Uint8Array): boolean =>
  !CFB.find(CFB.read(bytes, { type: "array" }), "/Workbook");

const openLegacy = (bytes: Uint8Array): Workbook => {
  if (isOfCodePage(bytes)) set_cptable(codePages);
  return sheetsOf(read(bytes, { ...readingOptions, type: "array" }));
};

/**
 * A spreadsheet in any of the forms in which schools keep them: .xlsx, the .xls of older programs, and text (csv, or the web
 * page that some programs call .xls), in UTF-8, UTF-16 or GB18030; by what it holds, whatever its name. Throws Refused, or
 * otherwise where it is none of these.
 */
export const openSpreadsheet = (bytes: Uint8Array): Workbook => {
  if (bytes.length > mostBytes) throw new Refused("too-large");
  if (beginsWith(bytes, 0x50, 0x4b)) return openWorkbook(bytes);
  if (beginsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return openLegacy(bytes);
  const text = decodeText(bytes);
  const isPage = /^\s*</.test(text);
  // Cells of csv stay as they are written: "9.1" is a day and no number, and "=1+1" is text.
  return sheetsOf(read(text, { ...readingOptions, type: "string", raw: !isPage }));
};
