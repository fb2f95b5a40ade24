import { randomInt } from "node:crypto";
import { generateNKeysBetween } from "fractional-indexing";
import type { PlanRow, RowFields } from "./schema.ts";

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

type Placed = Pick<PlanRow, "id" | "weeks" | "order">;

/** By week, then by the row's own key; two rows that were given one key at two places are told apart by their ids. */
export const inOrder = <Row extends Placed>(rows: Iterable<Row>): Row[] =>
  [...rows].sort(
    (one, other) =>
      one.weeks.first - other.weeks.first || byText(one.order, other.order) || byText(one.id, other.id),
  );

/** Keys for rows that come one after the other. */
export const firstOrders = (count: number): string[] => generateNKeysBetween(null, null, count);

/** One of so many keys of a gap: a campus and its group that use the same gap hardly ever make the same key. */
const choices = 16;

/**
 * A key for a row of week `week` right after `afterId`; null puts it first, undefined last. Null is the answer where
 * `afterId` is no row of that week. No other row's key changes. `pick` chooses among the keys of the gap.
 */
export const orderAt = (
  rows: Iterable<Placed>,
  week: RowFields["weeks"]["first"],
  afterId: string | null | undefined,
  pick: (count: number) => number = randomInt,
): string | null => {
  const ofWeek = inOrder([...rows].filter(({ weeks }) => weeks.first === week));
  const before = afterId === undefined ? ofWeek.at(-1) : ofWeek.find(({ id }) => id === afterId);
  if (afterId && !before) return null;
  const next = ofWeek.find(({ order }) => !before || order > before.order);
  const keys = generateNKeysBetween(before?.order ?? null, next?.order ?? null, choices);
  return keys[pick(choices)] as string;
};
