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

/** What both engines hold of a document, in our tokens. */
interface DocumentTerms {
  fields: Record<WrittenField, TextTerms>;
  /** The tokens of each passage, in the order of `document.passages`. */
  passages: TextTerms[];
  pinyin: string[];
  initials: string[];
  /** How the lesson's title sounds. */
  lesson: PinyinTokens;
  /** The title's letters and digits in one word, for what it begins with. */
  head: string;
}

/** All but the passages. */
export function termsOfFields(document: SearchDocument): {
  fields: Record<Exclude<WrittenField, "passages">, TextTerms>;
} & Pick<DocumentTerms, "pinyin" | "initials" | "lesson" | "head"> {
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

export function termsOfDocument(document: SearchDocument): DocumentTerms {
  const passages = document.passages.map(({ text }) => termsOfText(text));
  const together: TextTerms = { words: new Set(), grams: new Set() };
  for (const { words } of passages) for (const word of words) together.words.add(word);
  for (const { grams } of passages) {
    for (const gram of grams) if (!together.words.has(gram)) together.grams.add(gram);
  }
  const { fields, ...rest } = termsOfFields(document);
  return { ...rest, fields: { ...fields, passages: together }, passages };
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
