import { call } from "../../api/client.ts";
import type { FileChoice, Resource } from "../../api/types.ts";
import type { DraftRow } from "./draft-row.ts";

interface Saving {
  uploadIds: string[];
  campusId: string;
  /** Null saves a draft. */
  sharedWith: string | null;
  /** Told as soon as the draft exists, so that a failed publishing does not make a second one. */
  onDraft: (resource: Resource) => void;
}

/** Makes the draft, or changes the one made before, and publishes it where that is wanted. */
export const saveRow = async (
  row: DraftRow,
  { uploadIds, campusId, sharedWith, onDraft }: Saving,
): Promise<Resource> => {
  const earlier = "resource" in row.outcome ? row.outcome.resource : null;
  const fields = { ...row.fields, title: row.fields.title.trim() };
  const draft = earlier
    ? await call(
        "PATCH /api/resources/{id}",
        { params: { id: earlier.id }, body: fields },
        { revision: earlier.revision },
      )
    : await call(
        "POST /api/resources",
        { body: { ...fields, campusId, files: uploadIds.map((uploadId): FileChoice => ({ uploadId })) } },
        { idempotencyKey: row.id },
      );
  onDraft(draft);
  if (sharedWith === null) return draft;
  return call("POST /api/resources/{id}/publish", { params: { id: draft.id }, body: { sharedWith } });
};
