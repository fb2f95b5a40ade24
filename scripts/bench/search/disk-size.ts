import { readdirSync, statSync } from "node:fs";
import path from "node:path";

const bytesPerMb = 1_000_000;

/** All files below a directory, in MB. */
export const diskMb = (directory: string): number =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0) / bytesPerMb;
