import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "../api/client.ts";
import { newKey } from "../api/new-key.ts";
import { isProblem } from "../api/problem.ts";
import { type FileSending, sendFile, type WaitingFor } from "../api/send-file.ts";
import { useMe } from "../api/session.ts";
import type { Upload } from "../api/types.ts";
import { fingerprintOf } from "../api/unfinished-uploads.ts";
import { createUploadPlace, type UploadPlace } from "../api/upload-place.ts";
import { pathOf } from "./dropped-files.ts";
import { noteProgress, type SendingRate } from "./sending-rate.ts";
import { useComparisons } from "./use-comparisons.ts";

/** By what a file is known again when it is brought once more. */
export interface FileOrigin {
  fingerprint: string;
  /** Where it lay in what was brought. */
  path: string;
}

export interface QueuedFile {
  id: string;
  file: File;
  origin: FileOrigin;
  /** "waiting": it goes on by itself when it can. */
  status: "queued" | "sending" | "waiting" | "paused" | "done" | "failed" | "cancelled";
  /** What it is waiting for. */
  waitingFor: WaitingFor | null;
  sentBytes: number;
  rate: SendingRate | null;
  upload: Upload | null;
  error: unknown;
}

const mostAtOnce = 3;

/** Whether nothing can be made of the file yet, though it will come if it is let. */
export const isUnderWay = ({ status }: QueuedFile): boolean =>
  status === "queued" || status === "sending" || status === "waiting" || status === "paused";

/** Whether sending it again may help: a file without a byte stays one. */
export const isToRetry = ({ status, file }: QueuedFile): boolean => status === "failed" && file.size > 0;

const queuedFile = (file: File, origin: FileOrigin, upload: Upload | null): QueuedFile => ({
  id: newKey(),
  file,
  origin,
  status: upload ? "done" : "queued",
  waitingFor: null,
  sentBytes: upload?.sizeBytes ?? 0,
  rate: null,
  upload,
  error: null,
});

/** Files on their way to the server, three at a time; each can be paused, cancelled and tried again by itself. */
export const useFileQueue = () => {
  const { data: me } = useMe();
  const personId = me?.id;
  const [files, setFiles] = useState<QueuedFile[]>([]);
  const sendings = useRef(new Map<string, FileSending>());
  const places = useRef(new Map<string, UploadPlace>());

  const change = useCallback(
    (id: string, patch: Partial<QueuedFile>) =>
      setFiles((known) => known.map((file) => (file.id === id ? { ...file, ...patch } : file))),
    [],
  );

  useComparisons(
    files.map(({ upload }) => upload),
    (compared) =>
      setFiles((known) =>
        known.map((file) => (file.upload?.id === compared.id ? { ...file, upload: compared } : file)),
      ),
  );

  const noteSent = useCallback(
    (id: string, sentBytes: number) =>
      setFiles((known) =>
        known.map((file) =>
          file.id === id
            ? { ...file, sentBytes, rate: noteProgress(file.rate, sentBytes, performance.now()) }
            : file,
        ),
      ),
    [],
  );

  useEffect(() => {
    if (personId === undefined) return;
    const free = mostAtOnce - sendings.current.size;
    const next = files
      .filter(({ id, status }) => status === "queued" && !sendings.current.has(id))
      .slice(0, Math.max(0, free));
    for (const { id, file } of next) {
      const place = places.current.get(id) ?? createUploadPlace(file, personId);
      places.current.set(id, place);
      const sending = sendFile(file, personId, place, {
        onProgress: (sentBytes) => noteSent(id, sentBytes),
        onWaiting: (waitingFor) =>
          change(id, { status: waitingFor ? "waiting" : "sending", waitingFor, rate: null }),
      });
      sendings.current.set(id, sending);
      change(id, { status: "sending", rate: null, error: null });
      const settle = (patch: Partial<QueuedFile>): void => {
        // One that was paused or given up has another status already, and perhaps another sending.
        if (sendings.current.get(id) !== sending) return;
        sendings.current.delete(id);
        change(id, patch);
      };
      sending.finished.then(
        (upload) => {
          place.leave();
          settle({ status: "done", upload, sentBytes: file.size });
        },
        (error: unknown) =>
          settle({ status: isProblem(error, "upload.cancelled") ? "cancelled" : "failed", error }),
      );
    }
  }, [files, change, noteSent, personId]);

  useEffect(() => {
    const running = sendings.current;
    const taken = places.current;
    return () => {
      for (const sending of running.values()) sending.stop();
      for (const place of taken.values()) place.leave();
    };
  }, []);

  /** Those that were sent before, in whole, are not sent again. */
  const add = (chosen: File[], sent: ReadonlyMap<File, Upload> = new Map()): QueuedFile[] => {
    const added = chosen.map((file) =>
      queuedFile(file, { fingerprint: fingerprintOf(file), path: pathOf(file) }, sent.get(file) ?? null),
    );
    setFiles((known) => [...known, ...added]);
    return added;
  };
  /** Takes up what lies on the server already; of such a file only the name is known here. */
  const adopt = (uploads: { upload: Upload; origin: FileOrigin }[]): QueuedFile[] => {
    const adopted = uploads.map(({ upload, origin }) =>
      queuedFile(new File([], upload.name), origin, upload),
    );
    setFiles((known) => [...known, ...adopted]);
    return adopted;
  };
  const stop = (id: string) => {
    const sending = sendings.current.get(id);
    sendings.current.delete(id);
    sending?.stop();
  };
  const discard = (id: string) => {
    const queued = files.find((file) => file.id === id);
    stop(id);
    if (!queued || queued.status === "done" || personId === undefined) return;
    void (places.current.get(id) ?? createUploadPlace(queued.file, personId)).discard();
  };
  const pause = (id: string) => {
    stop(id);
    change(id, { status: "paused", rate: null });
  };
  const cancel = (id: string) => {
    discard(id);
    change(id, { status: "cancelled", sentBytes: 0, rate: null });
  };
  const retry = (id: string) => change(id, { status: "queued", error: null });
  const retryFailed = () => {
    for (const file of files) if (isToRetry(file)) retry(file.id);
  };
  const remove = (id: string) => {
    discard(id);
    const upload = files.find((file) => file.id === id)?.upload;
    // Best effort: what stays behind expires by itself.
    if (upload) void call("DELETE /api/uploads/{id}", { params: { id: upload.id } }).catch(() => undefined);
    setFiles((known) => known.filter((file) => file.id !== id));
  };
  return { files, add, adopt, pause, cancel, retry, retryFailed, remove };
};
