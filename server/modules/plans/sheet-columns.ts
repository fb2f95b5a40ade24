import type { SheetField } from "./reading-schema.ts";
import { isTable, isTaught, tableStarts } from "./table-starts.ts";

/** Headers as schools write them, without spaces and what stands in brackets. The first that fits whole, then by its beginning. */
const words: [SheetField, string][] = [
  [
    "weeks",
    "周次 周别 周序 周数 周 第几周 起始周 开始周 起始周次 起止周 起止周次 校历周次 教学周 教学周次 授课周次 week",
  ],
  ["weeksUntil", "结束周 终止周 截止周 结束周次 终止周次"],
  [
    "dates",
    "起止日期 起讫日期 教学日期 授课日期 上课日期 日期 起止时间 教学时间 授课时间 上课时间 时间 月日 date",
  ],
  ["periods", "课时 课时数 教学时数 授课时数 学时 节数 课时安排 计划课时 教学课时 授课课时 预计课时 periods"],
  ["homework", "作业 课后作业 作业布置 检测 测验 练习 作业与检测 homework"],
  ["equipment", "实验 器材 教具 实验器材 演示实验 教学准备 教具准备 equipment"],
  ["lesson", "课题 课文 课名 课程名字 课程名称 教学课题 授课课题 授课题目 lesson"],
  ["unit", "单元 教学单元 单元名称 章节 教学章节 授课章节 知识模块 模块 unit"],
  [
    "content",
    "教学内容 授课内容 学习内容 主要内容 单元教学内容 内容 教学要点 教学内容安排 课程内容 教学进度 进度 进度安排 content",
  ],
  ["notes", "备注 说明 notes"],
];
const ways = words.map(([field, list]) => [field, list.split(" ")] as const);

/** They number lessons, not weeks, and say nothing of periods. */
const numbering = /^(?:课次|课序|节次|课时序号|序号|编号)/;

const folded = (cell: string): string =>
  cell
    .normalize("NFKC")
    .replace(/\([^()]*\)|[\s·/、,:&和与及]/g, "")
    .toLowerCase();

/** Longer than any header, with what stands in brackets. */
const mostHeaderCharacters = 100;

const fieldOfHeader = (header: string): SheetField | null => {
  if (header.length > mostHeaderCharacters) return null;
  const text = folded(header);
  if (text === "" || text.length > 20 || numbering.test(text)) return null;
  const whole = ways.find(([, list]) => list.includes(text));
  const begun = ways.find(([, list]) => list.some((way) => way.length > 1 && text.startsWith(way)));
  return (whole ?? begun)?.[0] ?? null;
};

/** How far down a table may begin. */
const mostLinesAbove = 20;

/** Each field once in each table: of two columns of one table that fit one, the first. */
const fieldsOf = (row: readonly string[]): (SheetField | null)[] => {
  const fields = row.map(fieldOfHeader);
  const starts = tableStarts(fields);
  return fields.map((field, column) => {
    const start = starts.findLast((one) => one <= column) ?? 0;
    return fields.indexOf(field, start) < column ? null : field;
  });
};

export interface Table {
  /** From 0. */
  headerRow: number;
  fields: (SheetField | null)[];
}

/** A table with its own columns alone: those from `from` to before `until`. */
export interface PartTable extends Table {
  from: number;
  until: number;
}

/** As spreadsheet programs call it: 0 → A, 26 → AA. */
export const columnName = (column: number): string =>
  (column < 26 ? "" : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** Tables that stand beside each other, each with its own columns alone, from the left. */
export const tablesBeside = ({ headerRow, fields }: Table): PartTable[] =>
  tableStarts(fields).map((from, place, starts) => {
    const until = starts[place + 1] ?? Number.POSITIVE_INFINITY;
    const own = fields.map((field, column) => (from <= column && column < until ? field : null));
    return { headerRow, fields: own, from, until };
  });

/** The row whose cells are most like headers of a plan's table, whether or not they say when. */
export const findTable = (rows: readonly (readonly string[])[]): Table | null => {
  const tables = rows
    .slice(0, mostLinesAbove)
    .map((row, headerRow) => ({ headerRow, fields: fieldsOf(row) }));
  const known = ({ fields }: Table) => fields.filter((field) => field !== null).length;
  const best = (some: Table[]) =>
    some.reduce<Table | null>((most, table) => (most && known(most) >= known(table) ? most : table), null);
  const isLikely = (table: Table) => table.fields.some((field) => isTaught(field)) && known(table) > 1;
  return best(tables.filter(({ fields }) => isTable(fields))) ?? best(tables.filter(isLikely));
};
