import type { PlanRow } from "../../../server/modules/plans/index.ts";
import { numbersFrom } from "../numbers-from.ts";

/** So many different rows, each edited in one of the ways in which people edit plans. */
export const editSome = (rows: readonly PlanRow[], edits: number, seed: number, who: string): PlanRow[] => {
  const numbers = numbersFrom(seed);
  const edited = [...rows];
  const places = new Set<number>();
  while (places.size < edits) places.add(Math.floor(numbers.next() * rows.length));
  for (const place of places) {
    const row = edited[place] as PlanRow;
    const week = Math.min(20, row.weeks.first + 1);
    const ways: Partial<PlanRow>[] = [
      { content: `${who}改的内容 ${place}` },
      { homework: `${who}布置的作业 ${place}` },
      { notes: `${who}的备注 ${place}` },
      { weeks: { first: week, last: week } },
    ];
    edited[place] = { ...row, ...numbers.pick(ways) };
  }
  return edited;
};
