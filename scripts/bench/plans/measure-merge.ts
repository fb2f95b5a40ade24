import { firstOrders, mergeRows, newRow, type PlanRow } from "../../../server/modules/plans/index.ts";
import { median } from "../median.ts";
import { editSome } from "./edit-rows.ts";

/** A term of 20 weeks. */
export const makeRows = (count: number): PlanRow[] => {
  const orders = firstOrders(count);
  return orders.map((order, index) => {
    const week = 1 + Math.floor((index * 20) / count);
    const content = `第 ${index + 1} 课：认识生字，朗读课文，了解大意。`;
    return newRow(
      { weeks: { first: week, last: week }, lesson: `第 ${index + 1} 课`, content, periods: 2 },
      order,
    );
  });
};

const rounds = 300;

const time = (work: () => unknown): number => {
  const started = performance.now();
  work();
  return performance.now() - started;
};

/** A plan of 200 rows with 60 edits on either side, beside merely copying the three states of it. */
export const measureMerge = (): Record<string, number> => {
  const base = makeRows(200);
  const merges: number[] = [];
  const copies: number[] = [];
  let conflicts = 0;
  for (let round = 0; round < rounds; round++) {
    const theirs = editSome(base, 60, 2 * round + 1, "集团");
    const ours = editSome(base, 60, 2 * round + 2, "校区");
    merges.push(
      time(() => {
        conflicts += mergeRows(base, theirs, ours).conflicts.length;
      }),
    );
    copies.push(time(() => structuredClone([base, theirs, ours])));
  }
  return {
    "merge.ms": median(merges),
    "merge.worstMs": Math.max(...merges),
    "merge.copyMs": median(copies),
    "merge.conflicts": conflicts / rounds,
  };
};
