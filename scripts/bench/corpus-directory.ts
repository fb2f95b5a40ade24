import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where the real documents lie that figures are taken from: CORPUS_DIR, or beside the project. */
export const corpusDirectory = resolve(
  process.env.CORPUS_DIR ?? join(import.meta.dirname, "../../../shared/corpus"),
);

/** Whether there is a corpus; says loudly that something is not measured where there is none. */
export function hasCorpus(forWhat: string): boolean {
  const isThere = existsSync(join(corpusDirectory, "MANIFEST.tsv"));
  if (!isThere)
    console.warn(`SKIPPED: ${forWhat}; there is no corpus at ${corpusDirectory} (set CORPUS_DIR).`);
  return isThere;
}
