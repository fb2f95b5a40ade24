import type { GuessTerms } from "./index-terms.ts";
import { headMatch, matchWords, type WordMatch, wordsOfTable } from "./match-words.ts";
import { kindPatterns, kindWords, occasions, otherThings, passedOver } from "./words/kind-words.ts";

const noKind = "none";
const occasionWords = wordsOfTable({ ...occasions, "": passedOver });
const ownWords = wordsOfTable({ ...kindWords, [noKind]: otherThings, "": passedOver });

/** What comes along with a thing does not say what it is: 同步练习(附答案), 课件(含教案). */
const withoutCompany = (text: string) =>
  text.replace(/\((?:含|附|配|带)[^()]*\)|附答案|含答案|及答案/g, (whole) => " ".repeat(whole.length));

const spoken = (text: string): WordMatch[] =>
  kindPatterns.flatMap(({ key, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({
      key,
      word: match[0],
      start: match.index,
      end: match.index + match[0].length,
    })),
  );

export interface KindReading {
  kind?: WordMatch;
  /** Whether it follows only from when the thing is used (期末). */
  isOccasion: boolean;
  /** Whether the text names something that is of none of the kinds. */
  isOther: boolean;
  /** Every word that names a kind. */
  words: WordMatch[];
}

/** The kind that a folded text names. */
export function readKind(text: string, terms: GuessTerms, cased = text): KindReading {
  const bare = withoutCompany(text);
  const words = matchWords(bare, [terms.words("kind"), ownWords], cased);
  const form = spoken(bare)[0] ?? headMatch(words);
  const isOther = form?.key === noKind;
  const head = form ?? headMatch(matchWords(bare, [occasionWords], cased));
  const named = words.filter(({ key }) => key !== noKind);
  const isKnown = head && !isOther && terms.find("kind", head.key);
  return { ...(isKnown && { kind: head }), isOccasion: form === undefined, isOther, words: named };
}
