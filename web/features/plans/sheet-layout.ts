import type { PlanSheet, ReadPlanSheet } from "../../api/types.ts";

export type Layout = NonNullable<PlanSheet["layout"]>;
export type Meaning = NonNullable<Layout["columns"][number]>;

const mostColumns = 30;

/** As it was understood; where nothing was, every column is without a meaning and the first row the header. */
export const layoutOf = (sheet: PlanSheet, { headerRow, columns }: ReadPlanSheet): Layout => {
  const width = Math.min(Math.max(0, ...sheet.rows.slice(0, 100).map((row) => row.length)), mostColumns);
  return {
    headerRow: headerRow ?? 1,
    columns: Array.from(
      { length: Math.max(width, columns.length) },
      (_, column) => columns[column]?.field ?? null,
    ),
  };
};

/** Which of the tables beside each other a column is of: the next begins where weeks or dates come again. */
const tableOf = (columns: Layout["columns"], column: number): number => {
  let [table, seen] = [0, new Set<Meaning>()];
  for (const meaning of columns.slice(0, column + 1)) {
    if (meaning && seen.has(meaning)) [table, seen] = [table + 1, new Set()];
    if (meaning) seen.add(meaning);
  }
  return table;
};

/** A meaning belongs to one column of a table: another that had it loses it. */
export const withMeaning = (layout: Layout, column: number, meaning: Meaning | null): Layout => {
  const table = tableOf(layout.columns, column);
  return {
    ...layout,
    columns: layout.columns.map((present, place) => {
      if (place === column) return meaning;
      return present === meaning && tableOf(layout.columns, place) === table ? null : present;
    }),
  };
};

/** What stands first in a column below the header. */
export const sampleOf = ({ rows }: PlanSheet, headerRow: number, column: number): string | undefined =>
  rows
    .slice(headerRow)
    .map((row) => (row[column] ?? "").trim())
    .find((cell) => cell !== "")
    ?.slice(0, 40);
