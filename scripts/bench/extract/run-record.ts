import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { CorpusFile } from "./list-corpus.ts";

export interface Outcome {
  /** `refused`: the upload was, with a reason that the uploader sees; `none yet`: nobody says anything of it. */
  status: "ready" | "none" | "failed" | "refused" | "none yet";
  reason: string | null;
}

export interface FileCost {
  seconds: number;
  /** The most that this process, its readers and the office program held together meanwhile, in MB. */
  mostMb: number;
}

/** What is known of one file so far. */
export interface FileRecord {
  cost?: FileCost;
  text?: Outcome;
  preview?: Outcome;
}

export interface RunRecord {
  of(file: CorpusFile): FileRecord;
  add(file: CorpusFile, found: FileRecord): void;
}

/**
 * What a run finds, file by file. With a path each finding is appended there at once, a line of JSON each, and what an
 * interrupted run left there is known already. A line that was cut short is as good as none.
 */
export function openRecord(path?: string): RunRecord {
  const known = new Map<string, FileRecord>();
  const join = (name: string, found: FileRecord) => known.set(name, { ...known.get(name), ...found });
  for (const line of path && existsSync(path) ? readFileSync(path, "utf8").split("\n") : []) {
    try {
      const { name, ...found } = JSON.parse(line);
      join(name, found);
    } catch {}
  }
  return {
    of: ({ name }) => known.get(name) ?? {},
    add({ name }, found) {
      join(name, found);
      if (path) appendFileSync(path, `\n${JSON.stringify({ name, ...found })}`);
    },
  };
}
