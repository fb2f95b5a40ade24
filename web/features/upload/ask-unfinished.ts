import { call } from "../../api/client.ts";
import type { Upload } from "../../api/types.ts";
import { askOffset, listUnfinished } from "../../api/unfinished-uploads.ts";
import type { FileOrigin } from "../../components/use-file-queue.ts";
import type { SetFields } from "./draft-row.ts";
import { forgetFile, listRemembered } from "./remembered-files.ts";

/** A file of an earlier visit to the page that has become no draft. */
export interface UnfinishedFile extends FileOrigin {
  sizeBytes: number;
  sentBytes: number;
  broughtAt: string;
  /** What it is on the server, where it was sent in whole. */
  upload: Upload | null;
  /** What the person had set in its draft. */
  draft: SetFields | null;
}

/** As many as one request takes. */
const mostAtOnce = 50;

/** Those of these uploads that still wait for a draft, or null where the server does not answer. */
const askUploads = async (ids: string[]): Promise<Map<string, Upload> | null> => {
  const uploads = new Map<string, Upload>();
  for (let from = 0; from < ids.length; from += mostAtOnce) {
    const query = { id: ids.slice(from, from + mostAtOnce) };
    const reply = await call("GET /api/uploads", { query }).catch(() => null);
    if (!reply) return null;
    for (const upload of reply.items) uploads.set(upload.id, upload);
  }
  return uploads;
};

/** What was begun in pieces, and how much of it the server has. */
const askPartial = async (personId: string): Promise<UnfinishedFile[]> => {
  const asked = listUnfinished(personId).map(async (partial): Promise<UnfinishedFile[]> => {
    const sentBytes = await askOffset(personId, partial);
    const { fingerprint, name, sizeBytes, begunAt } = partial;
    if (sentBytes === null) return [];
    return [{ fingerprint, path: name, sizeBytes, sentBytes, broughtAt: begunAt, upload: null, draft: null }];
  });
  return (await Promise.all(asked)).flat();
};

/** What this browser remembers of a person's files, and how far the server says that they are. */
export const askUnfinished = async (personId: string): Promise<UnfinishedFile[]> => {
  const remembered = listRemembered(personId);
  const [uploads, partial] = await Promise.all([
    askUploads(remembered.flatMap(({ uploadId }) => uploadId ?? [])),
    askPartial(personId),
  ]);
  const partOf = new Map(partial.map((file) => [file.fingerprint, file]));
  const files = remembered.flatMap(({ uploadId, ...file }): UnfinishedFile[] => {
    const upload = (uploadId && uploads?.get(uploadId)) || null;
    if (uploadId && uploads && !upload) {
      // It has become a draft, or has expired.
      forgetFile(personId, file);
      return [];
    }
    const sentBytes = upload ? file.sizeBytes : (partOf.get(file.fingerprint)?.sentBytes ?? 0);
    return [{ ...file, sentBytes, upload }];
  });
  const named = new Set(files.map(({ fingerprint }) => fingerprint));
  return [...files, ...partial.filter(({ fingerprint }) => !named.has(fingerprint))];
};
