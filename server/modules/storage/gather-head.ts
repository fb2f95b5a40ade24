export interface Gathered {
  head: Buffer[];
  /** What follows the head; null where the head is all there is. */
  rest: AsyncGenerator<Buffer, void, void> | null;
}

/** Takes chunks until there are more than `bytes` of them or no more, so that small bodies need no streaming. */
export const gatherHead = async (
  chunks: AsyncGenerator<Buffer, void, void>,
  bytes: number,
): Promise<Gathered> => {
  const head: Buffer[] = [];
  let size = 0;
  while (size <= bytes) {
    const next = await chunks.next();
    if (next.done) return { head, rest: null };
    head.push(next.value);
    size += next.value.length;
  }
  return { head, rest: chunks };
};

/** The head again, then the rest. */
export async function* replay(gathered: Gathered): AsyncGenerator<Buffer, void, void> {
  yield* gathered.head.splice(0);
  if (gathered.rest) yield* gathered.rest;
}
