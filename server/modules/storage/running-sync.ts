import type { FileHandle } from "node:fs/promises";

/** After so many written bytes a sync is begun, unless one is under way. */
const bytesPerSync = 4 * 1024 * 1024;

/**
 * Makes a file's bytes durable while more come: when the last is written, little is left to wait for. A failed sync is
 * final, as the kernel may have dropped the pages: none is begun after it, and both waits reject.
 */
export class RunningSync {
  readonly #handle: FileHandle;
  #last: Promise<void> = Promise.resolve();
  #isBusy = false;
  #unsynced = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  wrote(bytes: number): void {
    this.#unsynced += bytes;
    if (this.#isBusy || this.#unsynced < bytesPerSync) return;
    this.#unsynced = 0;
    this.#isBusy = true;
    this.#last = this.#handle.datasync().then(() => {
      this.#isBusy = false;
    });
    this.#last.catch(() => {}); // it is awaited at the end: until then it must not count as unhandled
  }

  /** Waits for what is under way. */
  rest(): Promise<void> {
    return this.#last;
  }

  /** All that was written is durable. */
  async finish(): Promise<void> {
    await this.#last;
    await this.#handle.sync();
  }
}
