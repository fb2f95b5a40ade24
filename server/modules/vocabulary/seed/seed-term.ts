import type { TermAttributes, VocabularyScheme } from "../tables.ts";

/** A term as seeded; its position is its place in the list. */
export interface SeedTerm {
  scheme: VocabularyScheme;
  key: string;
  zh: string;
  en: string;
  code?: string;
  attributes?: TermAttributes;
}
