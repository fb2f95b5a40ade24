import { call } from "../../api/client.ts";
import type { Unpacking } from "../../api/types.ts";

export interface UnpackProgress {
  known: number;
  /** Null until the archive's directory has been read. */
  total: number | null;
}

const askEveryMs = 700;

type UnpackedFile = Unpacking["files"][number];

/** Has an uploaded zip file unpacked and waits for all that comes out. Rejects when given up by `signal`. */
export const unpackArchive = async (
  uploadId: string,
  onProgress: (progress: UnpackProgress) => void,
  signal: AbortSignal,
): Promise<{ files: UnpackedFile[]; failure: string | null }> => {
  const params = { id: uploadId };
  await call("POST /api/uploads/{id}/unpacking", { params }, { signal });
  const files: UnpackedFile[] = [];
  for (;;) {
    const after = files.at(-1)?.position ?? 0;
    const some = await call("GET /api/uploads/{id}/unpacking", { params, query: { after } }, { signal });
    files.push(...some.files);
    onProgress({ known: files.length, total: some.fileCount });
    const isOver = some.status === "done" || some.status === "failed";
    if (isOver && some.files.length === 0) return { files, failure: some.reason };
    if (some.files.length === 0) await new Promise((resolve) => setTimeout(resolve, askEveryMs));
    signal.throwIfAborted();
  }
};
