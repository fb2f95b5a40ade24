import { execFile } from "node:child_process";
import { type Dirent, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { tryLock } from "../server/db/file-lock.ts";
import type { Log } from "../server/log.ts";
import { hashPackages, lockFile, packagesHashName } from "../web/packages-hash.ts";

const web = path.resolve(import.meta.dirname, "../web");
const built = path.join(web, "dist/index.html");

/** `dist`, `dist.making`, `dist.lock` and what is in them. */
const isOfBuild = ({ parentPath, name }: Dirent): boolean =>
  path.join(parentPath, name).startsWith(path.join(web, "dist"));

const newestIn = (directory: string): number =>
  Math.max(
    0,
    ...readdirSync(directory, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !isOfBuild(entry))
      .map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs),
  );

/** By their content: npm writes the lock file anew where nothing has changed, and git where an older one comes back. */
const hasPackagesOf = (lock: string): boolean => {
  const note = path.join(path.dirname(built), packagesHashName);
  return existsSync(note) && readFileSync(note, "utf8") === hashPackages(lock);
};

/** Whether there is a built client, of these sources and with these packages. */
export const isFresh = (lock = lockFile): boolean =>
  existsSync(built) && statSync(built).mtimeMs >= newestIn(web) && hasPackagesOf(lock);

/** In a process of its own: what a bundler takes would stay with whoever has it built for as long as that runs. */
const buildWeb = async (): Promise<void> => {
  const making = path.join(web, "dist.making");
  const vite = path.join(
    path.dirname(fileURLToPath(import.meta.resolve("vite/package.json"))),
    "bin/vite.js",
  );
  const line = ["build", web, "--outDir", making, "--emptyOutDir", "--logLevel", "warn"];
  await promisify(execFile)(process.execPath, [vite, ...line]);
  // A build that is interrupted leaves no page without its scripts.
  rmSync(path.dirname(built), { recursive: true, force: true });
  renameSync(making, path.dirname(built));
};

/** Builds the web client if there is none yet, its sources are newer or its packages others; of several processes one does, and the others wait. */
export const buildWebIfStale = async (log: Log): Promise<void> => {
  if (isFresh()) return;
  let lock = tryLock(path.join(web, "dist.lock"), "exclusive");
  while (!lock) {
    await sleep(200);
    lock = tryLock(path.join(web, "dist.lock"), "exclusive");
  }
  try {
    if (isFresh()) return;
    log.info("building the web client (once; half a minute)");
    await buildWeb();
  } finally {
    lock.release();
  }
};
