import type { CalendarRules, HolidayYear } from "../../api/types.ts";
import { termParts } from "../../locales/format.ts";

/** Rules with nothing left out. */
export type Rules = Required<CalendarRules>;
export type Holiday = Rules["holidays"][number];

const noRules: Rules = {
  firstOn: null,
  lastOn: null,
  holidays: [],
  openDays: [],
  swaps: [],
  joinedWeeks: null,
  examWeeks: null,
};

export const fullRules = (rules: CalendarRules | null): Rules => ({ ...noRules, ...rules });

/** A row that is still being filled in is not sent. */
export const completeRules = (rules: Rules): Rules => ({
  ...rules,
  holidays: rules.holidays.filter(({ name, from, until }) => name.trim() && from && until && from <= until),
  openDays: rules.openDays.filter(Boolean),
  swaps: rules.swaps.filter(({ on, as }) => on && as),
});

/** The days of a term in most years, for a calendar that begins empty. */
export const usualDays = (term: string): Pick<Rules, "firstOn" | "lastOn"> => {
  const parts = termParts(term);
  if (!parts) return { firstOn: null, lastOn: null };
  return parts.half === "1"
    ? { firstOn: `${parts.from}-09-01`, lastOn: `${parts.until}-01-20` }
    : { firstOn: `${parts.until}-03-01`, lastOn: `${parts.until}-07-10` };
};

/** The calendar years that a term lies in. */
export const yearsOf = (term: string): number[] => {
  const parts = termParts(term);
  if (!parts) return [];
  return parts.half === "1" ? [Number(parts.from), Number(parts.until)] : [Number(parts.until)];
};

/** The rules with the public holidays and days worked that fall into the term and that they lack. */
export const withPublicHolidays = (rules: Rules, days: readonly HolidayYear[]): Rules => {
  const { firstOn, lastOn } = rules;
  if (!firstOn || !lastOn) return rules;
  const holidays = days
    .flatMap((year) => year.holidays)
    .filter(({ from, until }) => until >= firstOn && from <= lastOn)
    .filter(({ from, until }) => !rules.holidays.some((one) => one.from <= from && until <= one.until));
  const swaps = days
    .flatMap((year) => year.swaps)
    .filter(({ on }) => firstOn <= on && on <= lastOn && !rules.swaps.some((one) => one.on === on));
  return { ...rules, holidays: [...rules.holidays, ...holidays], swaps: [...rules.swaps, ...swaps] };
};
