import { newKey } from "../../api/new-key.ts";
import type { ManifestFields } from "../../api/types.ts";
import { isSameValue } from "../../components/resource-fields.ts";
import { type DraftRow, editRow } from "./draft-row.ts";

/** What a list says of files, by the files' ids. */
export type Descriptions = ReadonlyMap<string, ManifestFields>;

/** What decides which textbook a lesson stands in. */
const placing = ["subject", "grades", "volume", "edition"] as const;

/** A guessed place in a textbook does not outlast the book that it was guessed in. */
const forgetPlace = (row: DraftRow, fields: ManifestFields): DraftRow => {
  const isElsewhere = placing.some((name) => name in fields && !isSameValue(fields[name], row.fields[name]));
  if (!isElsewhere || !row.guesses.textbookNodeId) return row;
  const { textbookNodeId: _, ...guesses } = row.guesses;
  return { ...row, guesses, textbookTitles: [], fields: { ...row.fields, textbookNodeId: null } };
};

const setFields = (row: DraftRow, descriptions: Descriptions): DraftRow => {
  const said = row.fileIds.flatMap((id) => descriptions.get(id) ?? []);
  if (said.length === 0) return row;
  // Of several files in one resource the first decides.
  const fields: ManifestFields = Object.assign({}, ...said.toReversed());
  return editRow(forgetPlace(row, fields), fields);
};

/** Parts files of one draft to which the list gives different titles; those without a title stay with the draft. */
const partByTitle = (row: DraftRow, descriptions: Descriptions): DraftRow[] => {
  const parts = new Map<string | undefined, string[]>();
  for (const id of row.fileIds) {
    const title = descriptions.get(id)?.title;
    parts.set(title, [...(parts.get(title) ?? []), id]);
  }
  if (parts.size === 1) return [row];
  return [...parts.values()].map((fileIds, index) => ({
    ...row,
    fileIds,
    ...(index > 0 && { id: newKey() }),
  }));
};

/**
 * Drafts as a filled list wants them: files with one title are one resource, and what the list says is set by a person, so
 * that no guess overrides it. What is saved already stays as it is. Pure but for the ids of new drafts.
 */
export const describeRows = (rows: DraftRow[], descriptions: Descriptions): DraftRow[] => {
  const settled = (row: DraftRow) => row.outcome.status !== "open";
  const parts = rows.flatMap((row) => (settled(row) ? [row] : partByTitle(row, descriptions)));
  const described: DraftRow[] = [];
  const placeOf = new Map<string, number>();
  for (const part of parts) {
    const title = settled(part) ? undefined : descriptions.get(part.fileIds[0] ?? "")?.title;
    const place = title === undefined ? undefined : placeOf.get(title);
    const earlier = described[place ?? -1];
    if (place !== undefined && earlier) {
      described[place] = { ...earlier, fileIds: [...earlier.fileIds, ...part.fileIds] };
      continue;
    }
    if (title !== undefined) placeOf.set(title, described.length);
    described.push(part);
  }
  return described.map((row) => (settled(row) ? row : setFields(row, descriptions)));
};
