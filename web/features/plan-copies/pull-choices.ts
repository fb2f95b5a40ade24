import type { PlanConflict, PlanPullOrder, PlanPullPreview, PlanRowChange } from "../../api/types.ts";
import { kindOfChange } from "../../components/row-change.tsx";
import type { PartialRow, RowField } from "../../components/use-row-words.ts";

export type Side = "ours" | "theirs";
/** What was chosen for each conflict, by its key. */
export type Choices = Readonly<Record<string, Side>>;

export const keyOf = ({ rowId, field }: Pick<PlanConflict, "rowId" | "field">): string => `${rowId}/${field}`;

/** What is settled together with a field: weeks and order say where a row stands. */
export const partOf = (field: string): string => (field === "weeks" || field === "order" ? "place" : field);

/** The choices with one more for each of these conflicts. */
export const chooseAll = (choices: Choices, conflicts: readonly PlanConflict[], take: Side): Choices => ({
  ...choices,
  ...Object.fromEntries(conflicts.map((conflict) => [keyOf(conflict), take])),
});

export const openConflicts = (conflicts: readonly PlanConflict[], choices: Choices): PlanConflict[] =>
  conflicts.filter((conflict) => !(keyOf(conflict) in choices));

/** How many rows the copy will have, as it is chosen so far. */
export const countRows = ({ rowCount, conflicts }: PlanPullPreview, choices: Choices): number => {
  const taken = conflicts.filter((one) => one.field === "row" && choices[keyOf(one)] === "theirs");
  return taken.reduce((count, { theirs }) => count + (theirs === null ? -1 : 1), rowCount);
};

/** What is sent once nothing is open; choices of an older preview that settle nothing now stay out. */
export const orderOf = ({ to, conflicts }: PlanPullPreview, choices: Choices): PlanPullOrder => ({
  to,
  choices: conflicts.flatMap(({ rowId, field }) => {
    const take = choices[keyOf({ rowId, field })];
    return take ? [{ rowId, field, take }] : [];
  }),
});

/** Fields in which more than one conflict waits: those can be settled together. */
export const sharedFields = (conflicts: readonly PlanConflict[]): [PlanConflict["field"], PlanConflict[]][] =>
  [...Map.groupBy(conflicts, ({ field }) => field)].filter(([, ofField]) => ofField.length > 1);

export type ChangeCounts = Record<ReturnType<typeof kindOfChange>, number>;

export const countChanges = (changes: readonly PlanRowChange[]): ChangeCounts => {
  const counts: ChangeCounts = { added: 0, changed: 0, moved: 0, dropped: 0 };
  for (const change of changes) counts[kindOfChange(change)]++;
  return counts;
};

/** One side of a conflict about a whole row, as what became of the row there. */
export const sideAsChange = ({ rowId, base }: PlanConflict, side: PartialRow | null): PlanRowChange => {
  if (!base || !side)
    return { rowId, change: side ? "added" : "dropped", fields: [], before: base, after: side };
  const fields = (Object.keys(side) as (RowField | "id")[]).filter(
    (field): field is RowField => JSON.stringify(base[field]) !== JSON.stringify(side[field]),
  );
  return { rowId, change: "changed", fields, before: base, after: side };
};
