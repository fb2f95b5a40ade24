import { changedFields, compareRows, rowsById } from "./compare-rows.ts";
import { mergeRows } from "./merge.ts";
import { newRow } from "./new-row.ts";
import type { PlanRow, RowFields } from "./schema.ts";

/** What is published and who says what of it is a correction. */
export interface Corrected {
  rows: readonly PlanRow[];
  /** The marked rows as they were before they were corrected. */
  uncorrected: readonly PlanRow[];
}

/** A correction is about what a row says; the mark itself, and where among its week's rows it stands, are not. */
const saysMore = (field: keyof RowFields) => field !== "isCorrection" && field !== "order";
const isSaidOtherwise = (one: PlanRow, other: PlanRow) => changedFields(one, other).some(saysMore);

/**
 * A marked row as it was before it was corrected; `earlier` is the row in the earlier revisions, latest first. One that was
 * marked only after it had been changed is corrected in all that was changed since it was first published, and one that was
 * added as a correction in all that it says.
 */
export const uncorrectedRow = (row: PlanRow, earlier: readonly PlanRow[]): PlanRow => {
  const [unmarked, first] = [earlier.find(({ isCorrection }) => !isCorrection), earlier.at(-1)];
  if (!unmarked || !first) return { ...newRow({ weeks: row.weeks }, row.order), id: row.id };
  return { ...(isSaidOtherwise(unmarked, row) ? unmarked : first), isCorrection: false };
};

/** Whether a row has a correction: merging what was corrected into it once more would change nothing and ask nothing. */
const holdsCorrection = (before: PlanRow, corrected: PlanRow, row: PlanRow): boolean => {
  if (!isSaidOtherwise(before, corrected)) return row.isCorrection;
  const here = ({ order }: PlanRow, one: PlanRow): PlanRow => ({ ...one, order });
  const { rows, conflicts } = mergeRows([here(row, before)], [here(row, corrected)], [row]);
  return conflicts.length === 0 && !isSaidOtherwise(row, rows[0] as PlanRow);
};

/** The corrections of a revision that these rows of a copy do not have, by row id; a row that is not there has none. */
export const missingCorrections = (
  { rows: corrected, uncorrected }: Corrected,
  rows: readonly PlanRow[],
): PlanRow["id"][] => {
  const [theirs, ours] = [rowsById(corrected), rowsById(rows)];
  return uncorrected
    .filter((before) => {
      const [their, our] = [theirs.get(before.id), ours.get(before.id)];
      return their && !(our && holdsCorrection(before, their, our));
    })
    .map(({ id }) => id);
};

/** The rows of a copy, those of them marked as corrected of which a revision has newly changed something, as they hold it. */
export const markCorrected = (
  base: readonly PlanRow[],
  revision: Corrected,
  rows: readonly PlanRow[],
): PlanRow[] => {
  const changed = new Set(compareRows(base, revision.rows).map(({ rowId }) => rowId));
  const uncorrected = revision.uncorrected.filter(({ id }) => changed.has(id));
  const marked = new Set(uncorrected.map(({ id }) => id));
  const missing = new Set(missingCorrections({ ...revision, uncorrected }, rows));
  return rows.map((row) =>
    marked.has(row.id) && row.isCorrection === missing.has(row.id)
      ? { ...row, isCorrection: !row.isCorrection }
      : row,
  );
};

/** A row of a copy that was edited by hand: its mark comes or goes where the edit gave it the correction or took that away. */
export const markEdited = (revision: Corrected, before: PlanRow, after: PlanRow): PlanRow => {
  const holds = (row: PlanRow) => missingCorrections(revision, [row]).every((id) => id !== row.id);
  const isMarkable = revision.uncorrected.some(({ id }) => id === after.id);
  const isMarked = before.isCorrection !== after.isCorrection;
  if (!isMarkable || isMarked || holds(before) === holds(after)) return after;
  return { ...after, isCorrection: holds(after) };
};
