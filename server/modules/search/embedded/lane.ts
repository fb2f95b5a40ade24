import { Worker } from "node:worker_threads";
import { Unavailable } from "../../../errors.ts";
import type { Lanes, WorkerReply, WorkerRequest, WorkerStart } from "./protocol.ts";

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
  /** Rejects and ends the worker when nothing has come back in time. */
  timer: NodeJS.Timeout | undefined;
  startTimer(): void;
}

/** Loading the dictionary comes on top of a first call's own time. */
const startAllowanceMs = 10_000;

type Taken<Method> = Method extends (...parameters: infer Parameters) => unknown ? Parameters : never;
type Given<Method> = Method extends (...parameters: never[]) => infer Result ? Result : never;

/**
 * One worker thread with the database in it: its work never holds up the event loop. Calls are answered in turn; the one
 * in turn has `timeoutMs`. A worker that hangs or dies fails its calls with Unavailable, and the next call starts another.
 */
export class Lane<Side extends "read" | "write"> {
  readonly #start: WorkerStart;
  readonly #timeoutMs: number;
  #worker: Worker | null = null;
  #isWarm = false;
  #isClosed = false;
  #pending = new Map<number, Pending>();
  #lastCall = 0;

  constructor(directory: string, side: Side, timeoutMs: number) {
    this.#start = { directory, lane: side };
    this.#timeoutMs = timeoutMs;
  }

  call<Method extends keyof Lanes[Side] & string>(
    method: Method,
    ...parameters: Taken<Lanes[Side][Method]>
  ): Promise<Given<Lanes[Side][Method]>> {
    if (this.#isClosed)
      return Promise.reject(new Unavailable("search.closed", "The search index is closed."));
    const worker = this.#worker ?? this.#spawn();
    this.#lastCall += 1;
    const request: WorkerRequest = { call: this.#lastCall, method, parameters };
    return new Promise((resolve, reject) => {
      const startTimer = () => {
        const pending = this.#pending.get(request.call);
        if (!pending || pending.timer) return;
        pending.timer = setTimeout(
          () => this.#onHang(worker),
          this.#timeoutMs + (this.#isWarm ? 0 : startAllowanceMs),
        );
      };
      this.#pending.set(request.call, {
        resolve: resolve as (result: unknown) => void,
        reject,
        timer: undefined,
        startTimer,
      });
      worker.postMessage(request);
      this.#watchNext();
    });
  }

  /** The thread, for tests that kill it. */
  get worker(): Worker | null {
    return this.#worker;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    // Comes after the calls that are waiting, which are still answered.
    worker.postMessage("close");
    await ended;
  }

  #spawn(): Worker {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: this.#start });
    this.#worker = worker;
    this.#isWarm = false;
    worker.on("message", (reply: WorkerReply) => this.#onReply(reply));
    worker.on("error", (error) => this.#onEnd(worker, error));
    worker.on("exit", () => this.#onEnd(worker, new Error("the search worker ended")));
    return worker;
  }

  #onReply(reply: WorkerReply): void {
    this.#isWarm = true;
    const pending = this.#pending.get(reply.call);
    this.#pending.delete(reply.call);
    clearTimeout(pending?.timer);
    this.#watchNext();
    if ("failure" in reply) {
      const cause = new Error(reply.failure);
      pending?.reject(new Unavailable("search.unavailable", "The search index cannot answer.", { cause }));
    } else pending?.resolve(reply.result);
  }

  /** Only the oldest call is being worked on; the clock of the others has not started. */
  #watchNext(): void {
    const [oldest] = this.#pending.values();
    oldest?.startTimer();
  }

  #onHang(worker: Worker): void {
    this.#onEnd(worker, new Error(`the search worker gave no answer within ${this.#timeoutMs} ms`));
    void worker.terminate();
  }

  #onEnd(worker: Worker, cause: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const failed = [...this.#pending.values()];
    this.#pending.clear();
    for (const { timer, reject } of failed) {
      clearTimeout(timer);
      reject(new Unavailable("search.unavailable", "The search index is restarting; try again.", { cause }));
    }
  }
}
