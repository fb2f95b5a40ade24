import { setTimeout as sleep } from "node:timers/promises";
import { ScriptError } from "../../run-script.ts";
import type { Installation } from "../open-installation.ts";
import type { StartedProcess } from "../start-process.ts";
import type { CorpusFile } from "./list-corpus.ts";
import type { RunRecord } from "./run-record.ts";
import { tellProgress } from "./tell-progress.ts";

/** Without one more result; by its limits no step of a file takes that long, and none is tried more than three times. */
const patienceMs = 900_000;
const lookEveryMs = 250;

const tables = { text: "file_text", preview: "file_preview" } as const;

/**
 * Enters results as the indexer comes to them, until all of these files, by their hashes, have one or none comes any more.
 * Throws as soon as the indexer has ended by itself. Resolves with the seconds.
 */
export async function followResults(
  { ctx }: Installation,
  indexer: StartedProcess,
  kind: keyof typeof tables,
  files: Map<string, CorpusFile[]>,
  record: RunRecord,
): Promise<number> {
  const waiting = new Map(files);
  const tell = tellProgress(kind, files.size);
  const started = performance.now();
  let newestAt = started;
  while (waiting.size > 0 && performance.now() < newestAt + patienceMs) {
    if (!indexer.isAlive())
      throw new ScriptError(`The indexer stopped by itself when ${waiting.size} files had no ${kind} yet.`);
    const rows = await ctx.db.selectFrom(tables[kind]).select(["sha256", "status", "reason"]).execute();
    for (const { sha256, ...outcome } of rows) {
      for (const file of waiting.get(sha256) ?? []) record.add(file, { [kind]: outcome });
      if (waiting.delete(sha256)) newestAt = performance.now();
    }
    tell(files.size - waiting.size);
    if (waiting.size > 0) await sleep(lookEveryMs);
  }
  return (performance.now() - started) / 1000;
}
