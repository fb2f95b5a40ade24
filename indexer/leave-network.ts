import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Where the system's own small programs are. */
export const searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

const findUnshare = (): string | undefined =>
  searchPath
    .split(":")
    .map((folder) => `${folder}/unshare`)
    .find((file) => existsSync(file));

const firstThatWorks = (unshare: string | undefined): readonly string[] => {
  if (!unshare) return [];
  for (const options of [["--net"], ["--map-root-user", "--net"]])
    if (spawnSync(unshare, [...options, "true"], { env: { PATH: searchPath } }).status === 0)
      return [unshare, ...options];
  return [];
};

let prefix: readonly string[] | undefined;

/**
 * What to put before a command so that it has no network at all: a namespace of its own, for which one must be root or
 * allowed to be root in a namespace. Empty where neither is possible.
 */
export const leaveNetwork = (): readonly string[] => {
  prefix ??= firstThatWorks(findUnshare());
  return prefix;
};

/** Whether what is to have no network has none here. */
export const canLeaveNetwork = (): boolean => leaveNetwork().length > 0;
