import { useState } from "react";
import type { ShownPassage } from "./use-passages.ts";

const marksIn = ({ pieces }: ShownPassage): number => pieces.filter(({ isMatch }) => isMatch).length;

/** For each passage the number of marks before it. */
const countBefore = (passages: ShownPassage[]): number[] => {
  let before = 0;
  return passages.map((passage) => {
    const first = before;
    before += marksIn(passage);
    return first;
  });
};

/** The mark to begin with: the first on the wanted page, else the first of all; −1 where nothing is marked. */
export const firstMark = (passages: ShownPassage[], page: number | null): number => {
  const before = countBefore(passages);
  const onPage = passages.findIndex((passage) => passage.page === page && marksIn(passage) > 0);
  if (page !== null && onPage >= 0) return before[onPage] ?? 0;
  if (page !== null) return -1;
  return passages.some((passage) => marksIn(passage) > 0) ? 0 : -1;
};

/** Going from mark to mark through a whole file, round and round. */
export const useMarks = (passages: ShownPassage[], page: number | null) => {
  const [current, setCurrent] = useState(() => firstMark(passages, page));
  const count = passages.reduce((sum, passage) => sum + marksIn(passage), 0);
  const step = (by: 1 | -1) => setCurrent((current + by + count) % count);
  return { count, current, firstOf: countBefore(passages), step };
};
