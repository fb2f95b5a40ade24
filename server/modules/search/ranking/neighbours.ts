import type { Term } from "../query-terms.ts";

const smallWords = /^[的地得和与及之]/;

/** How many neighbours of the question are neighbours in the text too, a 的 between them aside; 0 to 1. */
export function neighbourShare(text: string, words: string[]): number {
  if (words.length < 2) return 0;
  let near = 0;
  for (let i = 1; i < words.length; i += 1) {
    const [before, word] = [words[i - 1] as string, words[i] as string];
    for (let at = text.indexOf(before); at >= 0; at = text.indexOf(before, at + 1)) {
      const rest = text.slice(at + before.length, at + before.length + word.length + 2).trimStart();
      if (!rest.startsWith(word) && !rest.replace(smallWords, "").startsWith(word)) continue;
      near += 1;
      break;
    }
  }
  return near / (words.length - 1);
}

/** How near the question stands to being in a title as it was asked: 1 where it is there whole, else by its neighbours. */
export const titleShare = (title: string, required: Term[], whole: string): number =>
  title.includes(whole)
    ? 1
    : 0.9 *
      neighbourShare(
        title,
        required.map((term) => term.text),
      );
