import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import type { Log } from "../server/log.ts";

const web = path.resolve(import.meta.dirname, "../web");
const built = path.join(web, "dist/index.html");

const newestIn = (directory: string): number =>
  Math.max(
    0,
    ...readdirSync(directory, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes(`${path.sep}dist`))
      .map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs),
  );

/** Builds the web client if there is none yet or its sources are newer. */
export const buildWebIfStale = async (log: Log): Promise<void> => {
  if (existsSync(built) && statSync(built).mtimeMs >= newestIn(web)) return;
  log.info("building the web client (once; half a minute)");
  const { build } = await import("vite");
  const making = path.join(web, "dist.making");
  await build({
    configFile: path.join(web, "vite.config.ts"),
    logLevel: "warn",
    build: { outDir: making, emptyOutDir: true },
  });
  // A build that is interrupted leaves no page without its scripts.
  rmSync(path.dirname(built), { recursive: true, force: true });
  renameSync(making, path.dirname(built));
};
