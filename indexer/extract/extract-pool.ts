import { Unavailable } from "../../server/errors.ts";
import type { ExtractInput, ExtractLimits, ExtractResult } from "./extract-result.ts";
import { ExtractingProcess, type Reading } from "./extracting-process.ts";

export interface PoolOptions {
  /** Files at a time. */
  processes: number;
  /** A process is replaced after so many files, so that what libraries leak does not add up. */
  filesPerProcess: number;
  /** So long one waits for the next file; then its memory is worth more than the third of a second that a new one takes. */
  idleMs: number;
  limits: ExtractLimits;
}

interface Job {
  input: ExtractInput;
  resolve(result: ExtractResult): void;
  reject(error: Error): void;
}

const closed = () => new Unavailable("extract.closed", "Text extraction is stopping.");

/**
 * Processes that extract text, each bounded in time and memory; started when needed, replaced when they ended or are
 * worn. Processes and not threads: V8 ends the whole process when one allocation passes a thread's heap limit, so in
 * a thread one hostile file would end the indexer.
 */
export class ExtractPool {
  readonly #options: PoolOptions;
  readonly #idle = new Map<ExtractingProcess, NodeJS.Timeout>();
  readonly #busy = new Set<ExtractingProcess>();
  readonly #queue: Job[] = [];
  #running = 0;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  run(input: ExtractInput): Promise<ExtractResult> {
    if (this.#isClosed) return Promise.reject(closed());
    const { promise, resolve, reject } = Promise.withResolvers<ExtractResult>();
    this.#queue.push({ input, resolve, reject });
    this.#startNext();
    return promise;
  }

  #startNext(): void {
    if (this.#running >= this.#options.processes) return;
    const job = this.#queue.shift();
    if (!job) return;
    this.#running += 1;
    this.#extract(job.input)
      .then(job.resolve, job.reject)
      .finally(() => {
        this.#running -= 1;
        this.#startNext();
      });
  }

  /** A process killed from outside says little about the file, so the file gets one more try. */
  async #extract(input: ExtractInput): Promise<ExtractResult> {
    const { result, isKilled } = await this.#extractOnce(input);
    return isKilled ? (await this.#extractOnce(input)).result : result;
  }

  async #extractOnce(input: ExtractInput): Promise<Reading> {
    const process = this.#takeProcess();
    const reading = await process.extract(input).finally(() => this.#returnProcess(process));
    if (this.#isClosed) throw closed();
    return reading;
  }

  /** The one that rested last, so that those which are not needed rest until their end. */
  #takeProcess(): ExtractingProcess {
    const process = [...this.#idle.keys()].at(-1);
    if (process) this.#stopResting(process);
    const taken = process?.isAlive ? process : new ExtractingProcess(this.#options.limits);
    this.#busy.add(taken);
    return taken;
  }

  #returnProcess(process: ExtractingProcess): void {
    this.#busy.delete(process);
    const isWorn = process.filesTaken >= this.#options.filesPerProcess;
    if (isWorn || this.#isClosed || !process.isAlive) process.kill();
    else this.#idle.set(process, setTimeout(() => this.#end(process), this.#options.idleMs).unref());
  }

  endIdle(): void {
    for (const process of [...this.#idle.keys()]) this.#end(process);
  }

  #end(process: ExtractingProcess): void {
    this.#stopResting(process);
    process.kill();
  }

  #stopResting(process: ExtractingProcess): void {
    clearTimeout(this.#idle.get(process));
    this.#idle.delete(process);
  }

  /** Ends the processes; what runs or waits is refused, to be tried again by whoever asked. */
  close(): void {
    this.#isClosed = true;
    for (const job of this.#queue.splice(0)) job.reject(closed());
    for (const process of [...this.#idle.keys(), ...this.#busy]) this.#end(process);
  }
}
