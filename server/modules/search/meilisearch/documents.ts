import { type TextTerms, termsOfDocument, writtenFields } from "../document-terms.ts";
import type { SearchDocument } from "../search-index.ts";
import { encodeKey, encodeTokens } from "./encode.ts";

export interface StoredResource {
  id: string;
  revision: number;
  /** Left by a removal while a rebuild is filling this index, so that its late copy does not bring it back. */
  isRemoved?: boolean;
  titleText: string;
  otherText: string;
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

/** Words, pairs and single characters: the question's words are asked for by any of them. */
function searchable({ words, grams }: TextTerms): string {
  const tokens = new Set([...words, ...grams]);
  for (const token of [...tokens]) for (const char of token.match(allHan) ?? []) tokens.add(char);
  return encodeTokens(tokens);
}

/** A resource and its passages as the two indexes hold them. */
export function toStored(document: SearchDocument): { resource: StoredResource; passages: StoredPassage[] } {
  const terms = termsOfDocument(document);
  const scope = document.scope.map(encodeKey);
  const fields = Object.fromEntries(writtenFields.map((field) => [field, searchable(terms.fields[field])]));
  const { textbookNode, keywords, summary, fileNames } = document;
  const resource = {
    id: document.id,
    key: encodeKey(document.id),
    revision: document.revision,
    titleText: document.title.toWellFormed(),
    otherText: [textbookNode, ...keywords, summary, ...fileNames].join("\n").toWellFormed(),
    scope,
    ...fields,
    pinyin: encodeTokens([...terms.pinyin, ...terms.initials]),
    kind: single(document.kind),
    subject: single(document.subject),
    grade: document.grades.map(encodeKey),
    term: single(document.term),
    edition: single(document.edition),
    volume: single(document.volume),
    campus: single(document.campus),
    author: single(document.author),
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
    tokens: searchable(terms.passages[i] ?? { words: new Set(), grams: new Set() }),
  }));
  return { resource, passages };
}
