import { readConfig } from "../../server/config.ts";

/** Reads the settings of each data directory that it is told, at once, and answers their secret. */
process.on("message", (dataDir: string) => {
  process.send?.(readConfig({ DATA_DIR: dataDir }).authSecret);
});
