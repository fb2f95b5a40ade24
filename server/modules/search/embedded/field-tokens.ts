import type { DocumentTerms, WrittenField } from "../document-terms.ts";

interface FieldTokens {
  field: WrittenField;
  /** First letter of the tokens of its words. */
  word: string;
  /** First letter of the tokens of its grams. */
  gram: string;
  /** What a word found there is worth; a gram is worth `gramShare` of it. */
  weight: number;
}

/**
 * Strongest first. A word in a field outranks the same word in all weaker fields together, and a mere gram in a title
 * (和服 in 产品和服务) still outranks a word on the browse path.
 */
export const fieldTokens: FieldTokens[] = [
  { field: "title", word: "t", gram: "u", weight: 16 },
  { field: "textbookNode", word: "n", gram: "o", weight: 8 },
  { field: "keywords", word: "k", gram: "l", weight: 4.5 },
  { field: "summary", word: "s", gram: "r", weight: 2.5 },
  { field: "fileNames", word: "f", gram: "e", weight: 1.5 },
  { field: "passages", word: "b", gram: "c", weight: 0.8 },
];
export const gramShare = 0.7;

/** A sound never outranks a written match, however many words sound alike. */
export const pinyinWeight = 0.01;
export const pinyinToken = "p";
export const initialsToken = "i";
export const headToken = "h";

/** One string for the full-text table: each token with its field's letter before it. */
export function encodeTerms(terms: DocumentTerms): string {
  const tokens: string[] = [];
  for (const { field, word, gram } of fieldTokens) {
    for (const text of terms.fields[field].words) tokens.push(word + text);
    for (const text of terms.fields[field].grams) tokens.push(gram + text);
  }
  for (const text of terms.pinyin) tokens.push(pinyinToken + text);
  for (const text of terms.initials) tokens.push(initialsToken + text);
  if (terms.head) tokens.push(headToken + terms.head);
  return tokens.join(" ");
}

/** A token as FTS5 takes it. Tokens hold letters, digits, `.`, `+` and `#` only, so nothing needs escaping. */
export const exactly = (token: string): string => `"${token}"`;
export const beginningWith = (token: string): string => `"${token}" *`;
