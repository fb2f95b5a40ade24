import type { Columns } from "./columns.ts";

/** At most `count` of the documents in scope, most reused first, then the newest. */
export function mostReused(columns: Columns, list: Uint32Array, mask: Uint8Array, count: number): number[] {
  const { standing } = columns;
  // Ordered best first; lists are long and `count` is small, so most numbers fail the first comparison.
  const best: number[] = [];
  for (let i = 0; i < list.length; i += 1) {
    const number = list[i] as number;
    if (mask[number] === 0) continue;
    const own = standing[number] as number;
    if (best.length === count && own <= (standing[best[count - 1] as number] as number)) continue;
    let at = best.length === count ? count - 1 : best.length;
    while (at > 0 && (standing[best[at - 1] as number] as number) < own) {
      best[at] = best[at - 1] as number;
      at -= 1;
    }
    best[at] = number;
  }
  return best;
}
