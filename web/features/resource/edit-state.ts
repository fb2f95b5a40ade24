import type { FileChoice, Resource, ResourceFile } from "../../api/types.ts";
import {
  type FieldName,
  fieldNames,
  fieldsOf,
  isSameValue,
  type ResourceFields,
} from "../../components/resource-fields.ts";

/** A file of the draft being edited: one that is there already, or one on its way. */
export type EditedFile = { key: string; kept: ResourceFile } | { key: string; queuedId: string };

export const editedFilesOf = (files: ResourceFile[]): EditedFile[] =>
  files.map((kept) => ({ key: kept.id, kept }));

/** The choice of files as PATCH wants it; null while one of them has not arrived. */
export const fileChoices = (
  files: EditedFile[],
  uploadIdOf: (queuedId: string) => string | undefined,
): FileChoice[] | null => {
  const choices = files.map((file): FileChoice | null => {
    if ("kept" in file) return { fileId: file.kept.id };
    const uploadId = uploadIdOf(file.queuedId);
    return uploadId === undefined ? null : { uploadId };
  });
  return choices.every((choice) => choice !== null) ? choices : null;
};

export const hasSameFiles = (files: EditedFile[], original: ResourceFile[]): boolean =>
  files.length === original.length &&
  files.every((file, index) => "kept" in file && file.kept.id === original[index]?.id);

export const moveFile = (files: EditedFile[], from: number, by: -1 | 1): EditedFile[] => {
  const to = from + by;
  const moved = [...files];
  const [file] = moved.splice(from, 1);
  if (!file || to < 0 || to >= files.length) return files;
  moved.splice(to, 0, file);
  return moved;
};

/** Somebody else saved first: what was typed here stays, the rest is theirs; `both` changed on both sides. */
export const rebase = (
  base: Resource,
  typed: ResourceFields,
  theirs: Resource,
): { fields: ResourceFields; both: FieldName[] } => {
  const before = fieldsOf(base);
  const now = fieldsOf(theirs);
  const mine = fieldNames.filter((name) => !isSameValue(typed[name], before[name]));
  const both = mine.filter(
    (name) => !isSameValue(now[name], before[name]) && !isSameValue(now[name], typed[name]),
  );
  return { fields: { ...now, ...Object.fromEntries(mine.map((name) => [name, typed[name]])) }, both };
};
