import { Unavailable } from "../../../errors.ts";

/** How long an engine that gave no answer is left alone. */
const restMs = 5000;

/**
 * Waits for an engine so long and no longer. One that gave no answer in time is not asked again for a while, and then by
 * one alone: the others have the database's answer at once instead of waiting in vain.
 */
export class Patience {
  readonly #mostMs: number;
  #restsUntil: number | null = null;
  #isTrying = false;

  constructor(mostMs: number) {
    this.#mostMs = mostMs;
  }

  /** Rejects with Unavailable where no answer comes in time, or none is awaited; with what went wrong otherwise. */
  async ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    const isLate = this.#restsUntil !== null;
    if (isLate && (this.#isTrying || performance.now() < (this.#restsUntil as number)))
      throw new Unavailable("search.unavailable", "The search engine has not answered lately.");
    this.#isTrying = isLate;
    try {
      const answer = await this.#inTime(question());
      this.#restsUntil = null;
      return answer;
    } finally {
      if (isLate) this.#isTrying = false;
    }
  }

  async #inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.#restsUntil = performance.now() + restMs;
        reject(
          new Unavailable("search.unavailable", `The search engine gave no answer in ${this.#mostMs} ms.`),
        );
      }, this.#mostMs);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
