import type { PeriodRules } from "../../api/types.ts";

/** A subject's periods a week in a grade, or those of all its subjects together. */
export interface PeriodPlace {
  grade: string;
  subject: string | null;
}

/** Null where the rules say nothing. */
export const periodsAt = (
  { totals, subjects }: PeriodRules,
  { grade, subject }: PeriodPlace,
): number | null =>
  (subject === null
    ? totals.find((one) => one.grade === grade)
    : subjects.find((one) => one.grade === grade && one.subject === subject)
  )?.periods ?? null;

/** The rules with other periods at a place; null takes them out. */
export const withPeriods = (
  { totals, subjects }: PeriodRules,
  { grade, subject }: PeriodPlace,
  periods: number | null,
): PeriodRules => {
  if (subject === null) {
    const others = totals.filter((one) => one.grade !== grade);
    return { subjects, totals: periods === null ? others : [...others, { grade, periods }] };
  }
  const others = subjects.filter((one) => one.grade !== grade || one.subject !== subject);
  return { totals, subjects: periods === null ? others : [...others, { grade, subject, periods }] };
};

export const sumOf = ({ subjects }: PeriodRules, grade: string): number =>
  subjects.filter((one) => one.grade === grade).reduce((sum, one) => sum + one.periods, 0);
