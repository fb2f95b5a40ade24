import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

export interface CorpusFile {
  path: string;
  /** Relative to the corpus. */
  name: string;
  read: () => Buffer;
}

const root = resolve(process.env.CORPUS_DIR ?? join(import.meta.dirname, "../../../shared/corpus"));

/** The files of one folder of the development corpus; null, and said loudly, where there is no corpus. */
export const corpusFiles = (folder: string, forWhat: string): CorpusFile[] | null => {
  const directory = join(root, folder);
  if (!existsSync(directory)) {
    console.warn(`SKIPPED: ${forWhat}, since there is no corpus (CORPUS_DIR)`);
    return null;
  }
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(root, path), read: () => readFileSync(path) }));
};
