import { readdirSync, rmSync } from "node:fs";
import path from "node:path";

/** What systems allow for the path of a socket, the least of them (macOS; unix(4) there: 104 bytes with the end). */
const longestPath = 103;
const prefix = ".s.PGSQL.";

/**
 * Where PostgreSQL's socket lies: in the folder of its data, which only its account may enter. An exchange through it costs
 * a quarter less processor time than one over TCP. Null where its path would be too long.
 */
export const socketDirectoryOf = (directory: string): string | null => {
  const absolute = path.resolve(directory);
  return Buffer.byteLength(path.join(absolute, `${prefix}65535`)) <= longestPath ? absolute : null;
};

/** What one that was killed leaves would keep the next from starting while a stranger has its process id. */
export const forgetSockets = (directory: string): void => {
  for (const name of readdirSync(directory))
    if (name.startsWith(prefix)) rmSync(path.join(directory, name), { force: true });
};
