import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";

/** A disk of so many megabytes in the place of a directory; false where we may not mount one. */
export const mountSmallDisk = (directory: string, megabytes: number): boolean => {
  mkdirSync(directory, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", directory], {
      stdio: "ignore",
    });
    return true;
  } catch {
    console.warn("SKIPPED: disks that are full, since only root may mount small ones");
    return false;
  }
};
