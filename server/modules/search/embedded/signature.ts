/** 32 bits of a token (FNV-1a): enough to tell which of a document's passages have it, and a false hit costs a snippet. */
export function hashToken(token: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < token.length; i += 1) {
    hash = Math.imul(hash ^ token.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** Per passage the number of its tokens and their sorted hashes: says which passages to read without reading them. */
export function encodeSignature(passages: Uint32Array[]): Uint8Array {
  const all = new Uint32Array(passages.reduce((sum, hashes) => sum + hashes.length + 1, 0));
  let at = 0;
  for (const hashes of passages) {
    all[at] = hashes.length;
    all.set(hashes, at + 1);
    at += hashes.length + 1;
  }
  return new Uint8Array(all.buffer);
}

function has(all: Uint32Array, from: number, to: number, hash: number): boolean {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((all[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  return low < to && all[low] === hash;
}

/** What makes a passage worth showing: it has the token itself, or all of its grams. */
export interface Wanted {
  hash: number;
  gramHashes: number[];
  weight: number;
}

/** The positions of the passages that have something wanted, most wanted first, then in reading order. */
export function bestPassages(
  signature: Uint8Array,
  wanted: Wanted[],
  needsAll = false,
): { position: number; score: number }[] {
  const aligned = signature.byteOffset % 4 === 0 ? signature : signature.slice();
  const all = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >>> 2);
  const found: { position: number; score: number }[] = [];
  let position = 0;
  for (let at = 0; at < all.length; position += 1) {
    const from = at + 1;
    const to = from + (all[at] ?? 0);
    let score = 0;
    let matched = 0;
    for (const { hash, gramHashes, weight } of wanted) {
      const isThere =
        has(all, from, to, hash) ||
        (gramHashes.length > 0 && gramHashes.every((gram) => has(all, from, to, gram)));
      if (!isThere) continue;
      score += weight;
      matched += 1;
    }
    if (matched > 0 && (!needsAll || matched === wanted.length)) found.push({ position, score });
    at = to;
  }
  return found.sort((a, b) => b.score - a.score || a.position - b.position);
}
