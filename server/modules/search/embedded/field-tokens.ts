import type { TextTerms, termsOfFields, WrittenField } from "../document-terms.ts";
import { deletionsOf, mayBeMistyped } from "../ranking/near-words.ts";

interface FieldTokens {
  field: WrittenField;
  /** First letter of the tokens of its words. */
  word: string;
  /** First letter of the tokens of its grams; the same where words and grams are not told apart. */
  gram: string;
}

/** Strongest first; what each is worth stands in `rank.ts`. */
export const fieldTokens: FieldTokens[] = [
  { field: "title", word: "t", gram: "u" },
  { field: "textbookNode", word: "n", gram: "o" },
  { field: "keywords", word: "k", gram: "l" },
  { field: "summary", word: "s", gram: "r" },
  { field: "fileNames", word: "f", gram: "e" },
  { field: "names", word: "a", gram: "d" },
  { field: "passages", word: "b", gram: "b" },
];

export const pinyinToken = "p";
export const initialsToken = "i";
export const lessonPinyinToken = "q";
export const lessonInitialsToken = "j";
export const headToken = "h";
export const nearToken = "x";

/** `x<deletion>.<word>` for each Latin word, so that the words near a mistyped one are a few short ranges of tokens. */
function* deletionTokens(words: Iterable<string>): Iterable<string> {
  for (const word of words) {
    if (!mayBeMistyped(word)) continue;
    for (const deletion of deletionsOf(word)) yield `${nearToken}${deletion}.${word}`;
  }
}

/** One string for the full-text table: each token with its field's letter before it. */
export function encodeTerms(terms: ReturnType<typeof termsOfFields>, passages: ReadonlySet<string>): string {
  const tokens: string[] = [];
  for (const { field, word, gram } of fieldTokens) {
    if (field === "passages") continue;
    const found: TextTerms = terms.fields[field];
    for (const text of found.words) tokens.push(word + text);
    for (const text of found.grams) tokens.push(gram + text);
  }
  if (passages.size > 0) tokens.push(`b${[...passages].join(" b")}`);
  for (const text of terms.pinyin) tokens.push(pinyinToken + text);
  for (const text of terms.initials) tokens.push(initialsToken + text);
  for (const text of terms.lesson.full) tokens.push(lessonPinyinToken + text);
  for (const text of terms.lesson.initials) tokens.push(lessonInitialsToken + text);
  if (terms.head) tokens.push(headToken + terms.head);
  const { title, textbookNode, keywords, summary } = terms.fields;
  const words = [title, textbookNode, keywords, summary].flatMap((field) => [...field.words]);
  tokens.push(...deletionTokens(new Set([...words, ...passages])));
  return tokens.join(" ");
}

/** A token as FTS5 takes it. Tokens hold letters, digits, `.`, `+` and `#` only, so nothing needs escaping. */
export const exactly = (token: string): string => `"${token}"`;
export const beginningWith = (token: string): string => `"${token}" *`;
/** Documents that have all of these. */
export const allOf = (expressions: string[]): string => expressions.join(" AND ");
