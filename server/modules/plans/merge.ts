import { changedFields, isSameValue, rowsById } from "./compare-rows.ts";
import { mergeLinks } from "./merge-links.ts";
import { rowsAtOnePlace } from "./one-place.ts";
import { inOrder } from "./row-order.ts";
import { type PlanRow, type RowFields, rowFieldNames } from "./schema.ts";

export type Side = "ours" | "theirs";

/** What is merged as one: weeks and order say together where a row stands, so they are never taken from two sides. */
const {
  weeks: _weeks,
  order: _order,
  ...alone
} = Object.fromEntries(rowFieldNames.map((field) => [field, [field]])) as unknown as Record<
  keyof RowFields,
  readonly (keyof RowFields)[]
>;
const parts = { ...alone, place: ["weeks", "order"] as readonly (keyof RowFields)[] };
type FieldPart = keyof typeof parts;

/**
 * What both sides changed, each in its own way. `field` is a field of a row, and each side then holds that field alone;
 * or "place", and each holds weeks and order; or "row", where one side dropped what the other changed: each side then is the whole row, or null where it is dropped.
 */
export interface Conflict {
  rowId: PlanRow["id"];
  field: FieldPart | "row";
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

const pick = (row: PlanRow, fields: readonly (keyof RowFields)[]): Partial<PlanRow> =>
  Object.fromEntries(fields.map((field) => [field, row[field]]));

const isSame = (one: PlanRow, other: PlanRow, fields: readonly (keyof RowFields)[]): boolean =>
  fields.every((field) => isSameValue(one[field], other[field]));

type Sides = [base: PlanRow | undefined, theirs: PlanRow, ours: PlanRow];

/** Whether both sides changed these fields, and not in the same way. */
const isDisputed = ([base, theirs, ours]: Sides, fields: readonly (keyof RowFields)[]): boolean =>
  !isSame(theirs, ours, fields) && !(base && (isSame(base, theirs, fields) || isSame(base, ours, fields)));

/** What both sides changed: as either has it, and whether that is to be chosen; where it is not, the two are alike. */
const settleDispute = (field: FieldPart, sides: Sides, isAtOnePlace: boolean) => {
  const [base, theirs, ours] = sides;
  if (field === "links") {
    const links = mergeLinks(base?.links ?? [], theirs.links, ours.links);
    return { ...links, theirs: { links: links.theirs }, ours: { links: links.ours } };
  }
  const [their, our] = [pick(theirs, parts[field]), pick(ours, parts[field])];
  const isConflict = field !== "place" || !isAtOnePlace;
  return { theirs: their, ours: isConflict ? our : their, isConflict };
};

const mergeFields = (sides: Sides, isAtOnePlace: boolean): RowMerge => {
  const [base, theirs, ours] = sides;
  const row: PlanRow = { ...ours };
  const conflicts: Conflict[] = [];
  for (const [field, fields] of Object.entries(parts) as [FieldPart, readonly (keyof RowFields)[]][]) {
    if (isSame(theirs, ours, fields) || (base && isSame(base, theirs, fields))) continue;
    if (base && isSame(base, ours, fields)) Object.assign(row, pick(theirs, fields));
    else {
      const { isConflict, ...settled } = settleDispute(field, sides, isAtOnePlace);
      Object.assign(row, settled.ours);
      if (isConflict)
        conflicts.push({ rowId: ours.id, field, base: base ? pick(base, fields) : null, ...settled });
    }
  }
  return { row, conflicts };
};

/**
 * Merges three states of a plan's rows, by row id and field: `base` is what our side took last, `theirs` what its upstream
 * is now, `ours` what became of it here. Where a row stands is a field like the others, so it moves on one side while the
 * other rewrites it; links are merged one by one. Nothing of either side is lost: it is in `rows`, or in `conflicts`
 * (docs/decisions/merging-plans.md).
 */
export const mergeRows = (
  base: readonly PlanRow[],
  theirs: readonly PlanRow[],
  ours: readonly PlanRow[],
): Merge => {
  const [bases, theirRows, ourRows] = [rowsById(base), rowsById(theirs), rowsById(ours)];
  const rows: PlanRow[] = [];
  const conflicts: Conflict[] = [];
  const movedTwice = ours.flatMap(({ id }) => {
    const [their, our] = [theirRows.get(id), ourRows.get(id)];
    return their && our && isDisputed([bases.get(id), their, our], parts.place) ? [id] : [];
  });
  const atOnePlace = rowsAtOnePlace(movedTwice, theirs, ours);
  for (const id of new Set([...theirRows.keys(), ...ourRows.keys()])) {
    const [was, their, our] = [bases.get(id), theirRows.get(id), ourRows.get(id)];
    const merged =
      their && our ? mergeFields([was, their, our], atOnePlace.has(id)) : mergePresence(was, their, our);
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

/** Choices that are made for one conflict and take the one side and the other. */
export const contradictingChoices = (choices: readonly Choice[]): readonly Choice[] => {
  const taken = new Map(choices.map((choice) => [keyOf(choice), choice.take]));
  return choices.filter((choice) => taken.get(keyOf(choice)) !== choice.take);
};

/** Choices that settle no conflict: made on an older state, they say nothing of this one. */
export const choicesWithoutConflict = (
  { conflicts }: Merge,
  choices: readonly Choice[],
): readonly Choice[] => {
  const known = new Set(conflicts.map(keyOf));
  return choices.filter((choice) => !known.has(keyOf(choice)));
};
