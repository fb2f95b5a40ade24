import type { CorpusFile } from "./list-corpus.ts";
import type { Outcome, RunRecord } from "./run-record.ts";

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

/** The columns of the table, and how wide each is. */
const columns = [
  ["format", 10],
  ["files", 6],
  ["text", 6],
  ["preview", 9],
  ["s all", 8],
  ["s most", 8],
  ["MB most", 9],
] as const;

const printLine = (cells: readonly string[], reasons: string) =>
  console.log(
    `${cells
      .map((cell, place) => {
        const width = columns[place]?.[1] ?? 0;
        return place === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("")}  ${reasons}`,
  );

/**
 * A line for each format: how many files, of how many there is text and a preview, how long reading them took and the most
 * memory that was held meanwhile, and why the others gave no text / no preview.
 */
export function printFormats(files: CorpusFile[], record: RunRecord): void {
  const formats = [...new Set(files.map(({ format }) => format))].sort();
  console.log();
  printLine(
    columns.map(([name]) => name),
    "reason otherwise: text / preview",
  );
  for (const format of formats) {
    const some = files.filter((file) => file.format === format).map(record.of);
    const texts = some.map(({ text = nothing }) => text);
    const previews = some.map(
      ({ text, preview }) => preview ?? (text?.status === "refused" ? text : nothing),
    );
    const ready = (outcomes: Outcome[]) => outcomes.filter(({ status }) => status === "ready").length;
    const costs = some.flatMap(({ cost }) => cost ?? []);
    const seconds = costs.map((cost) => cost.seconds);
    const figures = [some.length, ready(texts), ready(previews)].map(String);
    const all = seconds.reduce((sum, one) => sum + one, 0).toFixed(1);
    const most = Math.max(0, ...seconds).toFixed(1);
    const mostMb = Math.max(0, ...costs.map((cost) => cost.mostMb)).toFixed(0);
    printLine([format, ...figures, all, most, mostMb], `${countReasons(texts)} / ${countReasons(previews)}`);
  }
}
