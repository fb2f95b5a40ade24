import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Takes the data directory for this process, or answers null where another has it. It is a lock of the operating system,
 * held through an open SQLite file: it ends with the process, however that ends, so nothing stale can be left behind.
 */
export const lockDataDir = (dataDir: string): { release(): void } | null => {
  mkdirSync(dataDir, { recursive: true });
  const lock = new DatabaseSync(path.join(dataDir, "in-use.lock"));
  try {
    lock.exec("pragma busy_timeout = 0; pragma journal_mode = delete; begin exclusive");
  } catch (error) {
    lock.close();
    if (/locked|busy/i.test(String(error))) return null;
    throw error;
  }
  return { release: () => lock.close() };
};
