import type { ShownPlanRow, WeekSpan } from "../../api/types.ts";

/** Where a row is to stand: in which weeks, and after which row of the first of them; null: before all others. */
export interface Place {
  weeks: WeekSpan;
  afterRowId: string | null;
}

type Placed = Pick<ShownPlanRow, "id" | "weeks" | "order">;

/** As many weeks as the server takes. */
export const mostWeeks = 30;

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** As the server sorts them. */
export const inOrder = <Row extends Placed>(rows: readonly Row[]): Row[] =>
  [...rows].sort(
    (one, other) =>
      one.weeks.first - other.weeks.first ||
      compareText(one.order, other.order) ||
      compareText(one.id, other.id),
  );

const from = ({ first, last }: WeekSpan, week: number): WeekSpan => ({
  first: week,
  last: Math.min(week + last - first, mostWeeks),
});

const othersOf = (rows: readonly Placed[], row: Placed, week: number): Placed[] =>
  rows.filter(({ id, weeks }) => id !== row.id && weeks.first === week);

export const placeAfter = (row: Placed, target: Placed): Place => ({
  weeks: from(row.weeks, target.weeks.first),
  afterRowId: target.id,
});

export const placeBefore = (rows: readonly Placed[], row: Placed, target: Placed): Place => {
  const others = othersOf(rows, row, target.weeks.first);
  const before = others[others.findIndex(({ id }) => id === target.id) - 1];
  return { weeks: from(row.weeks, target.weeks.first), afterRowId: before?.id ?? null };
};

export const placeFirst = (row: Placed, week: number): Place => ({
  weeks: from(row.weeks, week),
  afterRowId: null,
});

const placeLast = (rows: readonly Placed[], row: Placed, week: number): Place => ({
  weeks: from(row.weeks, week),
  afterRowId: othersOf(rows, row, week).at(-1)?.id ?? null,
});

/** One step up or down, over the border of the week where there is no more room in it; null at either end. */
export const placeBeside = (rows: readonly Placed[], row: Placed, step: -1 | 1): Place | null => {
  const ofWeek = rows.filter(({ weeks }) => weeks.first === row.weeks.first);
  const neighbour = ofWeek[ofWeek.findIndex(({ id }) => id === row.id) + step];
  if (neighbour) return step < 0 ? placeBefore(rows, row, neighbour) : placeAfter(row, neighbour);
  const week = row.weeks.first + step;
  if (week < 1 || week > mostWeeks) return null;
  return step < 0 ? placeLast(rows, row, week) : placeFirst(row, week);
};
