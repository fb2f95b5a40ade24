import { isDeepStrictEqual } from "node:util";
import type { CalendarRules, TeachingWeek } from "./calendar-schema.ts";

const dayMs = 86_400_000;
const instantOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
/** 0 is Monday. */
const weekdayOf = (day: string): number => (new Date(instantOf(day)).getUTCDay() + 6) % 7;
export const mondayOf = (day: string): string => dayOf(instantOf(day) - weekdayOf(day) * dayMs);

export const addDays = (day: string, count: number): string => dayOf(instantOf(day) + count * dayMs);

/** As many days as 30 teaching weeks with their holidays may take; more is a mistake in the year. */
export const mostTermDays = 300;

export const daysBetween = (from: string, until: string): number =>
  (instantOf(until) - instantOf(from)) / dayMs + 1;

/**
 * A campus's rules over its group's: its own days are added, and where it says nothing the group's hold. Its own holiday is
 * one even on a day on which the group keeps school instead of another.
 */
export const combineRules = (
  group: CalendarRules | null,
  campus: CalendarRules | null,
): CalendarRules | null => {
  if (!group || !campus) return campus ?? group;
  const swapped = new Set(campus.swaps.map(({ on }) => on));
  const isOff = (day: string) => campus.holidays.some(({ from, until }) => from <= day && day <= until);
  return {
    firstOn: campus.firstOn ?? group.firstOn,
    lastOn: campus.lastOn ?? group.lastOn,
    holidays: [...group.holidays, ...campus.holidays],
    openDays: [...group.openDays.filter((day) => !isOff(day)), ...campus.openDays],
    swaps: [...group.swaps.filter(({ on }) => !swapped.has(on) && !isOff(on)), ...campus.swaps],
    joinedWeeks: campus.joinedWeeks ?? group.joinedWeeks,
    examWeeks: campus.examWeeks ?? group.examWeeks,
  };
};

type SchoolDay = TeachingWeek["schoolDays"][number];

/** The days on which school is kept, each with the day whose timetable holds. */
const schoolDaysOf = (rules: CalendarRules, firstOn: string, lastOn: string): SchoolDay[] => {
  const swaps = new Map(rules.swaps.map((swap) => [swap.on, swap]));
  const open = new Set(rules.openDays);
  const isOff = (day: string) =>
    weekdayOf(day) > 4 || rules.holidays.some(({ from, until }) => from <= day && day <= until);
  const days = Array.from({ length: daysBetween(firstOn, lastOn) }, (_, index) => addDays(firstOn, index));
  return days.flatMap(
    (day) => swaps.get(day) ?? (open.has(day) || !isOff(day) ? [{ on: day, as: day }] : []),
  );
};

/**
 * The teaching weeks of a term. A calendar week without a school day has no number and pushes the others back (顺延); one that
 * is joined makes one teaching week with the next that has school days (重组). Empty where the term's days are not known.
 */
export const layWeeks = (rules: CalendarRules | null): TeachingWeek[] => {
  if (!rules?.firstOn || !rules.lastOn) return [];
  const joined = new Set((rules.joinedWeeks ?? []).map(mondayOf));
  const byWeek = Map.groupBy(schoolDaysOf(rules, rules.firstOn, rules.lastOn), ({ on }) => mondayOf(on));
  const weeks: SchoolDay[][] = [];
  let isOpen = false;
  for (const [monday, days] of byWeek) {
    if (isOpen) weeks.at(-1)?.push(...days);
    else weeks.push([...days]);
    isOpen = joined.has(monday);
  }
  return weeks.map((schoolDays, index) => ({
    number: index + 1,
    from: (schoolDays[0] as SchoolDay).on,
    until: (schoolDays.at(-1) as SchoolDay).on,
    schoolDays,
    isExam: (rules.examWeeks ?? []).includes(index + 1),
  }));
};

const spanOf = (week: TeachingWeek | undefined) =>
  week ? { from: week.from, until: week.until, dayCount: week.schoolDays.length } : null;

/** The teaching weeks that do not fall on the same days in both. */
export const shiftedWeeks = (before: readonly TeachingWeek[], after: readonly TeachingWeek[]) =>
  Array.from({ length: Math.max(before.length, after.length) }, (_, index) => ({
    number: index + 1,
    before: before[index],
    after: after[index],
  }))
    .filter((one) => !isDeepStrictEqual(one.before?.schoolDays, one.after?.schoolDays))
    .map(({ number, before, after }) => ({ number, before: spanOf(before), after: spanOf(after) }));
