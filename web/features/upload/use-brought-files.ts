import { ApiProblem } from "../../api/problem.ts";
import type { Unpacking } from "../../api/types.ts";
import type { QueuedFile } from "../../components/use-file-queue.ts";
import type { DraftRow } from "./draft-row.ts";
import { findManifests, readManifest } from "./find-manifests.ts";
import type { PlacedFile, useDraftRows } from "./use-draft-rows.ts";
import { useManifests } from "./use-manifests.ts";

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
export const useBroughtFiles = (drafts: ReturnType<typeof useDraftRows>, files: QueuedFile[]) => {
  const manifests = useManifests(drafts.dispatch);
  const there = placedFiles(drafts.rows, files);

  const bring = async (brought: File[]) => {
    const found = await findManifests(brought);
    await manifests.follow(found.manifests, there, await drafts.addFiles(found.others));
  };
  const bringUnpacked = async (archiveName: string, unpacked: Unpacking["files"]) =>
    manifests.follow([], there, await drafts.addUnpacked(archiveName, unpacked));
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
  return { manifests, bring, bringUnpacked, bringManifest };
};
