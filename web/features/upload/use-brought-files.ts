import { useRef } from "react";
import { ApiProblem } from "../../api/problem.ts";
import type { Unpacking } from "../../api/types.ts";
import { fingerprintOf } from "../../api/unfinished-uploads.ts";
import { pathOf } from "../../components/dropped-files.ts";
import type { QueuedFile } from "../../components/use-file-queue.ts";
import type { DraftRow } from "./draft-row.ts";
import { findManifests, readManifest } from "./find-manifests.ts";
import type { PlacedFile, useDraftRows } from "./use-draft-rows.ts";
import { useManifests } from "./use-manifests.ts";
import { useOtherPages } from "./use-other-pages.ts";
import { openFiles } from "./use-remember-files.ts";
import { useUnfinished } from "./use-unfinished.ts";

/** The files of drafts that may still be described, and where they lay. */
export const placedFiles = (rows: DraftRow[], files: QueuedFile[]): PlacedFile[] => {
  const nameOf = new Map(files.map(({ id, file }) => [id, file.name]));
  return rows
    .filter(({ outcome }) => outcome.status === "open")
    .flatMap(({ folder, fileIds }) =>
      fileIds.map((id) => ({ id, path: [...folder, nameOf.get(id) ?? ""].join("/") })),
    );
};

/** What is brought to an upload page becomes drafts, but for filled lists, which describe drafts. */
export const useBroughtFiles = (
  personId: string,
  drafts: ReturnType<typeof useDraftRows>,
  files: QueuedFile[],
) => {
  const manifests = useManifests(drafts.dispatch);
  const others = useOtherPages(
    personId,
    openFiles(drafts.rows, files).map(({ origin }) => origin.fingerprint),
  );
  const unfinished = useUnfinished(personId, others);
  const unpackedIds = useRef(new Set<string>());
  const there = placedFiles(drafts.rows, files);

  const leaveOut = (brought: File[], isOut: (file: File) => boolean, reason: string): File[] => {
    drafts.addLeftOut(brought.filter(isOut).map((file) => ({ path: pathOf(file), reason })));
    return brought.filter((file) => !isOut(file));
  };
  /** A folder that is brought once more brings what is on the page already, too. */
  const leaveOutKnown = (brought: File[]): File[] => {
    const here = new Set(files.map(({ origin }) => `${origin.fingerprint}|${origin.path}`));
    return leaveOut(brought, (file) => here.has(`${fingerprintOf(file)}|${pathOf(file)}`), "here-already");
  };
  const bring = async (brought: File[]) => {
    const found = await findManifests(brought);
    const others = leaveOutKnown(leaveOut(found.others, ({ size }) => size === 0, "empty"));
    const added = await drafts.addFiles(others, await unfinished.recall(others));
    await manifests.follow(found.manifests, there, added);
  };
  /** What came out of an archive that was unpacked as far as it went may be here from the try before. */
  const bringUnpacked = async (archiveName: string, unpacked: Unpacking["files"]) => {
    const fresh = unpacked.filter(({ upload }) => upload === null || !unpackedIds.current.has(upload.id));
    for (const { upload } of fresh) if (upload) unpackedIds.current.add(upload.id);
    await manifests.follow([], there, await drafts.addUnpacked(archiveName, fresh));
  };
  /** Goes on with what an earlier visit to the page sent in whole. */
  const bringSent = async () => manifests.follow([], there, await drafts.addSent(unfinished.takeSent()));
  /** A file that its bringer says is a list. */
  const bringManifest = async (file: File) => {
    try {
      const manifest = await readManifest(file);
      if (!manifest) throw new ApiProblem(0, "manifest.not-one");
      await manifests.follow([manifest], there, []);
    } catch (error) {
      manifests.setProblem(error);
    }
  };
  return { manifests, unfinished, bring, bringUnpacked, bringSent, bringManifest };
};
