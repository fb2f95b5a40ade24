import { addDays, type LaidCalendar, type PlanRow } from "../plans/index.ts";

/** Whole days in a calendar; `until` is the day after the last. */
export interface CalendarEvent {
  /** The same for a row wherever it moves; what comes after a holiday has its own. */
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

/** A weekend and one day more is no break; a longer one is a holiday that no event runs through. */
const longestGapDays = 4;

/** The first and last days of the runs of school days in these weeks. */
const spansOf = (weeks: LaidCalendar["weeks"]): { from: string; until: string }[] => {
  const spans: { from: string; until: string }[] = [];
  for (const { on } of weeks.flatMap(({ schoolDays }) => schoolDays)) {
    const last = spans.at(-1);
    if (last && on <= addDays(last.until, longestGapDays)) last.until = on;
    else spans.push({ from: on, until: on });
  }
  return spans;
};

/**
 * Each row of a plan from the first to the last school day of its weeks, in several events where a holiday is between; one
 * whose first week there is not has no days.
 */
export const layEvents = (
  rows: readonly DescribedRow[],
  weeks: LaidCalendar["weeks"],
  frame: EventFrame,
): CalendarEvent[] =>
  rows.flatMap((row) => {
    const what = row.lesson || firstLine(row.content) || row.unit || "教学安排";
    const periods = row.periods > 0 ? `（${row.periods}课时）` : "";
    const week =
      row.weeks.first === row.weeks.last
        ? `第${row.weeks.first}周`
        : `第${row.weeks.first}—${row.weeks.last}周`;
    return spansOf(weeks.slice(row.weeks.first - 1, row.weeks.last)).map(({ from, until }, index) => ({
      uid: `${row.id}.${frame.place}${index === 0 ? "" : `.${index + 1}`}@campus-commons`,
      from,
      until: addDays(until, 1),
      summary: `${frame.prefix} ${what}${index === 0 ? periods : "（续）"}`.trim(),
      description: describe(row, week, frame.about),
      url: frame.addressOf(from),
      changedAt: frame.changedAt,
    }));
  });
