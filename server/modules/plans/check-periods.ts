import type { TeachingWeek } from "./calendar-schema.ts";
import type { PeriodNotice, PeriodRules } from "./period-schema.ts";
import type { PlanHeader, PlanRow } from "./schema.ts";

/** Periods a week of all subjects in grades 1 to 6: one province's table. Subjects vary too much to propose any. */
export const proposedRules: PeriodRules = {
  totals: [26, 26, 30, 30, 30, 30].map((periods, index) => ({ grade: String(index + 1), periods })),
  subjects: [],
};

export type CheckedRow = Pick<PlanRow, "weeks" | "periods">;
type Overfull = PeriodNotice["overfullWeeks"][number];

const usualSchoolDays = 5;

/** How many periods each week takes: more where weeks were joined, none in a week that the term has not. */
const roomOf = (periodsPerWeek: number, weeks: readonly TeachingWeek[]) => (week: number) => {
  if (weeks.length === 0) return periodsPerWeek;
  const days = weeks[week - 1]?.schoolDays.length;
  return days === undefined
    ? 0
    : Math.max(periodsPerWeek, Math.ceil((periodsPerWeek * days) / usualSchoolDays));
};

/**
 * The shortest runs of weeks whose rows have more periods than the weeks take. There is none exactly if every row's periods
 * can be taught within its weeks.
 */
export const overfullWeeks = (
  rows: readonly CheckedRow[],
  periodsPerWeek: number,
  weeks: readonly TeachingWeek[],
): Overfull[] => {
  const room = roomOf(periodsPerWeek, weeks);
  const lasts = [...new Set(rows.map((row) => row.weeks.last))].sort((one, other) => one - other);
  const firsts = [...new Set(rows.map((row) => row.weeks.first))].sort((one, other) => other - one);
  const found: Overfull[] = [];
  for (const first of firsts)
    for (const last of lasts) {
      if (last < first) continue;
      if (found.some((run) => first <= run.first && run.last <= last)) break;
      const inside = rows.filter((row) => first <= row.weeks.first && row.weeks.last <= last);
      const is = inside.reduce((sum, row) => sum + row.periods, 0);
      let ought = 0;
      for (let week = first; week <= last; week++) ought += room(week);
      if (is > ought) found.push({ first, last, is, ought });
    }
  return found.reverse();
};

type Weekly = Pick<PlanHeader, "subject" | "grade" | "periodsPerWeek">;

/** Each subject once, by the plan with the most periods: a grade may have plans for several editions. */
const periodsTogether = (plans: readonly Weekly[]): number => {
  const bySubject = Map.groupBy(plans, ({ subject }) => subject);
  return [...bySubject.values()].reduce(
    (sum, alike) => sum + Math.max(...alike.map(({ periodsPerWeek }) => periodsPerWeek)),
    0,
  );
};

/** Where a plan is not as the rules and the calendar have it. `ofGrade` are the plans of its grade, itself among them. */
export const checkPeriods = (
  plan: Weekly & { rows: readonly CheckedRow[] },
  ofGrade: readonly Weekly[],
  rules: PeriodRules,
  weeks: readonly TeachingWeek[],
): PeriodNotice => {
  const { subject, grade, periodsPerWeek } = plan;
  const rule = rules.subjects.find((one) => one.subject === subject && one.grade === grade)?.periods;
  const total = rules.totals.find((one) => one.grade === grade)?.periods;
  const together = periodsTogether(ofGrade);
  return {
    perWeek: rule === undefined || rule === periodsPerWeek ? null : { is: periodsPerWeek, ought: rule },
    ofGrade: total === undefined || together <= total ? null : { is: together, ought: total },
    overfullWeeks: overfullWeeks(plan.rows, periodsPerWeek, weeks),
  };
};

export const hasNotice = ({ perWeek, ofGrade, overfullWeeks }: PeriodNotice): boolean =>
  perWeek !== null || ofGrade !== null || overfullWeeks.length > 0;

/** Grades whose subjects together have more periods a week than the grade. */
export const overfullGrades = ({ totals, subjects }: PeriodRules) =>
  totals
    .map(({ grade, periods }) => {
      const ofGrade = subjects.filter((one) => one.grade === grade);
      return { grade, allowed: periods, named: ofGrade.reduce((sum, one) => sum + one.periods, 0) };
    })
    .filter(({ allowed, named }) => named > allowed);
