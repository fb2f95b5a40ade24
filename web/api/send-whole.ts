import { ApiProblem, problemFrom, retryAfterOf, unreachable } from "./problem.ts";
import type { SendingWay } from "./send-file.ts";
import { noticeSessionEnd } from "./session-end.ts";
import type { Upload } from "./types.ts";

/** One request for the whole file; XMLHttpRequest because fetch tells nothing of a request's progress. */
export const sendWhole = (
  file: File,
  idempotencyKey: string,
  onProgress: (sentBytes: number) => void,
): SendingWay => {
  let request: XMLHttpRequest | null = null;
  const send = (): Promise<Upload> =>
    new Promise<Upload>((resolve, reject) => {
      const sending = new XMLHttpRequest();
      request = sending;
      sending.upload.addEventListener("progress", (event) => onProgress(Math.min(event.loaded, file.size)));
      sending.addEventListener("load", () => {
        if (sending.status === 201 || sending.status === 200) resolve(sending.response as Upload);
        else {
          const retryAfterMs = retryAfterOf(sending.getResponseHeader("retry-after"));
          reject(noticeSessionEnd(problemFrom(sending.status, sending.response, retryAfterMs)));
        }
      });
      sending.addEventListener("error", () => reject(unreachable()));
      sending.addEventListener("abort", () => reject(new ApiProblem(0, "upload.cancelled")));
      const form = new FormData();
      form.append("file", file, file.name);
      sending.open("POST", "/api/uploads");
      sending.responseType = "json";
      sending.setRequestHeader("idempotency-key", idempotencyKey);
      sending.send(form);
    });
  return { send, stop: () => request?.abort() };
};
