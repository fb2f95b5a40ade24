import type { ShownPlanRow, TeachingWeek, TermCalendar } from "../../api/types.ts";

export interface DaysOff {
  name: string;
  from: string;
  until: string;
}

/** A teaching week of the plan: its days where the calendar knows them, and the rows that begin in it. */
export interface WeekSection {
  kind: "week";
  number: number;
  week: TeachingWeek | null;
  /** Whether the calendar knows its weeks, and this is none of them. */
  isBeyond: boolean;
  /** Made of more than one calendar week. */
  isMerged: boolean;
  daysOff: DaysOff[];
  swaps: TeachingWeek["schoolDays"];
  rows: ShownPlanRow[];
  /** Rows of earlier weeks that go on in this one. */
  continued: ShownPlanRow[];
}

/** Calendar weeks without school, which have no number. */
export interface BreakSection extends DaysOff {
  kind: "break";
}

/** What shows the week's number, where one can go to it. */
export const weekId = (number: number): string => `week-${number}`;

export type Section = WeekSection | BreakSection;

const dayMs = 86_400_000;
const instantOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** The day so many days later, or earlier. */
export const addDays = (day: string, count: number): string => dayOf(instantOf(day) + count * dayMs);

/** The Monday of a day's calendar week. */
export const mondayOf = (day: string): string =>
  addDays(day, -((new Date(instantOf(day)).getUTCDay() + 6) % 7));

/** The Sunday of a day's calendar week. */
export const sundayOf = (day: string): string => addDays(mondayOf(day), 6);

const overlaps = (days: DaysOff, from: string, until: string) => days.from <= until && from <= days.until;

const touches = (days: DaysOff, week: TeachingWeek): boolean =>
  overlaps(days, mondayOf(week.from), sundayOf(week.until));

/** The holidays of a group and what its campus adds, earliest first. */
export const daysOffOf = (calendar: TermCalendar): DaysOff[] =>
  [...(calendar.groupRules?.holidays ?? []), ...(calendar.rules?.holidays ?? [])].sort((one, other) =>
    one.from < other.from ? -1 : 1,
  );

/** The teaching weeks of the calendar and of the rows, in order, with the holidays between and in them. Pure. */
export const layOutSections = (
  rows: readonly ShownPlanRow[],
  calendar: TermCalendar | undefined,
): Section[] => {
  const weeks = calendar?.weeks ?? [];
  const daysOff = calendar ? daysOffOf(calendar) : [];
  const lastNumber = Math.max(weeks.length, ...rows.map(({ weeks }) => weeks.last));
  const sections: WeekSection[] = Array.from({ length: Math.max(lastNumber, 0) }, (_, index) => {
    const number = index + 1;
    const week = weeks[index] ?? null;
    return {
      kind: "week",
      number,
      week,
      isBeyond: weeks.length > 0 && !week,
      isMerged: week !== null && mondayOf(week.from) !== mondayOf(week.until),
      daysOff: week ? daysOff.filter((days) => touches(days, week)) : [],
      swaps: week?.schoolDays.filter(({ on, as }) => on !== as) ?? [],
      rows: rows.filter(({ weeks }) => weeks.first === number),
      continued: rows.filter(({ weeks }) => weeks.first < number && number <= weeks.last),
    };
  });
  const breaks = daysOff
    .filter((days) => weeks.length > 0 && !weeks.some((week) => touches(days, week)))
    .map((days): BreakSection => ({ kind: "break", ...days }));
  return sections.flatMap((section): Section[] => {
    const before = weeks[section.number - 2]?.until ?? "";
    const { week } = section;
    const between = week ? breaks.filter(({ from }) => before < from && from < week.from) : [];
    return [...between, section];
  });
};
