import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { deserialize, serialize } from "node:v8";
import type { SearchDocument, SearchIndex } from "../../../server/modules/search/index.ts";
import { buildDocument } from "./build-document.ts";

const atOnce = 500;

export interface FillTime {
  seconds: number;
  /** Of this process with all its threads, those of an embedded index among them. */
  cpuSeconds: number;
}

const writeLibrary = async (directory: string, resources: number): Promise<string[]> => {
  const files: string[] = [];
  for (let first = 0; first < resources; first += atOnce) {
    const length = Math.min(atOnce, resources - first);
    const documents = Array.from({ length }, (_none, offset) => buildDocument(first + offset));
    const file = path.join(directory, `${first}`);
    await writeFile(file, serialize(documents));
    files.push(file);
  }
  return files;
};

/**
 * Fills an index with the library and swaps it in. Making up the texts is left out of the time: they lie in files beforehand,
 * as a rebuild finds them extracted, and reading them there counts.
 */
export const fillIndex = async (
  index: SearchIndex,
  resources: number,
  onProgress: (count: number) => void = () => {},
): Promise<FillTime> => {
  const directory = await mkdtemp(path.join(tmpdir(), "campus-commons-documents-"));
  try {
    const files = await writeLibrary(directory, resources);
    const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
    let count = 0;
    await index.rebuild(async (put) => {
      for (const file of files) {
        const documents = deserialize(await readFile(file)) as SearchDocument[];
        await put(documents);
        count += documents.length;
        onProgress(count);
      }
    });
    const { user, system } = process.cpuUsage(cpuBefore);
    return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (user + system) / 1_000_000 };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
