import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ScriptError } from "../../run-script.ts";
import { unitId } from "../../seed-units.ts";
import type { BenchServer, Installation } from "../open-installation.ts";
import { createDraft, publishDraft } from "../publish-over-http.ts";
import type { StartedProcess } from "../start-process.ts";
import type { CorpusFile } from "./list-corpus.ts";
import { type TreeMemory, watchTreeMemory } from "./tree-memory.ts";

export interface IndexedFile {
  file: CorpusFile;
  /** `refused`: the upload was, with a reason that the uploader sees; `none yet`: nobody says anything of it. */
  status: "ready" | "none" | "failed" | "refused" | "none yet";
  reason: string | null;
  /** How making its pictures ended; null where nothing says. */
  preview: { status: "ready" | "none" | "failed"; reason: string | null } | null;
}

export interface IndexerRun extends TreeMemory {
  files: IndexedFile[];
  /** From the start of the indexer until the last file had its result. */
  seconds: number;
  /** The same for their pictures, from the same start; these come last. */
  previewSeconds: number;
  /** The most that it held until then, in MB, as `mostMb`. */
  mostWithPicturesMb: number;
}

/** A minute for each file would be far too much; that none takes longer is what its limits promise. */
const patienceMs = 600_000;
/** Office programs take some seconds for each file, one after the other. */
const previewPatienceMs = 2_400_000;
const lookEveryMs = 250;

/** The hash of what was taken in; null where the upload was refused. */
async function publishFile(server: BenchServer, file: CorpusFile, index: number): Promise<string | null> {
  const bytes = await readFile(file.path);
  const fields = { title: `${index} ${basename(file.name).slice(0, 80)}`, kind: "courseware" };
  const draft = await createDraft(server, fields, { name: basename(file.name), bytes }).catch((error) => {
    if (/^\/api\/uploads answered 4/.test(String(error?.message))) return null;
    throw error;
  });
  if (!draft) return null;
  await publishDraft(server, draft.id, unitId("group1"));
  return createHash("sha256").update(bytes).digest("hex");
}

/** Looks until so many have a result or the patience is over. Throws as soon as the indexer has ended by itself. */
async function waitForResults<Row>(
  indexer: StartedProcess,
  look: () => Promise<Map<string, Row>>,
  wanted: number,
  until: number,
): Promise<Map<string, Row>> {
  for (;;) {
    const results = await look();
    if (results.size >= wanted || performance.now() > until) return results;
    if (!indexer.isAlive())
      throw new ScriptError(
        `The indexer stopped by itself when ${results.size} of ${wanted} files had results.`,
      );
    await sleep(lookEveryMs);
  }
}

/** Has the files published as a teacher would, one resource each, and then read by an indexer of their own. */
export async function readWithIndexer(bench: Installation, files: CorpusFile[]): Promise<IndexerRun> {
  const server = await bench.startServer();
  const hashes = new Map<CorpusFile, string | null>();
  for (const [index, file] of files.entries()) hashes.set(file, await publishFile(server, file, index));
  await server.stop();
  const taken = new Set([...hashes.values()].filter((hash) => hash !== null));
  const started = performance.now();
  const indexer = await bench.startIndexer();
  const stopWatching = watchTreeMemory(indexer.pid);
  const readResults = async () => {
    const rows = await bench.ctx.db.selectFrom("file_text").select(["sha256", "status", "reason"]).execute();
    return new Map(rows.map((row) => [row.sha256 as string, row]));
  };
  const results = await waitForResults(indexer, readResults, taken.size, started + patienceMs);
  const seconds = (performance.now() - started) / 1000;
  const memory = stopWatching();
  const stopWatchingPictures = watchTreeMemory(indexer.pid);
  const readPreviews = async () => {
    const rows = await bench.ctx.db
      .selectFrom("file_preview")
      .select(["sha256", "status", "reason"])
      .execute();
    return new Map(rows.map(({ sha256, ...preview }) => [sha256 as string, preview]));
  };
  const previews = await waitForResults(indexer, readPreviews, taken.size, started + previewPatienceMs);
  const previewSeconds = (performance.now() - started) / 1000;
  const mostWithPicturesMb = stopWatchingPictures().mostMb;
  await indexer.stop();
  const outcomes = files.map((file): IndexedFile => {
    const hash = hashes.get(file);
    if (!hash) return { file, status: "refused", reason: "refused", preview: null };
    const result = results.get(hash);
    const preview = previews.get(hash) ?? null;
    return { file, status: result?.status ?? "none yet", reason: result?.reason ?? null, preview };
  });
  return { ...memory, files: outcomes, seconds, previewSeconds, mostWithPicturesMb };
}
