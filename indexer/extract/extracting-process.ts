import { neverStarted, type ReaderProcess, startReader } from "../start-reader.ts";
import { type ExtractInput, type ExtractLimits, type ExtractResult, noText } from "./extract-result.ts";

const entry = new URL("./extract-process.ts", import.meta.url);

/** What glibc takes into account: without them each thread keeps what it has freed, some 80 MB after a few PDFs. */
const memoryHabits = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "1000000" };

const startChild = ({ heapMb, memoryMb }: ExtractLimits): ReaderProcess =>
  startReader(entry, {
    heapMb,
    args: [memoryMb],
    nodeOptions: ["--max-semi-space-size=4", "--expose-gc"],
    environment: memoryHabits,
  });

/** Null: ended from outside (by an operator, or by a kernel short of memory), which says little about the file. */
function resultOfExit(code: number | null, signal: NodeJS.Signals | null): ExtractResult | null {
  if (signal === "SIGKILL" || neverStarted(code)) return null;
  /* SIGUSR2 comes from guard-process.ts; V8 aborts when the heap is full. */
  if (signal === "SIGUSR2" || signal === "SIGABRT" || code === 134) return noText("out-of-memory");
  return noText("broken", `extracting process ended: ${signal ?? code}`);
}

/** A child process that extracts one file at a time until it ends or is ended. */
export class ExtractingProcess {
  readonly #child: ReaderProcess;
  #settle: (result: ExtractResult | null) => void = () => {};
  filesTaken = 0;

  constructor(limits: ExtractLimits) {
    this.#child = startChild(limits);
    this.#child.on("message", (result) => this.#settle(result as ExtractResult));
    this.#child.on("exit", (code, signal) => this.#settle(resultOfExit(code, signal)));
    this.#child.on("error", () => this.#settle(null));
  }

  get isAlive(): boolean {
    return this.#child.connected && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Null when the process was killed from outside. After a timeout the process is ended. */
  async extract(input: ExtractInput): Promise<ExtractResult | null> {
    const { promise, resolve } = Promise.withResolvers<ExtractResult | null>();
    this.#settle = resolve;
    this.filesTaken += 1;
    const timer = setTimeout(() => {
      resolve(noText("timeout"));
      this.kill();
    }, input.limits.timeMs);
    this.#child.send(input, (error) => {
      if (error) resolve(null);
    });
    return promise.finally(() => clearTimeout(timer));
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }
}
