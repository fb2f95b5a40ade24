import type { ColumnType, Generated } from "kysely";

export const vocabularySchemes = [
  "kind",
  "subject",
  "grade",
  "term",
  "edition",
  "volume",
  "stage",
  "lesson-type",
] as const;
export type VocabularyScheme = (typeof vocabularySchemes)[number];

/** What a term carries beyond its names. Open: administrators may add more. */
export interface TermAttributes {
  /** Other words that people use for it: read by the guessing of fields and by the synonyms of search. */
  aliases?: string[];
  /** Longer words that contain the term's name but do not mean it (科学家 is not the subject 科学). */
  notIn?: string[];
  /** File extensions, without the dot, that suggest it when nothing else does. */
  extensions?: string[];
  /** Of an edition: the only subject it is made for. */
  subject?: string;
  /** Of a subject: the only edition in use throughout the country. */
  soleEdition?: string;
  [name: string]: unknown;
}

export interface VocabularyTermTable {
  scheme: string;
  key: string;
  zh: string;
  en: string;
  code: string | null;
  position: number;
  /** Written as JSON text, read as an object. */
  attributes: ColumnType<TermAttributes, string | undefined, string>;
  is_active: Generated<boolean>;
}

export const textbookNodeKinds = ["textbook", "unit", "lesson"] as const;
export type TextbookNodeKind = (typeof textbookNodeKinds)[number];

/** A textbook, one of its units, or a lesson in a unit. The book's facts are repeated on each of its nodes. */
export interface TextbookNodeTable {
  id: string;
  parent_id: string | null;
  kind: TextbookNodeKind;
  subject: string;
  edition: string;
  issue_year: number | null;
  grade: string;
  volume: string;
  title: string;
  position: number;
}
