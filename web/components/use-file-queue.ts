import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "../api/client.ts";
import { newKey } from "../api/new-key.ts";
import { isProblem } from "../api/problem.ts";
import { type FileSending, sendFile } from "../api/send-file.ts";
import type { Upload } from "../api/types.ts";

export interface QueuedFile {
  id: string;
  file: File;
  status: "queued" | "sending" | "done" | "failed" | "cancelled";
  sentBytes: number;
  upload: Upload | null;
  error: unknown;
}

const mostAtOnce = 3;

/** Files on their way to the server, three at a time; each can be cancelled and tried again by itself. */
export const useFileQueue = () => {
  const [files, setFiles] = useState<QueuedFile[]>([]);
  const sendings = useRef(new Map<string, FileSending>());

  const change = useCallback(
    (id: string, patch: Partial<QueuedFile>) =>
      setFiles((known) => known.map((file) => (file.id === id ? { ...file, ...patch } : file))),
    [],
  );

  useEffect(() => {
    const free = mostAtOnce - files.filter(({ status }) => status === "sending").length;
    const next = files
      .filter(({ id, status }) => status === "queued" && !sendings.current.has(id))
      .slice(0, Math.max(0, free));
    for (const { id, file } of next) {
      const sending = sendFile(file, newKey(), (sentBytes) => change(id, { sentBytes }));
      sendings.current.set(id, sending);
      change(id, { status: "sending", sentBytes: 0, error: null });
      sending.finished.then(
        (upload) => {
          sendings.current.delete(id);
          change(id, { status: "done", upload, sentBytes: file.size });
        },
        (error: unknown) => {
          sendings.current.delete(id);
          change(id, { status: isProblem(error, "upload.cancelled") ? "cancelled" : "failed", error });
        },
      );
    }
  }, [files, change]);

  useEffect(() => {
    const running = sendings.current;
    return () => {
      for (const sending of running.values()) sending.cancel();
    };
  }, []);

  const add = (chosen: File[]): QueuedFile[] => {
    const added = chosen.map(
      (file): QueuedFile => ({
        id: newKey(),
        file,
        status: "queued",
        sentBytes: 0,
        upload: null,
        error: null,
      }),
    );
    setFiles((known) => [...known, ...added]);
    return added;
  };
  /** Takes up what lies on the server already; of such a file only the name is known here. */
  const adopt = (uploads: Upload[]): QueuedFile[] => {
    const adopted = uploads.map(
      (upload): QueuedFile => ({
        id: newKey(),
        file: new File([], upload.name),
        status: "done",
        sentBytes: upload.sizeBytes,
        upload,
        error: null,
      }),
    );
    setFiles((known) => [...known, ...adopted]);
    return adopted;
  };
  const cancel = (id: string) => {
    const sending = sendings.current.get(id);
    if (sending) sending.cancel();
    else change(id, { status: "cancelled" });
  };
  const retry = (id: string) => change(id, { status: "queued", sentBytes: 0, error: null });
  const remove = (id: string) => {
    sendings.current.get(id)?.cancel();
    const upload = files.find((file) => file.id === id)?.upload;
    // Best effort: what stays behind expires by itself.
    if (upload) void call("DELETE /api/uploads/{id}", { params: { id: upload.id } }).catch(() => undefined);
    setFiles((known) => known.filter((file) => file.id !== id));
  };
  return { files, add, adopt, cancel, retry, remove };
};
