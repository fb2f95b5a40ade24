import type { TeachingWeek } from "../../api/types.ts";
import { addDays, type DaysOff, mondayOf, type Section, sundayOf } from "./week-sections.ts";

/** A day of a week's lane. */
export interface CalendarDay {
  day: string;
  isSchool: boolean;
  /** The holiday that it belongs to. */
  holiday: string | null;
  /** The day whose timetable holds, where it is another. */
  as: string | null;
}

const mostCalendarWeeks = 60;

/** The calendar weeks, Monday to Sunday, that a section of the term takes up. Pure. */
export const calendarWeeksOf = (section: Section, daysOff: readonly DaysOff[]): CalendarDay[][] => {
  const span = section.kind === "week" ? section.week : section;
  if (!span) return [];
  const schoolDays = section.kind === "week" ? (section.week?.schoolDays ?? []) : [];
  const weeks: CalendarDay[][] = [];
  for (
    let monday = mondayOf(span.from);
    monday <= span.until && weeks.length < mostCalendarWeeks;
    monday = addDays(monday, 7)
  )
    weeks.push(
      Array.from({ length: 7 }, (_, index) => {
        const day = addDays(monday, index);
        const school = schoolDays.find(({ on }) => on === day);
        const holiday = school ? undefined : daysOff.find(({ from, until }) => from <= day && day <= until);
        return {
          day,
          isSchool: school !== undefined,
          holiday: holiday?.name ?? null,
          as: school && school.as !== day ? school.as : null,
        };
      }),
    );
  return weeks;
};

/** The day that it is here now. */
export const today = (): string => {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

/** Whether it is this week now, its Saturday and Sunday included. */
export const isNow = ({ from, until }: TeachingWeek): boolean => {
  const now = today();
  return mondayOf(from) <= now && now <= sundayOf(until);
};
