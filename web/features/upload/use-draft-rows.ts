import { useReducer, useState } from "react";
import type { GuessedFields, Unpacking, Upload } from "../../api/types.ts";
import { pathOf } from "../../components/dropped-files.ts";
import { emptyFields } from "../../components/resource-fields.ts";
import type { FileOrigin, useFileQueue } from "../../components/use-file-queue.ts";
import { termOn } from "../../locales/format.ts";
import {
  type DraftRow,
  editRow,
  fillRow,
  newRow,
  readProposal,
  type SetFields,
  titleOf,
} from "./draft-row.ts";
import { changeRows } from "./draft-rows.ts";
import { type LastUpload, readLastUpload } from "./last-upload.ts";
import type { LeftOutFile } from "./left-out-notice.tsx";
import { proposeDrafts } from "./propose-drafts.ts";

/** The last upload's subject fits unless the name says another; its edition and volume fit only with it. */
const fillFromLast = (row: DraftRow, last: LastUpload): DraftRow => {
  const isSameSubject = row.fields.subject === null || row.fields.subject === last.subject;
  const { subject, edition, volume, grades, term } = last;
  return fillRow(row, { grades, term, ...(isSameSubject && { subject, edition, volume }) }, () => ({
    source: "last",
    matched: "",
  }));
};

/** What is known of a row without asking a person: what was guessed, then the last upload, then today. */
const fill = (row: DraftRow, proposal: GuessedFields | null, last: LastUpload | null): DraftRow => {
  const { values, originOf } = readProposal(proposal ?? { title: "", reasons: [] });
  const guessed = fillRow(row, values, originOf);
  const { lessonTitle, unitTitle } = proposal ?? {};
  const placed: DraftRow = {
    ...guessed,
    ...(values.textbookNodeId && { textbookTitles: [lessonTitle ?? unitTitle ?? ""].filter(Boolean) }),
  };
  const asLast = last ? fillFromLast(placed, last) : placed;
  const dated = fillRow(asLast, { term: termOn(new Date()) }, () => ({ source: "today", matched: "" }));
  return fillRow(dated, { kind: emptyFields.kind }, () => ({ source: "default", matched: "" }));
};

const foldersOf = (path: string): string[] => path.split("/").slice(0, -1).slice(-20);

/** A file of a draft, and where it lay in what was brought. */
export interface PlacedFile {
  id: string;
  path: string;
}

/** A file that lies on the server in whole. */
export interface SentFile {
  upload: Upload;
  origin: FileOrigin;
  draft?: SetFields | null;
}

/** What is known of files of an earlier visit to the page. */
export interface RecalledFiles {
  uploads: ReadonlyMap<File, Upload>;
  drafts: ReadonlyMap<File, SetFields>;
}

type Queue = Pick<ReturnType<typeof useFileQueue>, "add" | "adopt">;

/** The drafts of an upload page, and how what was brought becomes some of them. */
export const useDraftRows = (personId: string, queue: Queue) => {
  const [rows, dispatch] = useReducer(changeRows, []);
  const [leftOut, setLeftOut] = useState<LeftOutFile[]>([]);

  /**
   * Adds drafts of things that lie at these paths; `bring` makes files of those that are taken, in their order, and `setOf`
   * knows what a person had set for one.
   */
  const addPaths = async (
    paths: string[],
    bring: (taken: number[]) => string[],
    setOf: (path: number) => SetFields | null | undefined,
  ): Promise<PlacedFile[]> => {
    const { drafts, leftOut } = await proposeDrafts(paths);
    const taken = drafts.flatMap(({ files }) => files);
    const ids = bring(taken);
    const idOf = new Map(taken.map((file, index) => [file, ids[index] as string]));
    const last = readLastUpload(personId);
    const added = drafts.map(({ files, proposal }) => {
      const path = paths[files[0] ?? 0] ?? "";
      const fileIds = files.flatMap((file) => idOf.get(file) ?? []);
      const row = newRow(fileIds, proposal?.title || titleOf(path), foldersOf(path));
      const filled = fill(row, proposal, last);
      const set = setOf(files[0] ?? 0);
      return set ? editRow(filled, set.fields, set.textbookTitles) : filled;
    });
    dispatch({ kind: "add", rows: added });
    addLeftOut(leftOut.map(({ file, reason }) => ({ path: paths[file] ?? "", reason })));
    return taken.map((file, index) => ({ id: ids[index] as string, path: paths[file] ?? "" }));
  };
  const addLeftOut = (files: LeftOutFile[]) =>
    setLeftOut((known) => {
      const said = new Set(known.map(({ path, reason }) => `${reason}|${path}`));
      return [...known, ...files.filter(({ path, reason }) => !said.has(`${reason}|${path}`))];
    });

  const addFiles = (files: File[], { uploads, drafts }: RecalledFiles) =>
    addPaths(
      files.map(pathOf),
      (taken) =>
        queue
          .add(
            taken.flatMap((index) => files[index] ?? []),
            uploads,
          )
          .map(({ id }) => id),
      (index) => drafts.get(files[index] as File),
    );

  /** Drafts of what are uploads already. */
  const addSent = async (sent: SentFile[]): Promise<PlacedFile[]> =>
    sent.length === 0
      ? []
      : addPaths(
          sent.map(({ origin }) => origin.path),
          (taken) => queue.adopt(taken.flatMap((index) => sent[index] ?? [])).map(({ id }) => id),
          (index) => sent[index]?.draft,
        );

  /** What came out of a zip file, in the folder of the archive's name. */
  const addUnpacked = (archiveName: string, files: Unpacking["files"]) => {
    const root = archiveName.replace(/\.zip$/i, "");
    addLeftOut(files.flatMap(({ path, reason }) => (reason ? [{ path, reason }] : [])));
    return addSent(
      files.flatMap(({ path, upload }) =>
        upload ? [{ upload, origin: { fingerprint: upload.id, path: `${root}/${path}` } }] : [],
      ),
    );
  };

  return {
    rows,
    dispatch,
    addFiles,
    addSent,
    addUnpacked,
    leftOut,
    addLeftOut,
    forgetLeftOut: () => setLeftOut([]),
  };
};
