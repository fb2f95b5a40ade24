import type { ResourceFields } from "../../components/resource-fields.ts";
import { type Descriptions, describeRows } from "./describe-rows.ts";
import { type DraftRow, editRow, newRow, type Outcome, titleOf } from "./draft-row.ts";

export type RowsAction =
  | { kind: "add"; rows: DraftRow[] }
  | { kind: "update"; ids: string[]; update: (row: DraftRow) => DraftRow }
  | { kind: "edit"; ids: string[]; patch: Partial<ResourceFields>; textbookTitles?: string[] | undefined }
  | { kind: "describe"; descriptions: Descriptions }
  | { kind: "merge"; ids: string[] }
  | { kind: "split"; id: string; nameOf: (fileId: string) => string }
  | { kind: "remove"; id: string }
  | { kind: "drop-file"; fileId: string }
  | { kind: "outcome"; id: string; outcome: Outcome };

const mergeRows = (rows: DraftRow[], ids: string[]): DraftRow[] => {
  const [target, ...others] = rows.filter(({ id }) => ids.includes(id));
  if (!target || others.length === 0) return rows;
  const merged = { ...target, fileIds: [target, ...others].flatMap(({ fileIds }) => fileIds) };
  return rows.flatMap((row) => (row.id === target.id ? merged : ids.includes(row.id) ? [] : row));
};

const splitRow = (row: DraftRow, nameOf: (fileId: string) => string): DraftRow[] => {
  const [first, ...others] = row.fileIds;
  if (!first || others.length === 0) return [row];
  const apart = (fileId: string): DraftRow => {
    const made = newRow([fileId], titleOf(nameOf(fileId)), row.folder);
    return {
      ...made,
      fields: { ...row.fields, title: made.fields.title },
      guesses: row.guesses,
      touched: row.touched.filter((name) => name !== "title"),
      textbookTitles: row.textbookTitles,
    };
  };
  return [{ ...row, fileIds: [first] }, ...others.map(apart)];
};

/** All drafts of an upload page; pure. */
export const changeRows = (rows: DraftRow[], action: RowsAction): DraftRow[] => {
  const each = (ids: string[], update: (row: DraftRow) => DraftRow) =>
    rows.map((row) => (ids.includes(row.id) ? update(row) : row));
  switch (action.kind) {
    case "add":
      return [...rows, ...action.rows];
    case "update":
      return each(action.ids, action.update);
    case "edit":
      return each(action.ids, (row) => editRow(row, action.patch, action.textbookTitles));
    case "describe":
      return describeRows(rows, action.descriptions);
    case "merge":
      return mergeRows(rows, action.ids);
    case "split":
      return rows.flatMap((row) => (row.id === action.id ? splitRow(row, action.nameOf) : row));
    case "remove":
      return rows.filter(({ id }) => id !== action.id);
    case "drop-file":
      return rows
        .map((row) => ({ ...row, fileIds: row.fileIds.filter((id) => id !== action.fileId) }))
        .filter(({ fileIds }) => fileIds.length > 0);
    case "outcome":
      return each([action.id], (row) => ({ ...row, outcome: action.outcome }));
  }
};
