import type { DocumentWriter } from "./write-documents.ts";

/** Each commit leaves a piece, and a question takes twice as long with 32 of them; merging them all rewrites the lists. */
const mostPieces = 12;
/** So long after the last change they are merged, with pauses for those who search. */
const defaultIdleMs = 10_000;
const pauseMs = 200;
/** Merging takes no more than this share of the time: a large index is left in more pieces in between. */
const mostOfTime = 1 / 30;

/** Merges the pieces that an index's lists lie in where there are many, a part at a time, while nobody writes. */
export class ListTidier {
  readonly #find: () => DocumentWriter | null;
  readonly #idleForMs: number;
  #timer: NodeJS.Timeout | undefined;
  #isMerging = false;
  #spentMs = 0;
  #notBefore = 0;

  /** `find` answers what to merge in, if anything. */
  constructor(find: () => DocumentWriter | null, idleForMs = defaultIdleMs) {
    this.#find = find;
    this.#idleForMs = idleForMs;
  }

  noteChange(): void {
    this.#goOnAfter(this.#idleForMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #goOnAfter(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      try {
        this.#goOn();
      } catch {
        // A full disk, or another process that writes: it goes on after the next change.
      }
    }, ms).unref();
  }

  #goOn(): void {
    const lists = this.#find();
    this.#isMerging &&= lists !== null;
    if (!lists || (!this.#isMerging && lists.pieces < mostPieces)) return;
    const now = performance.now();
    if (!this.#isMerging && now < this.#notBefore) {
      this.#goOnAfter(this.#notBefore - now);
      return;
    }
    this.#isMerging = !lists.settle();
    const done = performance.now();
    this.#spentMs += done - now;
    if (this.#isMerging) {
      this.#goOnAfter(pauseMs);
      return;
    }
    this.#notBefore = done + this.#spentMs / mostOfTime;
    this.#spentMs = 0;
  }
}
