import { DetailedError, type HttpRequest, type HttpResponse, Upload as TusUpload } from "tus-js-client";
import { call } from "./client.ts";
import { ApiProblem, problemFrom, retryAfterOf, unreachable } from "./problem.ts";
import type { SendingWay } from "./send-file.ts";
import { noticeSessionEnd } from "./session-end.ts";
import type { Upload } from "./types.ts";
import { forgetUnfinished, unfinishedStorage } from "./unfinished-uploads.ts";
import type { UploadPlace } from "./upload-place.ts";

/** A proxy in between may pass on only whole requests: no more than this is ever sent again. */
const chunkBytes = 16 * 1024 * 1024;

const bodyOf = (response: HttpResponse): unknown => {
  try {
    return JSON.parse(response.getBody());
  } catch {
    return undefined;
  }
};

/** A reply to HEAD has no body; these its status says all the same. */
const bareCodes: Record<number, string> = { 401: "session.required", 507: "quota.exceeded" };

/**
 * Refusals become problems. Left to itself the client would begin anew after any refusal to tell how much is there: it
 * may only where the server says that there is no such upload any more.
 */
const throwProblem = async (request: HttpRequest, response: HttpResponse): Promise<void> => {
  const status = response.getStatus();
  const isHead = request.getMethod() === "HEAD";
  if (status < 400 || (isHead && (status === 404 || status === 410))) return;
  const retryAfterMs = retryAfterOf(response.getHeader("Retry-After") ?? null);
  const code = isHead ? bareCodes[status] : undefined;
  const known = code && new ApiProblem(status, code, { retryAfterMs });
  throw noticeSessionEnd(known || problemFrom(status, bodyOf(response), retryAfterMs));
};

const problemOf = (error: Error): ApiProblem => {
  const cause = error instanceof DetailedError ? error.causingError : error;
  if (cause instanceof ApiProblem) return cause;
  // The browser cannot read the file any more: it was changed, moved, or taken away with its stick.
  if (cause instanceof DOMException) return new ApiProblem(0, "file.unreadable");
  return unreachable();
};

/**
 * Sends a file by the tus protocol, from where an earlier try for the same person ended, also one before a reload. Sending
 * again after a failure goes on at the server's offset.
 */
export const sendInPieces = (
  file: File,
  personId: string,
  place: UploadPlace,
  onProgress: (sentBytes: number) => void,
): SendingWay => {
  const { fingerprint } = place;
  const isRemembered = place.isRemembered();
  const upload: TusUpload = new TusUpload(file, {
    endpoint: "/api/uploads/tus",
    metadata: { filename: file.name },
    chunkSize: chunkBytes,
    retryDelays: null,
    uploadUrl: place.address,
    fingerprint: async () => fingerprint,
    urlStorage: unfinishedStorage(personId),
    storeFingerprintForResuming: isRemembered,
    onUploadUrlAvailable: () => {
      place.address = upload.url;
    },
    onProgress,
    onAfterResponse: throwProblem,
  });
  let giveUp: (problem: ApiProblem) => void = () => {};

  const sendAll = (): Promise<void> =>
    new Promise((resolve, reject) => {
      giveUp = reject;
      upload.options.onSuccess = () => resolve();
      upload.options.onError = (error) => reject(problemOf(error));
      upload.start();
    });

  const send = async (): Promise<Upload> => {
    if (upload.url === null && place.address === null && isRemembered) {
      const [previous] = await upload.findPreviousUploads();
      if (previous) upload.resumeFromPreviousUpload(previous);
    }
    await sendAll();
    // The id in the address is that of the upload that has come of it.
    const id = upload.url?.split("/").at(-1) ?? "";
    const made = await call("GET /api/uploads/{id}", { params: { id } });
    if (isRemembered) forgetUnfinished(personId, fingerprint);
    return made;
  };

  const stop = (): void => {
    void upload.abort();
    giveUp(new ApiProblem(0, "upload.cancelled"));
  };
  return { send, stop };
};
