import { type PinyinTokens, pinyinOf } from "./pinyin.ts";
import type { SearchDocument } from "./search-index.ts";
import { gramsOfPieces, normalizeText, piecesOf, tokensOfPieces } from "./segment.ts";

/** Written fields, strongest first; `names` are those of the author and the campus. */
export const writtenFields = [
  "title",
  "textbookNode",
  "keywords",
  "summary",
  "fileNames",
  "names",
  "passages",
] as const;
export type WrittenField = (typeof writtenFields)[number];

/** Distinct tokens of a text: `words` as the dictionary cuts it, `grams` its pairs of characters that are no such word. */
export interface TextTerms {
  words: Set<string>;
  grams: Set<string>;
}

const mixedWord = /^(?=.*\d)(?=.*[a-z])[a-z\d]+$/;

/** Unit4 is written Unit 4 as well: letters and digits apart; nothing for words that are not mixed. */
export const partsOfMixed = (word: string): string[] =>
  mixedWord.test(word) ? (word.match(/[a-z]+|\d+/g) ?? []) : [];

function addTerms(text: string, into: TextTerms): void {
  const found = piecesOf(normalizeText(text));
  for (const word of tokensOfPieces(found)) {
    into.words.add(word);
    for (const part of partsOfMixed(word)) into.words.add(part);
  }
  for (const gram of gramsOfPieces(found)) if (!into.words.has(gram)) into.grams.add(gram);
}

function termsOfText(...texts: string[]): TextTerms {
  const terms: TextTerms = { words: new Set(), grams: new Set() };
  for (const text of texts) addTerms(text, terms);
  return terms;
}

/** What the engine holds of a document beside its passages, in our tokens. */
interface FieldTerms {
  fields: Record<Exclude<WrittenField, "passages">, TextTerms>;
  pinyin: string[];
  initials: string[];
  /** How the lesson's title sounds. */
  lesson: PinyinTokens;
  /** The title's letters and digits in one word, for what it begins with. */
  head: string;
}

export function termsOfFields(document: SearchDocument): FieldTerms {
  const { title, textbookNode, keywords, summary, fileNames, authorName, campusName, lesson } = document;
  const { full, initials } = pinyinOf(title);
  return {
    fields: {
      title: termsOfText(title),
      textbookNode: termsOfText(textbookNode),
      keywords: termsOfText(...keywords),
      summary: termsOfText(summary),
      fileNames: termsOfText(...fileNames),
      names: termsOfText(authorName, campusName),
    },
    pinyin: full,
    initials,
    lesson: pinyinOf(lesson?.title ?? ""),
    head: headOf(title),
  };
}

const longestHead = 32;

/** A title, or the beginning of one, as one token. */
export const headOf = (text: string): string =>
  Array.from(
    piecesOf(normalizeText(text.slice(0, 200)))
      .map((piece) => piece.text)
      .join(""),
  )
    .slice(0, longestHead)
    .join("");
