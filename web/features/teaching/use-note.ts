import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call } from "../../api/client.ts";
import { isProblem } from "../../api/problem.ts";
import type { RowNote } from "../../api/types.ts";
import { fetchWeek, useKeepNote } from "./use-week.ts";

/** Long enough that a word is not sent letter by letter. */
const restMs = 1000;

export interface NotePlace {
  classId: string;
  rowId: string;
  on: string | null;
}

const findNote = async ({ rowId, on }: NotePlace): Promise<RowNote | null> => {
  const { courses } = await fetchWeek(on);
  const shown = courses.flatMap(({ rows, left }) => [
    ...rows.map(({ id, note }) => ({ id, note })),
    ...left.map((one) => ({ id: one.rowId, note: one.note })),
  ]);
  return shown.find(({ id }) => id === rowId)?.note ?? null;
};

/** A note being written: saved when the hands rest, and never over words from another device that were not seen here. */
export const useNote = (note: RowNote, place: NotePlace) => {
  const keep = useKeepNote(place.on);
  const [base, setBase] = useState(note);
  const [typed, setTyped] = useState(note.text);
  const [theirs, setTheirs] = useState<RowNote | null>(null);
  const isDirty = typed.trim() !== base.text;
  if (note.version > base.version && !isDirty) {
    setBase(note);
    setTyped(note.text);
  }

  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ text, version }: RowNote) =>
      call(
        "PUT /api/taught-classes/{id}/rows/{rowId}/note",
        { params: { id: place.classId, rowId: place.rowId }, body: { text } },
        { revision: version },
      ),
    onSuccess: (saved) => {
      setBase(saved);
      keep(place.rowId, saved);
    },
    onError: async (failure) => {
      if (isProblem(failure, "precondition.failed")) setTheirs(await findNote(place).catch(() => null));
    },
  });
  const isBlocked = theirs !== null || isPending;
  useEffect(() => {
    if (!isDirty || isBlocked) return;
    const timer = setTimeout(() => mutate({ ...base, text: typed }), restMs);
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => {
      clearTimeout(timer);
      removeEventListener("beforeunload", warn);
    };
  }, [typed, isDirty, isBlocked, base, mutate]);

  return {
    typed,
    setTyped,
    theirs,
    state: isPending ? "saving" : error && isDirty ? "failed" : isDirty ? "typing" : "saved",
    error,
    saveNow: () => {
      if (isDirty && !isBlocked) mutate({ ...base, text: typed });
    },
    settle: (take: "mine" | "theirs") => {
      if (!theirs) return;
      setTheirs(null);
      setBase(theirs);
      if (take === "theirs") setTyped(theirs.text);
      else mutate({ ...theirs, text: typed });
    },
  } as const;
};
