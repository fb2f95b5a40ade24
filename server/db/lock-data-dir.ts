import path from "node:path";
import { type FileLock, tryLock } from "./file-lock.ts";

/** Takes the data directory for this process, or answers null where another has it. */
export const lockDataDir = (dataDir: string): FileLock | null =>
  tryLock(path.join(dataDir, "in-use.lock"), "exclusive");
