import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const bytesPerMb = 1_000_000;

/** Null where the process has ended meanwhile. */
const readOfProcess = (pid: number, file: string): string | null => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return null;
  }
};

const readMb = (pid: number, file: string, name: string): number => {
  const match = new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(readOfProcess(pid, file) ?? "");
  return match ? (Number(match[1]) * 1024) / bytesPerMb : 0;
};

/** Resident memory of one process in MB, as Linux counts it. */
export const residentMb = (pid: number): number => readMb(pid, "status", "VmRSS");

const childrenOf = (pid: number): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) =>
      new RegExp(`^PPid:\\s+${pid}$`, "m").test(readOfProcess(candidate, "status") ?? ""),
    );

/** PostgreSQL's processes together; what they share is counted once. */
export const postgresMb = (dataDir: string): number => {
  const pidFile = path.join(dataDir, "postgres", "postmaster.pid");
  const postmaster = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  return [postmaster, ...childrenOf(postmaster)].reduce(
    (sum, pid) => sum + readMb(pid, "smaps_rollup", "Pss"),
    0,
  );
};
