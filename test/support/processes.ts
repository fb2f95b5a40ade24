import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { TestSystem } from "./system.ts";

const mains = {
  server: new URL("../../server/main.ts", import.meta.url),
  indexer: new URL("../../indexer/main.ts", import.meta.url),
};
export type Part = keyof typeof mains;

export interface RunningPart {
  pid: number;
  /** Where the server listens; 0 for the indexer. */
  port: number;
  address: string;
  isAlive(): boolean;
  /** Sends the signal; resolves when the process has ended, with its exit code or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
  /** What it has written, for the message of a failing test. */
  output(): string;
}

/** The settings under which a real process shares database, blobs, index and secret with a test system. */
export const environmentOf = ({ ctx }: TestSystem): Record<string, string> => ({
  DATABASE_URL: ctx.config.database.url ?? "",
  DATA_DIR: ctx.config.dataDir,
  AUTH_SECRET: ctx.config.authSecret,
  PORT: "0",
  LOG_LEVEL: "warn",
});

const endOf = (child: ChildProcess): Promise<number | NodeJS.Signals> =>
  new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code ?? -1)));

/** Some thirty times what a start takes on an idle machine: a start that hangs is named before its test runs out of time. */
const startSeconds = 90;
const silence = () => sleep(startSeconds * 1000, "silent" as const, { ref: false });

/** Starts the server or the indexer as a process of its own; resolves when it says that it is ready. */
export const startPart = async (part: Part, environment: Record<string, string>): Promise<RunningPart> => {
  const { PATH = "", NODE_COMPILE_CACHE = "" } = process.env;
  const child = fork(mains[part], {
    env: { PATH, NODE_COMPILE_CACHE, ...environment },
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    });
  const ended = endOf(child);
  const ready = new Promise<{ port?: number }>((resolve) => child.once("message", resolve));
  const first = await Promise.race([ready, ended, silence()]);
  if (first === "silent") {
    child.kill("SIGKILL");
    throw new Error(`the ${part} did not say within ${startSeconds} s that it is ready:\n${output}`);
  }
  if (typeof first !== "object") throw new Error(`the ${part} ended at its start (${first}):\n${output}`);
  const port = first.port ?? 0;
  return {
    pid: child.pid as number,
    port,
    address: `http://127.0.0.1:${port}`,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
    output: () => output,
  };
};
