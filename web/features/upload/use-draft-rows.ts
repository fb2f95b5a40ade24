import { useReducer } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { GuessedFields } from "../../api/types.ts";
import { emptyFields } from "../../components/resource-fields.ts";
import type { QueuedFile } from "../../components/use-file-queue.ts";
import { termOn } from "../../locales/format.ts";
import { type DraftRow, fillRow, joinGuesses, newRow } from "./draft-row.ts";
import { changeRows } from "./draft-rows.ts";
import { groupByLesson } from "./group-files.ts";
import { type LastUpload, readLastUpload } from "./last-upload.ts";

// The server takes 200 names at a time.
const namesAtOnce = 200;

const guessAll = async (fileNames: string[]): Promise<GuessedFields[]> => {
  const guesses: GuessedFields[] = [];
  for (let from = 0; from < fileNames.length; from += namesAtOnce) {
    const body = { fileNames: fileNames.slice(from, from + namesAtOnce) };
    guesses.push(...(await call("POST /api/guess-fields", { body })).guesses);
  }
  return guesses;
};

/** The last upload's subject fits unless the name says another; its edition and volume fit only with it. */
const fillFromLast = (row: DraftRow, last: LastUpload, because: string): DraftRow => {
  const isSameSubject = row.fields.subject === null || row.fields.subject === last.subject;
  const { subject, edition, volume, grades, term } = last;
  return fillRow(row, { grades, term, ...(isSameSubject && { subject, edition, volume }) }, () => because);
};

const baseName = (fileName: string) => fileName.replace(/\.[A-Za-z0-9]{1,8}$/, "") || fileName;

/** The drafts of an upload page, and how added files become some of them. */
export const useDraftRows = (personId: string) => {
  const { t } = useTranslation();
  const [rows, dispatch] = useReducer(changeRows, []);

  const fill = (row: DraftRow, guesses: GuessedFields[]): DraftRow => {
    const { values, reasons } = joinGuesses(guesses);
    const { title, ...others } = values;
    const guessed = fillRow(row, others, (name) => {
      const { source = "name", matched = "" } = reasons[name] ?? {};
      return t(`guess.from.${source}`, { words: matched });
    });
    const titled =
      title && !row.touched.includes("title")
        ? { ...guessed, fields: { ...guessed.fields, title } }
        : guessed;
    const placed = others.textbookNodeId
      ? {
          ...titled,
          textbookTitles: guesses
            .flatMap(({ unitTitle, lessonTitle }) => lessonTitle ?? unitTitle ?? [])
            .slice(0, 1),
        }
      : titled;
    const last = readLastUpload(personId);
    const asLast = last ? fillFromLast(placed, last, t("guess.fromLast")) : placed;
    const dated = fillRow(asLast, { term: termOn(new Date()) }, () => t("guess.fromToday"));
    return fillRow(dated, { kind: emptyFields.kind }, () => t("guess.byDefault"));
  };

  const addFiles = async (files: QueuedFile[]) => {
    const groups = groupByLesson(files.map(({ id, file }) => ({ id, name: file.name })));
    const added = groups.map((group) => ({
      group,
      row: newRow(
        group.map(({ id }) => id),
        baseName(group[0]?.name ?? ""),
      ),
    }));
    dispatch({ kind: "add", rows: added.map(({ row }) => row) });
    // Without an answer the fields stay empty: guessing is a help, never a condition.
    const guesses = await guessAll(groups.flat().map(({ name }) => name)).catch(() => []);
    let next = 0;
    for (const { group, row } of added) {
      const own = guesses.slice(next, next + group.length);
      next += group.length;
      dispatch({ kind: "update", ids: [row.id], update: (current) => fill(current, own) });
    }
  };

  return { rows, dispatch, addFiles };
};
