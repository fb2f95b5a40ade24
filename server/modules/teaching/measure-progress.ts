import type { PlannedRow } from "../plans/index.ts";
import type { Progress } from "./schema.ts";

/** A teaching week's number and its first and last school day. */
export interface WeekSpan {
  number: number;
  from: string;
  until: string;
}

const periodsOf = (rows: readonly PlannedRow[]): number =>
  rows.reduce((sum, { periods }) => sum + periods, 0);

/**
 * How far a class has got. A plan says in which weeks a row is taught and not on which day, so a row must have been taught
 * when its last week is over, and may be as soon as its first has begun. Between these two a class is on schedule: with less
 * it is behind, with more ahead, by so many periods. `weeks` in order; empty: the term's days are not known.
 */
export const measureProgress = (
  rows: readonly PlannedRow[],
  taughtIds: ReadonlySet<string>,
  weeks: readonly WeekSpan[],
  today: string,
): Progress => {
  const over = weeks.filter(({ until }) => until < today).length;
  const begun = weeks.filter(({ from }) => from <= today).length;
  const due = periodsOf(rows.filter((row) => row.weeks.last <= over));
  const mayBe = periodsOf(rows.filter((row) => row.weeks.first <= begun));
  const taught = periodsOf(rows.filter(({ id }) => taughtIds.has(id)));
  const difference = Math.min(taught - due, 0) || Math.max(taught - mayBe, 0);
  return {
    total: periodsOf(rows),
    due,
    underWay: mayBe - due,
    taught,
    difference: weeks.length > 0 ? difference : null,
  };
};
