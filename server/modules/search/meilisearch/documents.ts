import { termsOfFields, writtenFields } from "../document-terms.ts";
import { syllablesOf } from "../pinyin.ts";
import { deletionsOf, mayBeMistyped } from "../ranking/near-words.ts";
import type { FacetField, SearchDocument } from "../search-index.ts";
import { gramsOf, hanRunsOf, normalizeText, piecesOf } from "../segment.ts";
import { encodeKey, encodeToken, encodeTokens, nearToken } from "./encode.ts";

export type NamedField = Exclude<(typeof writtenFields)[number], "passages">;
export const namedFields = writtenFields.filter((field): field is NamedField => field !== "passages");

/** What is searched besides: `labels` are asked for suggestions, `near` for words one letter off. */
export const labelFields = ["lessonLabel", "authorLabel", "campusLabel"] as const;

export interface StoredResource extends Record<FacetField, string[]> {
  id: string;
  revision: number;
  /** Left by a removal while a rebuild is filling this index, so that its late copy does not bring it back. */
  isRemoved?: boolean;
  texts: Record<NamedField, string>;
  /** Keys and names as they are shown; the lesson's is null where there is none. */
  labels: { lesson: { id: string; title: string } | null; author: string; campus: string };
  authorId: string;
  campusId: string;
  /** Latin words that may have been meant by a mistyped one. */
  latinWords: string[];
  publishedAtMs: number;
  reuseCount: number;
}

export interface StoredPassage {
  resourceId: string;
  fileId: string;
  sha256: string;
  fileName: string;
  page: number | null;
  pageKind: "page" | "slide" | "sheet" | "section";
  text: string;
}

const single = (key: string | null) => (key === null ? [] : [encodeKey(key)]);
const allHan = /[\u3400-\u9fff]/g;
/** A book of English has more words; those of its first pages are looked at for slips. */
const mostLatinWords = 1000;

/** Pairs and words; single characters are asked for as well. */
function searchable(tokens: Iterable<string>): string {
  const found = new Set(tokens);
  for (const token of [...found]) for (const char of token.match(allHan) ?? []) found.add(char);
  return encodeTokens(found);
}

/** Pairs and words of other scripts: the dictionary's cutting would cost more than it says of a long text. */
const passageTokens = (text: string): string[] => [
  ...gramsOf(text),
  ...piecesOf(normalizeText(text)).flatMap((piece) => (piece.isHan ? [] : [piece.text])),
];

const longestSound = 8;

/** Every stretch of syllables and of initials: only a question's last word is looked up by its beginning. */
function soundTokens(...texts: string[]): string[] {
  const found = new Set<string>();
  for (const run of new Set(texts.flatMap(hanRunsOf))) {
    const syllables = syllablesOf(run).filter((syllable) => syllable !== "");
    for (let from = 0; from < syllables.length; from += 1) {
      for (let to = from + 1; to <= Math.min(syllables.length, from + longestSound); to += 1) {
        const stretch = syllables.slice(from, to);
        const letters = stretch.join("");
        // People type v and u for ü.
        for (const full of [letters, letters.replaceAll("v", "u")]) found.add(full);
        if (stretch.length > 1) found.add(stretch.map((syllable) => syllable.charAt(0)).join(""));
      }
    }
  }
  return [...found];
}

const labelTokens = (text: string): string => searchable([...passageTokens(text), ...soundTokens(text)]);

const textsOf = (document: SearchDocument): Record<NamedField, string> => {
  const { title, textbookNode, keywords, summary, fileNames, authorName, campusName } = document;
  const texts = {
    title,
    textbookNode,
    keywords: keywords.join("\n"),
    summary,
    fileNames: fileNames.join("\n"),
    names: `${authorName}\n${campusName}`,
  };
  return Object.fromEntries(
    Object.entries(texts).map(([field, text]) => [field, text.toWellFormed()]),
  ) as Record<NamedField, string>;
};

/** A resource and its passages as the two indexes hold them. */
export function toStored(document: SearchDocument) {
  const terms = termsOfFields(document);
  const scope = document.scope.map(encodeKey);
  const { lesson } = document;
  const fields = Object.fromEntries(
    namedFields.map((field) => [
      field,
      searchable([...terms.fields[field].words, ...terms.fields[field].grams]),
    ]),
  );
  const perPassage = document.passages.map(({ text }) => passageTokens(text));
  const together = new Set(perPassage.flat());
  const { title, textbookNode, keywords, summary } = terms.fields;
  const words = new Set([title, textbookNode, keywords, summary].flatMap((field) => [...field.words]));
  const latinWords = [...words, ...together].filter(mayBeMistyped).slice(0, mostLatinWords);
  const resource = {
    id: document.id,
    key: encodeKey(document.id),
    revision: document.revision,
    texts: textsOf(document),
    labels: {
      lesson: lesson && { id: lesson.id, title: lesson.title.toWellFormed() },
      author: document.authorName.toWellFormed(),
      campus: document.campusName.toWellFormed(),
    },
    authorId: document.author,
    campusId: document.campus,
    scope,
    ...fields,
    passages: searchable(together),
    pinyin: encodeTokens(soundTokens(document.title, lesson?.title ?? "")),
    head: terms.head ? [encodeToken(terms.head)] : [],
    lessonLabel: labelTokens(lesson?.title ?? ""),
    authorLabel: labelTokens(document.authorName),
    campusLabel: labelTokens(document.campusName),
    latinWords,
    near: [...new Set(latinWords.flatMap(deletionsOf))].map(nearToken).join(" "),
    lesson: lesson ? [encodeKey(lesson.id)] : [],
    kind: single(document.kind),
    subject: single(document.subject),
    grade: document.grades.map(encodeKey),
    term: single(document.term),
    edition: single(document.edition),
    volume: single(document.volume),
    campus: single(document.campus),
    author: single(document.author),
    titleLength: Math.min(255, Array.from(document.title).length),
    publishedAtMs: document.publishedAtMs,
    reuseCount: document.reuseCount,
  };
  const passages = document.passages.map((passage, i) => ({
    ...passage,
    id: `${document.id}_${i}`,
    position: i,
    resource: encodeKey(document.id),
    resourceId: document.id,
    scope,
    fileName: passage.fileName.toWellFormed(),
    text: passage.text.toWellFormed(),
    tokens: searchable(perPassage[i] ?? []),
  }));
  return { resource, passages };
}
