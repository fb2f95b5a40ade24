import { isSameValue, rowsById } from "./compare-rows.ts";
import { inOrder } from "./row-order.ts";
import type { PlanRow } from "./schema.ts";

type Neighbours = Map<string, readonly [string | null, string | null]>;

/** The rows of its week before and after each row. */
const neighboursIn = (rows: readonly PlanRow[]): Neighbours => {
  const ordered = inOrder(rows);
  const isOf = (row: PlanRow, other: PlanRow | undefined): other is PlanRow =>
    other?.weeks.first === row.weeks.first;
  return new Map(
    ordered.map((row, index) => {
      const [before, after] = [ordered[index - 1], ordered[index + 1]];
      return [row.id, [isOf(row, before) ? before.id : null, isOf(row, after) ? after.id : null]];
    }),
  );
};

/**
 * Which of the rows that both sides moved stand at one place: in the same weeks, between the same rows, which themselves
 * stand at one place. Their keys differ, since each side makes its own, and say the same.
 */
export const rowsAtOnePlace = (
  moved: readonly string[],
  theirs: readonly PlanRow[],
  ours: readonly PlanRow[],
): Set<string> => {
  if (moved.length === 0) return new Set();
  const [theirRows, ourRows] = [rowsById(theirs), rowsById(ours)];
  const [there, here] = [neighboursIn(theirs), neighboursIn(ours)];
  const alike = moved.filter(
    (id) =>
      isSameValue(theirRows.get(id)?.weeks, ourRows.get(id)?.weeks) &&
      isSameValue(there.get(id), here.get(id)),
  );
  const settled = new Set(alike);
  const stands = (id: string | null) =>
    id === null || settled.has(id) || theirRows.get(id)?.order === ourRows.get(id)?.order;
  for (let count = -1; count !== settled.size; ) {
    count = settled.size;
    for (const id of settled) if (!here.get(id)?.every(stands)) settled.delete(id);
  }
  return settled;
};
