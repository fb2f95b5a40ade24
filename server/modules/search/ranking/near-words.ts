/** Shorter words have too many neighbours to mean one of them; longer ones are no words. */
const shortest = 4;
const longest = 20;
const latinWord = /^[a-z]+$/;

export const mayBeMistyped = (word: string): boolean =>
  word.length >= shortest && word.length <= longest && latinWord.test(word);

/** The word itself, and it without each of its letters: two words one slip apart have one of these in common. */
export function deletionsOf(word: string): string[] {
  const found = new Set([word]);
  for (let at = 0; at < word.length; at += 1) found.add(word.slice(0, at) + word.slice(at + 1));
  return [...found];
}

/** Whether one letter added, left out, replaced or two neighbours swapped makes one word of the other. */
export function isOneSlipAway(one: string, other: string): boolean {
  if (one === other) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
