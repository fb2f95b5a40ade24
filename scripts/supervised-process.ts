import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../server/log.ts";

const restartAfterMs = 1000;
/** What a process may take to close its parts, after the grace that running requests have. */
const closingMs = 10_000;

export interface SupervisedOptions {
  name: string;
  module: URL;
  env: NodeJS.ProcessEnv;
  nodeOptions?: string[];
  log: Log;
  /** With each start, once the process says that it works. */
  onReady: (message: { port?: number }) => void;
  /** It exited by itself before it ever worked: starting it again would not help. */
  onFailure: (error: Error) => void;
}

/** A process that is started again whenever it ends by itself, until it is stopped. */
export class SupervisedProcess {
  readonly #options: SupervisedOptions;
  #child: ChildProcess;
  #wasReady = false;
  #isStopping = false;

  constructor(options: SupervisedOptions) {
    this.#options = options;
    this.#child = this.#start();
  }

  #start(): ChildProcess {
    const { module, env, nodeOptions = [], onReady } = this.#options;
    // In a group of its own: a Ctrl-C of the terminal reaches the supervisor alone, which then ends all in order.
    const child = fork(module, {
      env,
      execArgv: nodeOptions,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      detached: true,
    });
    child.on("message", (message) => {
      this.#wasReady = true;
      onReady(message as { port?: number });
    });
    child.once("exit", (code, signal) => this.#hasEnded(code, signal));
    return child;
  }

  #hasEnded(code: number | null, signal: NodeJS.Signals | null): void {
    const { name, log, onFailure } = this.#options;
    if (this.#isStopping) return;
    if (!this.#wasReady && code !== null) {
      onFailure(new Error(`The ${name} could not start; its reason is above.`));
      return;
    }
    log.error({ part: name, code, signal }, "a process ended by itself; starting it again");
    setTimeout(() => {
      if (!this.#isStopping) this.#child = this.#start();
    }, restartAfterMs);
  }

  /** Asks it to end, and ends it by force after `graceMs` and the time that closing takes. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true;
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGTERM");
    const isLate = await Promise.race([
      gone.then(() => false),
      sleep(graceMs + closingMs, true, { ref: false }),
    ]);
    if (isLate) child.kill("SIGKILL");
    await gone;
  }
}
