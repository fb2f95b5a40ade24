import { useEffect, useRef } from "react";
import type { QueuedFile } from "../../components/use-file-queue.ts";
import { type DraftRow, isSettled, setFieldsOf } from "./draft-row.ts";
import { forgetFile, type RememberedFile, rememberFile } from "./remembered-files.ts";

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const idOf = ({ origin }: QueuedFile): string => `${origin.fingerprint}|${origin.path}`;

/** What of a page's files is neither saved nor given up. */
export const openFiles = (rows: DraftRow[], files: QueuedFile[]): QueuedFile[] => {
  const settled = new Set(rows.filter(isSettled).flatMap(({ fileIds }) => fileIds));
  return files.filter(({ id, status }) => !settled.has(id) && status !== "cancelled");
};

/** Has the browser remember, beyond a reload, the files of this page that are not saved yet, and what was set for them. */
export const useRememberFiles = (personId: string, rows: DraftRow[], files: QueuedFile[]): void => {
  const written = useRef(new Map<string, RememberedFile>());
  useEffect(() => {
    const open = openFiles(rows, files);
    const openIds = new Set(open.map(idOf));
    const rowOf = new Map(rows.map((row) => [row.fileIds[0], row]));
    for (const [id, file] of written.current)
      if (!openIds.has(id)) {
        forgetFile(personId, file);
        written.current.delete(id);
      }
    for (const item of open) {
      const known = written.current.get(idOf(item));
      const uploadId = item.upload?.id ?? null;
      const row = rowOf.get(item.id);
      const draft = row ? setFieldsOf(row) : null;
      if (known && known.uploadId === uploadId && isSame(known.draft, draft)) continue;
      const broughtAt = known?.broughtAt ?? new Date().toISOString();
      const sizeBytes = item.upload?.sizeBytes ?? item.file.size;
      const file = { ...item.origin, sizeBytes, broughtAt, uploadId, draft };
      rememberFile(personId, file);
      written.current.set(idOf(item), file);
    }
  }, [personId, rows, files]);
};
