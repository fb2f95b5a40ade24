import type { Cell, SheetData } from "write-excel-file/node";
import writeSheets from "write-excel-file/node";
import { visibleText } from "../../visible-text.ts";
import type { TeachingWeek } from "./calendar-schema.ts";
import type { PlanRow } from "./schema.ts";

type SheetRow = Pick<
  PlanRow,
  "weeks" | "unit" | "lesson" | "content" | "periods" | "homework" | "equipment" | "notes"
>;

export interface PlanSheetContent {
  title: string;
  /** Lines: term, subject, grade and the like, in words; how the term runs. */
  headings: readonly string[];
  /** In order. */
  rows: readonly SheetRow[];
  /** Those of the plan's unit; empty where its calendar is not set. */
  weeks: readonly TeachingWeek[];
}

const columns = [
  { header: "周次", width: 11 },
  { header: "起止日期", width: 14 },
  { header: "单元", width: 18 },
  { header: "课题", width: 20 },
  { header: "教学内容", width: 40 },
  { header: "课时", width: 7 },
  { header: "作业/检测", width: 26 },
  { header: "实验/器材", width: 20 },
  { header: "备注", width: 24 },
];

const frame = { borderStyle: "thin", wrap: true, alignVertical: "center" } as const;

/** Always text, whatever it begins with: what somebody wrote never becomes a formula. */
const textCell = (text: string) => ({
  value: visibleText(text).replace(/[\ufffe\uffff]/g, ""),
  type: String,
  ...frame,
});

const weekWords = ({ first, last }: PlanRow["weeks"]): string =>
  first === last ? `第${first}周` : `第${first}—${last}周`;

/** "9.1—9.5": from the first school day of the weeks to the last. */
const dayWords = ({ first, last }: PlanRow["weeks"], weeks: readonly TeachingWeek[]): string => {
  const [from, until] = [weeks[first - 1]?.from, weeks[last - 1]?.until];
  const short = (day: string) => day.slice(5).split("-").map(Number).join(".");
  return from && until ? `${short(from)}—${short(until)}` : "";
};

const spanning = (text: string): Cell[] => [
  { value: visibleText(text), type: String, columnSpan: columns.length, align: "center", wrap: true },
  ...Array<null>(columns.length - 1).fill(null),
];

const isSameSpan = (one: SheetRow | undefined, other: SheetRow): boolean =>
  one?.weeks.first === other.weeks.first && one.weeks.last === other.weeks.last;

const rowCells = (content: PlanSheetContent, row: SheetRow, index: number): Cell[] => {
  const { rows, weeks } = content;
  const isFirst = !isSameSpan(rows[index - 1], row);
  const end = rows.findIndex((other, place) => place > index && !isSameSpan(other, row));
  const rowSpan = (end < 0 ? rows.length : end) - index;
  const ofWeeks = (text: string): Cell => (isFirst ? { ...textCell(text), align: "center", rowSpan } : null);
  return [
    ofWeeks(weekWords(row.weeks)),
    ofWeeks(dayWords(row.weeks, weeks)),
    textCell(row.unit),
    textCell(row.lesson),
    textCell(row.content),
    { value: row.periods, type: Number, ...frame, align: "center" },
    textCell(row.homework),
    textCell(row.equipment),
    textCell(row.notes),
  ];
};

/** A 教学进度表 as schools keep them: a title, lines of what it is of, and a table with the weeks' cells merged. */
export const writePlanSheet = (content: PlanSheetContent): Promise<Buffer> => {
  const header = columns.map(({ header }) => ({ ...textCell(header), align: "center" as const }));
  const data: SheetData = [
    spanning(content.title).map((cell) => cell && { ...(cell as object), fontWeight: "bold", fontSize: 16 }),
    ...content.headings.map(spanning),
    header.map((cell) => ({ ...cell, fontWeight: "bold", backgroundColor: "#DCE6F2" })),
    ...content.rows.map((row, index) => rowCells(content, row, index)),
  ];
  return writeSheets(data, {
    sheet: "教学进度表",
    columns: columns.map(({ width }) => ({ width })),
    orientation: "landscape",
    stickyRowsCount: 2 + content.headings.length,
  }).toBuffer();
};
