import type { Term } from "./query-terms.ts";

const letters = /^[a-z]+$/;

/** Syllables or initials that were typed apart (fen shu, f s j), by each of them the whole. */
export function spokenRuns(terms: readonly Term[]): Map<string, string> {
  const runs = new Map<string, string>();
  let run: string[] = [];
  const end = () => {
    if (run.length > 1) for (const text of run) runs.set(text, run.join(""));
    run = [];
  };
  for (const { text, isHan } of terms) {
    if (!isHan && letters.test(text)) run.push(text);
    else end();
  }
  end();
  return runs;
}
