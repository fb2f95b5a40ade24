import type { Box, MarkedPages } from "../../api/types.ts";

/** One place where words that were looked for stand, on one page's picture; a box for each line. */
export interface PageMark {
  /** Its place among all of the file, from 0. */
  number: number;
  page: number;
  boxes: Box[];
}

/** All marks of the pages that are there to be shown, in their order. */
export const marksOn = (
  pages: readonly { page: number }[],
  marked: Pick<MarkedPages, "items"> | undefined,
): PageMark[] => {
  const shown = new Set(pages.map(({ page }) => page));
  const places = (marked?.items ?? []).flatMap(({ page, marks }) =>
    shown.has(page) ? marks.map((boxes) => ({ page, boxes })) : [],
  );
  return places.map((place, number) => ({ number, ...place }));
};

/** The mark gone to, as long as its page is shown, else the first on the page; −1 where the page has none. */
export const currentMark = (marks: readonly PageMark[], chosen: number | null, page: number): number =>
  chosen !== null && marks[chosen]?.page === page ? chosen : marks.findIndex((mark) => mark.page === page);

/** The mark after or before the current one, round and round; where the page has none, the nearest beyond it. */
export const nextMark = (marks: readonly PageMark[], current: number, page: number, by: 1 | -1): number => {
  if (current >= 0) return (current + by + marks.length) % marks.length;
  if (by === 1)
    return Math.max(
      0,
      marks.findIndex((mark) => mark.page > page),
    );
  const before = marks.findLastIndex((mark) => mark.page < page);
  return before < 0 ? marks.length - 1 : before;
};

export type MarkAct = "next" | "previous" | "toggle";

const keys: Record<string, MarkAct> = { n: "next", p: "previous", m: "toggle" };

/** What a key does with the marks; null where it does nothing. */
export const markActOfKey = (key: string): MarkAct | null => keys[key.toLowerCase()] ?? null;
