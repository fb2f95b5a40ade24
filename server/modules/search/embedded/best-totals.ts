/** The documents with the highest totals so far, best first; among equals the one that was added first. */
export class BestTotals {
  readonly #needed: number;
  readonly #best: { number: number; total: number }[] = [];

  /** `needed`, above 0: how many are kept. */
  constructor(needed: number) {
    this.#needed = needed;
  }

  /** Whether a document with no more than `total` that is added now would not be kept. */
  isBehind(total: number): boolean {
    const last = this.#best[this.#needed - 1];
    return last !== undefined && total <= last.total;
  }

  add(number: number, total: number): void {
    if (this.isBehind(total)) return;
    let at = this.#best.length;
    while (at > 0 && (this.#best[at - 1] as { total: number }).total < total) at -= 1;
    this.#best.splice(at, 0, { number, total });
    this.#best.length = Math.min(this.#best.length, this.#needed);
  }

  numbers(): number[] {
    return this.#best.map(({ number }) => number);
  }
}
