import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface FileLock {
  /** Safe to call again. */
  release(): void;
}

/**
 * Takes a lock of the operating system, held through an open SQLite file, or answers null where another holder is in the
 * way. It ends with the process, however that ends, so nothing stale can be left behind. Any number may share it; the
 * holder of an exclusive one is alone. Nothing is written, so that a full disk keeps nobody from starting or ending.
 * With `patienceMs` it stands still so long until the others are out of the way.
 */
export const tryLock = (file: string, mode: "shared" | "exclusive", patienceMs = 0): FileLock | null => {
  mkdirSync(path.dirname(file), { recursive: true });
  const lock = new DatabaseSync(file);
  try {
    lock.exec(`pragma busy_timeout = ${patienceMs}; pragma journal_mode = memory`);
    lock.exec(mode === "exclusive" ? "begin exclusive" : "begin; select count(*) from sqlite_schema");
  } catch (error) {
    lock.close();
    if (/locked|busy/i.test(String(error))) return null;
    throw error;
  }
  return {
    release() {
      if (lock.isOpen) lock.close();
    },
  };
};
