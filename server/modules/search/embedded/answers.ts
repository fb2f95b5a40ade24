import { LRUCache } from "lru-cache";
import type { SearchRequest } from "../search-index.ts";

const mostAnswers = 256;

/**
 * The last answers, until the index changes. They are kept by what may be found, not by who asks: colleagues who may see
 * the same documents and look for the same lesson share them.
 */
export class Answers<Answer extends object> {
  readonly #kept = new LRUCache<string, Answer>({ max: mostAnswers });

  /** `visible` stands for the documents that the scope and what is left out of it let through. */
  find(visible: string, request: SearchRequest, answer: () => Answer): Answer {
    const { scope: _scope, exclude: _exclude, ...asked } = request;
    const key = `${visible} ${JSON.stringify(asked)}`;
    const known = this.#kept.get(key);
    if (known) return known;
    const found = answer();
    this.#kept.set(key, found);
    return found;
  }

  forget(): void {
    this.#kept.clear();
  }
}
