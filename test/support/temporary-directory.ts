import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TemporaryDirectory {
  path: string;
  /** Every file in it, however deep, relative to it. */
  files: () => Promise<string[]>;
  remove: () => Promise<void>;
}

export const makeTemporaryDirectory = async (): Promise<TemporaryDirectory> => {
  const path = await mkdtemp(join(tmpdir(), "campus-commons-"));
  return {
    path,
    files: async () => {
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1));
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
};
