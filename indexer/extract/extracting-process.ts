import { constants, mkdirSync, mkdtempSync } from "node:fs";
import { copyFile, link, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { Unavailable } from "../../server/errors.ts";
import { neverStarted, type ReaderProcess, startReader } from "../start-reader.ts";
import { type ExtractInput, type ExtractLimits, type ExtractResult, noText } from "./extract-result.ts";
import { outputPipe } from "./hand-over.ts";
import { type PortionReader, readPortions } from "./read-portions.ts";

const entry = new URL("./extract-process.ts", import.meta.url);

/** What glibc takes into account: without them each thread keeps what it has freed, some 80 MB after a few PDFs. */
const memoryHabits = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "1000000" };

/** It has no channel of Node's, which would take in whatever it sends. */
const startChild = ({ heapMb, memoryMb }: ExtractLimits, folder: string): ReaderProcess =>
  startReader(entry, {
    heapMb,
    args: [memoryMb],
    reads: [folder],
    nodeOptions: ["--max-semi-space-size=4", "--expose-gc"],
    environment: memoryHabits,
    stdio: ["pipe", "ignore", "ignore", "pipe"],
  });

const makeFolder = (): string => {
  mkdirSync(tmpdir(), { recursive: true });
  return mkdtempSync(path.join(tmpdir(), "campus-commons-reader-"));
};

export interface Reading {
  result: ExtractResult;
  /** From outside (by an operator, or by a kernel short of memory), which says little about the file. */
  isKilled: boolean;
}

function readingAtExit(read: PortionReader, code: number | null, signal: NodeJS.Signals | null): Reading {
  if (signal === "SIGKILL")
    return { result: read.endedBy("out-of-memory", "extracting process was killed"), isKilled: true };
  /* SIGUSR2 comes from guard-process.ts; V8 aborts when the heap is full. */
  const isMemory = signal === "SIGUSR2" || signal === "SIGABRT" || code === 134;
  const detail = `extracting process ended: ${signal ?? code}`;
  return { result: read.endedBy(isMemory ? "out-of-memory" : "broken", detail), isKilled: false };
}

/** A child process that extracts one file at a time until it ends or is ended. It sees that file, in a folder of its own, and no other. */
export class ExtractingProcess {
  readonly #folder = makeFolder();
  readonly #child: ReaderProcess;
  #read: PortionReader = readPortions(0);
  #settle: (reading: Reading) => void = () => {};
  #fail: (error: Error) => void = () => {};
  filesTaken = 0;

  constructor(limits: ExtractLimits) {
    this.#child = startChild(limits, this.#folder);
    // Not `exit`, before which not all that it has said need have come.
    this.#child.on("close", (code, signal) => {
      if (neverStarted(code)) this.#failToStart();
      else this.#settle(readingAtExit(this.#read, code, signal));
      this.#removeFolder();
    });
    this.#child.on("error", (cause) => {
      this.#failToStart(cause);
      this.#removeFolder();
    });
    // There are no pipes where the machine has no more of them; what breaks them is told of by the end of the process.
    this.#child.stdin?.on("error", () => {});
    const output = this.#child.stdio?.[outputPipe] as Readable | undefined;
    output?.on("error", () => {}).on("data", (bytes: Buffer) => this.#take(bytes));
  }

  get isAlive(): boolean {
    const { stdin, exitCode, signalCode } = this.#child;
    return stdin?.writable === true && exitCode === null && signalCode === null;
  }

  #failToStart(cause?: unknown): void {
    this.#fail(new Unavailable("extract.no-process", "No process could be started.", { cause }));
  }

  /** What cannot be removed now is swept as an old temporary file. */
  #removeFolder(): void {
    rm(this.#folder, { recursive: true, force: true }).catch(() => {});
  }

  #take(bytes: Buffer): void {
    try {
      const result = this.#read.take(bytes);
      if (result) this.#settle({ result, isKilled: false });
    } catch (error) {
      this.#settle({ result: noText("broken", String(error)), isKilled: false });
      this.kill();
    }
  }

  /** After a timeout the process is ended. Throws Unavailable where there is none. */
  async extract(input: ExtractInput): Promise<Reading> {
    const { promise, resolve, reject } = Promise.withResolvers<Reading>();
    this.#read = readPortions(input.limits.maxCharacters);
    this.#settle = resolve;
    this.#fail = reject;
    this.filesTaken += 1;
    const timer = setTimeout(() => {
      resolve({ result: this.#read.endedBy("timeout"), isKilled: false });
      this.kill();
    }, input.limits.timeMs);
    const own = path.join(this.#folder, "file");
    this.#show(input.path, own).then(
      () => this.#child.stdin?.write(`${JSON.stringify({ ...input, path: own })}\n`),
      reject,
    );
    return promise.finally(async () => {
      clearTimeout(timer);
      await rm(own, { force: true });
    });
  }

  /** A second name for the same bytes, where that is possible. */
  async #show(file: string, own: string): Promise<void> {
    await link(file, own).catch(() => copyFile(file, own, constants.COPYFILE_FICLONE));
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }
}
