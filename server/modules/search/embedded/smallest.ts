export type Compare = (a: number, b: number) => number;

/** The first `count` of the numbers in order, by a heap of that size whose top is the last of them. */
export function smallest(numbers: ArrayLike<number>, count: number, compare: Compare): number[] {
  if (count <= 0) return [];
  if (count > numbers.length / 4) return Array.from(numbers).sort(compare).slice(0, count);
  const heap = Array.from({ length: count }, (_none, i) => numbers[i] as number).sort((a, b) =>
    compare(b, a),
  );
  for (let i = count; i < numbers.length; i += 1) {
    const number = numbers[i] as number;
    if (compare(number, heap[0] as number) < 0) {
      heap[0] = number;
      sink(heap, compare);
    }
  }
  return heap.sort(compare);
}

function sink(heap: number[], compare: Compare): void {
  let at = 0;
  for (;;) {
    const left = at * 2 + 1;
    let last = at;
    for (const child of [left, left + 1]) {
      if (child < heap.length && compare(heap[child] as number, heap[last] as number) > 0) last = child;
    }
    if (last === at) return;
    [heap[at], heap[last]] = [heap[last] as number, heap[at] as number];
    at = last;
  }
}
