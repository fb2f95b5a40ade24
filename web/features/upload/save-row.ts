import { call } from "../../api/client.ts";
import type { FileChoice, Resource } from "../../api/types.ts";
import { changeBetween, fieldsOf, type ResourceFields } from "../../components/resource-fields.ts";
import { type DraftRow, openFieldsOf } from "./draft-row.ts";

interface Saving {
  uploadIds: string[];
  campusId: string;
  /** Null saves a draft. */
  sharedWith: string | null;
  /** Told as soon as the draft exists, so that a failed publishing does not make a second one. */
  onDraft: (resource: Resource) => void;
}

/**
 * Changes of the draft what was changed here since it was saved, and nothing else: the indexer may meanwhile have guessed
 * better what nobody had set.
 */
const changeDraft = async (row: DraftRow, earlier: Resource, fields: ResourceFields): Promise<Resource> => {
  const params = { id: earlier.id };
  const present = await call("GET /api/resources/{id}", { params, query: { draft: "true" } });
  const change = changeBetween(fieldsOf(earlier), fields);
  if (Object.keys(change).length === 0) return present;
  const guesses = openFieldsOf(row).filter(({ field }) => field in change);
  return call(
    "PATCH /api/resources/{id}",
    { params, body: { ...change, guesses } },
    { revision: present.revision },
  );
};

/** Makes the draft, or changes the one made before, and publishes it where that is wanted. */
export const saveRow = async (
  row: DraftRow,
  { uploadIds, campusId, sharedWith, onDraft }: Saving,
): Promise<Resource> => {
  const earlier = "resource" in row.outcome ? row.outcome.resource : null;
  const fields = { ...row.fields, title: row.fields.title.trim() };
  const files = uploadIds.map((uploadId): FileChoice => ({ uploadId }));
  const newResource = { ...fields, campusId, files, guesses: openFieldsOf(row), folder: row.folder };
  const draft = earlier
    ? await changeDraft(row, earlier, fields)
    : await call("POST /api/resources", { body: newResource }, { idempotencyKey: row.id });
  onDraft(draft);
  if (sharedWith === null) return draft;
  return call("POST /api/resources/{id}/publish", { params: { id: draft.id }, body: { sharedWith } });
};
