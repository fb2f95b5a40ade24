import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";

/** The lock file of the packages that the client is built with. */
export const lockFile = path.resolve(import.meta.dirname, "../package-lock.json");

/** Lies in the built client and is not served: the hash of the lock file that it was built with. */
export const packagesHashName = ".packages-hash";

export const hashPackages = (file = lockFile): string =>
  createHash("sha256").update(readFileSync(file)).digest("hex");

/** However the client is built, it is known what it was built with. */
export const notePackages = (): Plugin => ({
  name: "note-packages",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: packagesHashName, source: hashPackages() });
  },
});
