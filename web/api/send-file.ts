import { ApiProblem, problemFrom, unreachable } from "./problem.ts";
import { noticeSessionEnd } from "./session-end.ts";
import type { Upload } from "./types.ts";

export interface FileSending {
  finished: Promise<Upload>;
  cancel: () => void;
}

/** Sends one file; XMLHttpRequest because fetch tells nothing of a request's progress. Rejects with ApiProblem. */
export const sendFile = (
  file: File,
  idempotencyKey: string,
  onProgress: (sentBytes: number) => void,
): FileSending => {
  const request = new XMLHttpRequest();
  const finished = new Promise<Upload>((resolve, reject) => {
    request.upload.addEventListener("progress", (event) => onProgress(Math.min(event.loaded, file.size)));
    request.addEventListener("load", () => {
      if (request.status === 201 || request.status === 200) resolve(request.response as Upload);
      else reject(noticeSessionEnd(problemFrom(request.status, request.response)));
    });
    request.addEventListener("error", () => reject(unreachable()));
    request.addEventListener("abort", () => reject(new ApiProblem(0, "upload.cancelled")));
  });
  const form = new FormData();
  form.append("file", file, file.name);
  request.open("POST", "/api/uploads");
  request.responseType = "json";
  request.setRequestHeader("idempotency-key", idempotencyKey);
  request.send(form);
  return { finished, cancel: () => request.abort() };
};
