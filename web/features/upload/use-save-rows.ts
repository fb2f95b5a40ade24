import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../../api/problem.ts";
import type { Resource } from "../../api/types.ts";
import { useRefreshResources } from "../../api/use-api.ts";
import type { QueuedFile } from "../../components/use-file-queue.ts";
import { type DraftRow, isSettled } from "./draft-row.ts";
import type { RowsAction } from "./draft-rows.ts";
import type { SavedDraft } from "./keep-folders.ts";
import { keepLastUpload } from "./last-upload.ts";
import { saveRow } from "./save-row.ts";

interface SaveSettings {
  personId: string;
  campusId: string;
  files: QueuedFile[];
  dispatch: (action: RowsAction) => void;
  /** After each batch, with what was saved of it, one way or another. */
  onSaved: (saved: SavedDraft[]) => Promise<void>;
}

/** Saves or publishes rows one after the other; each gets its own result, and one failure stops no other. */
export const useSaveRows = ({ personId, campusId, files, dispatch, onSaved }: SaveSettings) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const refresh = useRefreshResources();
  const [isSaving, setIsSaving] = useState(false);

  const save = async (row: DraftRow, sharedWith: string | null, kept: SavedDraft[]): Promise<boolean> => {
    let resource: Resource | null = "resource" in row.outcome ? row.outcome.resource : null;
    dispatch({ kind: "outcome", id: row.id, outcome: { status: "saving" } });
    try {
      const uploads = row.fileIds.map((id) => files.find((file) => file.id === id)?.upload);
      if (row.fields.title.trim() === "") throw new ApiProblem(0, "upload.no-title");
      if (!uploads.every((upload) => upload != null)) throw new ApiProblem(0, "upload.files-missing");
      const uploadIds = uploads.map(({ id }) => id);
      const onDraft = (draft: Resource) => {
        resource = draft;
      };
      const saved = await saveRow(row, { uploadIds, campusId, sharedWith, onDraft });
      const status = sharedWith === null ? "draft" : "published";
      dispatch({ kind: "outcome", id: row.id, outcome: { status, resource: saved } });
      keepLastUpload(personId, row.fields, sharedWith);
      return true;
    } catch (error) {
      dispatch({ kind: "outcome", id: row.id, outcome: { status: "failed", error, resource } });
      return false;
    } finally {
      if (resource) kept.push({ folder: row.folder, resourceId: resource.id });
    }
  };

  const saveAll = async (rows: DraftRow[], sharedWith: string | null) => {
    setIsSaving(true);
    // A draft that was saved before may still be published; what is published is done.
    const wanted = rows.filter((row) =>
      sharedWith === null ? !isSettled(row) : row.outcome.status !== "published",
    );
    let done = 0;
    const kept: SavedDraft[] = [];
    for (const row of wanted) if (await save(row, sharedWith, kept)) done += 1;
    await onSaved(kept);
    setIsSaving(false);
    void refresh();
    const words = t(sharedWith === null ? "upload.savedCount" : "upload.publishedCount", { count: done });
    if (done === wanted.length) void message.success(words);
    else void message.warning(`${words} ${t("upload.failedCount", { count: wanted.length - done })}`);
  };

  return { isSaving, saveAll };
};
