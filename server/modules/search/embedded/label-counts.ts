import type { Columns } from "./columns.ts";

interface Counts {
  counts: Uint32Array;
  /** For each label its best standing document in scope. */
  witnesses: Uint32Array;
}

/** In how many documents in scope each lesson, person and campus is, counted once for a scope as long as it is kept. */
export class LabelCounts {
  readonly #columns: Columns;
  readonly #known = new WeakMap<Uint8Array, Counts>();

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  of(code: number, mask: Uint8Array): { count: number; witness: number } {
    let found = this.#known.get(mask);
    if (!found) {
      found = this.#count(mask);
      this.#known.set(mask, found);
    }
    return { count: found.counts[code] as number, witness: found.witnesses[code] as number };
  }

  #count(mask: Uint8Array): Counts {
    const { labels, labelCodes, standing, size } = this.#columns;
    const counts = new Uint32Array(labels.length);
    const witnesses = new Uint32Array(labels.length);
    for (const codes of Object.values(labelCodes)) {
      for (let number = 1; number < size; number += 1) {
        if (mask[number] === 0) continue;
        const code = codes[number] as number;
        counts[code] = (counts[code] as number) + 1;
        const known = witnesses[code] as number;
        if (known === 0 || (standing[number] as number) > (standing[known] as number))
          witnesses[code] = number;
      }
    }
    counts[0] = 0;
    return { counts, witnesses };
  }
}
