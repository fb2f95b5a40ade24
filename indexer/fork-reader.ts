import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { leaveNetwork } from "./leave-network.ts";

export type ReaderProcess = ChildProcess;

export interface ReaderOptions {
  heapMb: number;
  /** For its `process.argv`. */
  args?: readonly unknown[];
  /** Of Node, beside those that every reader has. */
  nodeOptions?: readonly string[];
  environment?: Record<string, string>;
}

/**
 * Starts a module of ours that opens what strangers uploaded, as a process with a channel to it. It gets nothing of our
 * environment, and with it no secrets; it may read files, and neither write them, start programs nor load native code unless
 * that is allowed; and it has no network where the system lets us take it away.
 */
export const forkReader = (
  entry: URL,
  { heapMb, args = [], nodeOptions = [], environment = {} }: ReaderOptions,
): ReaderProcess => {
  const [execPath = process.execPath, ...before] = [...leaveNetwork(), process.execPath];
  return fork(fileURLToPath(entry), args.map(String), {
    execPath,
    execArgv: [
      ...before,
      `--max-old-space-size=${heapMb}`,
      "--permission",
      "--allow-fs-read=*",
      "--allow-worker",
      ...nodeOptions,
    ],
    env: environment,
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
};
