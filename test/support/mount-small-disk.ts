import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, vi } from "vitest";

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

/** Gives the temporary files of each test a disk of their own that has one megabyte, where we may mount one. */
export const onSmallTemporaryDisk = (dataDir: () => string): { directory: string; isSmall: boolean } => {
  const disk = { directory: "", isSmall: false };
  beforeEach(() => {
    disk.directory = join(dataDir(), "temporary");
    disk.isSmall = mountSmallDisk(disk.directory, 1);
    vi.stubEnv("TMPDIR", disk.directory);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    if (disk.isSmall) execFileSync("umount", ["-l", disk.directory]);
  });
  return disk;
};
