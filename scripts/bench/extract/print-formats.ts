import type { CorpusFile } from "./list-corpus.ts";
import type { IndexedFile } from "./read-with-indexer.ts";

interface Outcome {
  status: string;
  reason: string | null;
}

/** How often each reason, the most frequent first. */
function countReasons(outcomes: Outcome[]): string {
  const counts = new Map<string, number>();
  for (const { reason, status } of outcomes)
    if (status !== "ready") counts.set(reason ?? status, (counts.get(reason ?? status) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(", ");
}

const nothing: Outcome = { status: "none yet", reason: null };

/**
 * A line for each format: how many files, how many gave text and how many pictures, how long reading them took, and why the
 * others gave no text / no pictures.
 */
export function printFormats(files: IndexedFile[], seconds: Map<CorpusFile, number>): void {
  const formats = [...new Set(files.map(({ file }) => file.format))].sort();
  console.log(
    `\n${"format".padEnd(10)}${"files".padStart(6)}${"text".padStart(6)}${"seen".padStart(6)}${"s all".padStart(8)}${"s most".padStart(8)}  reason otherwise`,
  );
  for (const format of formats) {
    const some = files.filter(({ file }) => file.format === format);
    const times = some.map(({ file }) => seconds.get(file) ?? 0);
    const ready = some.filter(({ status }) => status === "ready").length;
    const previews = some.map(({ preview }): Outcome => preview ?? nothing);
    const seen = previews.filter(({ status }) => status === "ready").length;
    console.log(
      `${format.padEnd(10)}${String(some.length).padStart(6)}${String(ready).padStart(6)}${String(seen).padStart(6)}${times
        .reduce((sum, time) => sum + time, 0)
        .toFixed(1)
        .padStart(8)}${Math.max(...times)
        .toFixed(1)
        .padStart(8)}  ${countReasons(some)} / ${countReasons(previews)}`,
    );
  }
}
