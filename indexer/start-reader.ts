import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { leaveNetwork } from "./leave-network.ts";

export type ReaderProcess = ChildProcess;

/** Whether a process ended because what comes before it in `startReader` could not start it: it says nothing of a file. */
export const neverStarted = (code: number | null): boolean => code === 126 || code === 127;

export interface ReaderOptions {
  heapMb: number;
  /** For its `process.argv`. */
  args?: readonly unknown[];
  /** Of Node, beside those that every reader has. */
  nodeOptions?: readonly string[];
  environment?: Record<string, string>;
  /** Left out, Node's channel and nothing else. */
  stdio?: StdioOptions;
}

/**
 * Starts a module of ours that opens what strangers uploaded, as a process of its own. It gets nothing of our environment,
 * and with it no secrets; it may read files, and neither write them, start programs nor load native code unless that is
 * allowed; and it has no network where the system lets us take it away.
 */
export const startReader = (entry: URL, options: ReaderOptions): ReaderProcess => {
  const { heapMb, args = [], nodeOptions = [], environment = {} } = options;
  const [program = process.execPath, ...before] = [...leaveNetwork(), process.execPath];
  const permissions = ["--permission", "--allow-fs-read=*", "--allow-worker"];
  return spawn(
    program,
    [
      ...before,
      `--max-old-space-size=${heapMb}`,
      ...permissions,
      ...nodeOptions,
      fileURLToPath(entry),
      ...args.map(String),
    ],
    {
      env: environment,
      serialization: "advanced",
      stdio: options.stdio ?? ["ignore", "ignore", "ignore", "ipc"],
    },
  );
};
