import { addDays, type PlanRow } from "../plans/index.ts";
import type { WeekSpan } from "./measure-progress.ts";

/** Whole days in a calendar; `until` is the day after the last. */
export interface CalendarEvent {
  /** The same for a row wherever it moves. */
  uid: string;
  from: string;
  until: string;
  summary: string;
  description: string;
  url: string;
  changedAt: Date;
}

/** What the events of one plan have in common. */
export interface EventFrame {
  /** Comes before what is taught: 三年级语文. */
  prefix: string;
  /** Where it is taught, so that one plan at two campuses has different events. */
  place: string;
  /** Comes first in the description: the classes. */
  about: string;
  addressOf(from: string): string;
  changedAt: Date;
}

type Field = "weeks" | "unit" | "lesson" | "content" | "periods" | "homework" | "equipment" | "notes";
type DescribedRow = Pick<PlanRow, Field> & { id: string };

const firstLine = (text: string): string => text.split("\n")[0] as string;

const describe = (row: DescribedRow, week: string, about: string): string =>
  [
    about,
    week,
    row.unit && `单元：${row.unit}`,
    row.content && `内容：${row.content}`,
    row.homework && `作业/检测：${row.homework}`,
    row.equipment && `实验/器材：${row.equipment}`,
    row.notes && `备注：${row.notes}`,
  ]
    .filter((line) => line !== "")
    .join("\n");

/** Each row of a plan from the first to the last school day of its weeks; one whose first week there is not has no days. */
export const layEvents = (
  rows: readonly DescribedRow[],
  weeks: readonly WeekSpan[],
  frame: EventFrame,
): CalendarEvent[] =>
  rows.flatMap((row) => {
    const first = weeks[row.weeks.first - 1];
    const last = weeks[Math.min(row.weeks.last, weeks.length) - 1];
    if (!first || !last) return [];
    const what = row.lesson || firstLine(row.content) || row.unit || "教学安排";
    const periods = row.periods > 0 ? `（${row.periods}课时）` : "";
    const week =
      row.weeks.first === row.weeks.last
        ? `第${row.weeks.first}周`
        : `第${row.weeks.first}—${row.weeks.last}周`;
    return {
      uid: `${row.id}.${frame.place}@campus-commons`,
      from: first.from,
      until: addDays(last.until, 1),
      summary: `${frame.prefix} ${what}${periods}`.trim(),
      description: describe(row, week, frame.about),
      url: frame.addressOf(first.from),
      changedAt: frame.changedAt,
    };
  });
