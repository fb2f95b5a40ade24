import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { unitId } from "../../seed-units.ts";
import type { BenchServer, Installation } from "../open-installation.ts";
import { createDraft, publishDraft } from "../publish-over-http.ts";
import { followResults } from "./follow-results.ts";
import type { CorpusFile } from "./list-corpus.ts";
import type { RunRecord } from "./run-record.ts";
import { tellProgress } from "./tell-progress.ts";
import { type TreeMemory, watchTreeMemory } from "./tree-memory.ts";

export interface IndexerRun extends TreeMemory {
  /** From the start of the indexer until the last file had its text, or why not; recognition included. */
  seconds: number;
  /** From then on until the last had its pictures, or why not; these come last. */
  previewSeconds: number;
  /** The most that it held in that time, in MB, as `mostMb`. */
  mostWithPicturesMb: number;
}

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

/** Publishes each as a teacher would, one resource each. The same bytes may be in several. */
async function publishAll(bench: Installation, files: CorpusFile[], record: RunRecord) {
  const server = await bench.startServer();
  const tell = tellProgress("published", files.length);
  const taken = new Map<string, CorpusFile[]>();
  for (const [index, file] of files.entries()) {
    const hash = await publishFile(server, file, index);
    if (hash) taken.set(hash, [...(taken.get(hash) ?? []), file]);
    else record.add(file, { text: { status: "refused", reason: "refused" } });
    tell(index + 1);
  }
  await server.stop();
  return taken;
}

const isSettled = ({ text, preview }: ReturnType<RunRecord["of"]>): boolean =>
  text?.status === "refused" || (text !== undefined && preview !== undefined);

/** Has the files published that have no result yet, and then read by an indexer of their own. */
export async function readWithIndexer(
  bench: Installation,
  files: CorpusFile[],
  record: RunRecord,
): Promise<IndexerRun> {
  const taken = await publishAll(
    bench,
    files.filter((file) => !isSettled(record.of(file))),
    record,
  );
  const indexer = await bench.startIndexer();
  const stopWatching = watchTreeMemory(indexer.pid);
  const seconds = await followResults(bench, indexer, "text", taken, record);
  const memory = stopWatching();
  const stopWatchingPictures = watchTreeMemory(indexer.pid);
  const previewSeconds = await followResults(bench, indexer, "preview", taken, record);
  const mostWithPicturesMb = stopWatchingPictures().mostMb;
  await indexer.stop();
  return { ...memory, seconds, previewSeconds, mostWithPicturesMb };
}
