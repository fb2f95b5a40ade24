import { changedFields, isSameValue, rowsById } from "./compare-rows.ts";
import { inOrder } from "./row-order.ts";
import { type PlanRow, type RowFields, rowFieldNames } from "./schema.ts";

export type Side = "ours" | "theirs";

/**
 * What both sides changed, each in its own way. `field` is a field of a row, and each side then holds that field alone;
 * or "row", where one side dropped what the other changed: each side then is the whole row, or null where it is dropped.
 */
export interface Conflict {
  rowId: PlanRow["id"];
  field: keyof RowFields | "row";
  base: Partial<PlanRow> | null;
  theirs: Partial<PlanRow> | null;
  ours: Partial<PlanRow> | null;
}

/** `rows` are as on our side wherever there is a conflict. */
export interface Merge {
  rows: PlanRow[];
  conflicts: Conflict[];
}

export interface Choice extends Pick<Conflict, "rowId" | "field"> {
  take: Side;
}

type RowMerge = { row: PlanRow | null; conflicts: Conflict[] };

const mergePresence = (
  base: PlanRow | undefined,
  theirs: PlanRow | undefined,
  ours: PlanRow | undefined,
): RowMerge => {
  const there = (theirs ?? ours) as PlanRow;
  if (!base) return { row: there, conflicts: [] };
  if (changedFields(base, there).length === 0) return { row: null, conflicts: [] };
  const conflict = { rowId: there.id, base, theirs: theirs ?? null, ours: ours ?? null };
  return { row: ours ?? null, conflicts: [{ ...conflict, field: "row" }] };
};

const mergeFields = (base: PlanRow | undefined, theirs: PlanRow, ours: PlanRow): RowMerge => {
  const row: Record<string, unknown> = { ...ours };
  const conflicts: Conflict[] = [];
  for (const field of rowFieldNames) {
    if (isSameValue(theirs[field], ours[field])) continue;
    if (base && isSameValue(base[field], theirs[field])) continue;
    if (base && isSameValue(base[field], ours[field])) row[field] = theirs[field];
    else {
      const only = (side: PlanRow) => ({ [field]: side[field] });
      conflicts.push({
        rowId: ours.id,
        field,
        base: base ? only(base) : null,
        theirs: only(theirs),
        ours: only(ours),
      });
    }
  }
  return { row: row as PlanRow, conflicts };
};

/**
 * Merges three states of a plan's rows, by row id and field: `base` is what our side took last, `theirs` what its upstream
 * is now, `ours` what became of it here. Week and order are fields like the others, so a row moves on one side while the
 * other rewrites it. Nothing of either side is lost: it is in `rows`, or in `conflicts` (docs/decisions/merging-plans.md).
 */
export const mergeRows = (
  base: readonly PlanRow[],
  theirs: readonly PlanRow[],
  ours: readonly PlanRow[],
): Merge => {
  const [bases, theirRows, ourRows] = [rowsById(base), rowsById(theirs), rowsById(ours)];
  const rows: PlanRow[] = [];
  const conflicts: Conflict[] = [];
  for (const id of new Set([...theirRows.keys(), ...ourRows.keys()])) {
    const [was, their, our] = [bases.get(id), theirRows.get(id), ourRows.get(id)];
    const merged = their && our ? mergeFields(was, their, our) : mergePresence(was, their, our);
    if (merged.row) rows.push(merged.row);
    conflicts.push(...merged.conflicts);
  }
  return { rows: inOrder(rows), conflicts };
};

const keyOf = ({ rowId, field }: Pick<Conflict, "rowId" | "field">): string => `${rowId}/${field}`;

/** The rows once each conflict is settled by its choice, or else by `rule`; `open` are those that neither settles. */
export const settleMerge = (
  { rows, conflicts }: Merge,
  choices: readonly Choice[],
  rule: Side | null,
): { rows: PlanRow[]; open: Conflict[] } => {
  const chosen = new Map(choices.map((choice) => [keyOf(choice), choice.take]));
  const settled = rowsById(rows);
  const open: Conflict[] = [];
  for (const conflict of conflicts) {
    const take = chosen.get(keyOf(conflict)) ?? rule;
    if (take === null) open.push(conflict);
    else if (take === "theirs" && conflict.theirs === null) settled.delete(conflict.rowId);
    else if (take === "theirs")
      settled.set(conflict.rowId, { ...settled.get(conflict.rowId), ...conflict.theirs } as PlanRow);
  }
  return { rows: inOrder(settled.values()), open };
};

/** Choices that settle no conflict: made on an older state, they say nothing of this one. */
export const choicesWithoutConflict = (
  { conflicts }: Merge,
  choices: readonly Choice[],
): readonly Choice[] => {
  const known = new Set(conflicts.map(keyOf));
  return choices.filter((choice) => !known.has(keyOf(choice)));
};
