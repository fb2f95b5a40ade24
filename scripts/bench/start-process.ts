import { fork } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const patienceMs = 60_000;
const root = path.resolve(import.meta.dirname, "../..");

export interface StartedProcess {
  pid: number;
  /** What it said when it was ready. */
  ready: { port: number };
  send(message: object): void;
  /** Resolves with the next message. Rejects when the process ends first. */
  nextMessage(): Promise<unknown>;
  isAlive(): boolean;
  stop(): Promise<void>;
}

/** Starts a module of the project as a process of its own, with this environment and no other, and waits until it is ready. */
export const startProcess = async (
  module: string,
  options: { arguments?: string[]; environment?: Record<string, string>; nodeOptions?: string[] } = {},
): Promise<StartedProcess> => {
  const child = fork(path.join(root, module), options.arguments ?? [], {
    env: options.environment ?? {},
    execArgv: options.nodeOptions ?? [],
    // The last line of standard output belongs to the figures.
    stdio: ["ignore", process.stderr, "inherit", "ipc"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const nextMessage = (): Promise<unknown> =>
    Promise.race([
      new Promise((resolve) => child.once("message", resolve)),
      gone.then(() => Promise.reject(new Error(`${module} ended by itself`))),
    ]);
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const ready = (await nextMessage()) as { port: number };
  return {
    pid: child.pid as number,
    ready,
    send: (message) => void child.send(message),
    nextMessage,
    isAlive,
    async stop() {
      if (!isAlive()) return;
      child.kill("SIGTERM");
      if (await Promise.race([gone.then(() => false), sleep(patienceMs, true, { ref: false })])) {
        child.kill("SIGKILL");
      }
      await gone;
    },
  };
};
