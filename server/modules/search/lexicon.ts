import type { UnitId } from "../../ids.ts";
import type { TermAttributes } from "../vocabulary/index.ts";
import { normalizeText } from "./fold-text.ts";
import { calendarWords, gradeWords } from "./lexicon-calendar.ts";
import { englishNamesOf, isEverydayWord } from "./lexicon-english.ts";
import { narrowerWords } from "./lexicon-narrower.ts";
import type { FacetField } from "./search-index.ts";

export interface Facet {
  field: FacetField;
  keys: string[];
}

/** What a word of a question may stand for. Without facets it protects: a longer name that holds facet words as letters. */
export interface LexiconEntry {
  facets: Facet[];
  /**
   * `number`: has a numeral in it (三年级, 2026秋); `brief`: is nothing but one (三上); both need fitting neighbours.
   * `everyday`: an English word that is a name only where no other one is left over as text (music, but not music festival).
   */
  reading: "word" | "number" | "brief" | "everyday";
  /** Says more than its facet does (微课 is only some material), so it is looked for as text too. */
  isNarrower: boolean;
}

/** The words that people use for fields of a resource. */
export interface Lexicon {
  /** By the word as `normalizeText` writes it. */
  words: ReadonlyMap<string, LexiconEntry>;
  /** Of the longest word, in UTF-16 units. */
  longest: number;
  /** Chinese names by "field/key". */
  labels: ReadonlyMap<string, string>;
  /** The vocabulary's terms by "field/key". */
  attributes: ReadonlyMap<string, TermAttributes>;
}

export interface LexiconTerm {
  scheme: string;
  key: string;
  zh: string;
  en: string;
  attributes: TermAttributes;
}

export interface LexiconCampus {
  id: UnitId;
  name: string;
}

const facetSchemes: ReadonlySet<string> = new Set(["kind", "subject", "grade", "term", "edition", "volume"]);
const longestWord = 30;
/** 一小 for 一小校区, as everybody calls it. */
const campusEnding = /(?:校区|小学|中学|学校|教学点)$/;

/** Without numbers, subtitles, what is in brackets, and the points. */
const namesOfTitle = (title: string): string[] => {
  const name = title.replace(/^第.{1,3}单元\s*/, "");
  const bare = name.replace(/(?:[（(：:]|—|[一二三四五六七八九十]{1,2}$).*$/, "").trim();
  return [name, bare, name.replace(/[\s\p{P}\p{S}]/gu, "")];
};

/** Titles of units and lessons as people write them: names that facet words in them do not make less of. */
export const namesOfTitles = (titles: readonly string[]): string[] => [
  ...new Set(titles.flatMap(namesOfTitle).map((name) => normalizeText(name).trim())),
];

const longestOf = (words: ReadonlyMap<string, LexiconEntry>): number =>
  Math.max(0, ...Array.from(words.keys(), (word) => word.length));

/** Adds the campuses that an asker may know of, by their names and as people call them. */
export function addCampuses(lexicon: Lexicon, campuses: readonly LexiconCampus[]): Lexicon {
  const words = new Map(lexicon.words);
  for (const { id, name } of campuses) {
    for (const written of new Set([name, name.replace(campusEnding, "")])) {
      const word = normalizeText(written).trim();
      const known = words.get(word);
      const facet = known?.facets.find(({ field }) => field === "campus");
      if (Array.from(word).length < 2 || word.length > longestWord || (known && !facet)) continue;
      const keys = [...(facet?.keys ?? []), id];
      words.set(word, { facets: [{ field: "campus", keys }], reading: "word", isNarrower: false });
    }
  }
  return { ...lexicon, words, longest: longestOf(words) };
}

/**
 * Gathers the words from the vocabulary, and `names` that protect what is in them. A word of several meanings
 * within a field keeps them all.
 */
export function buildLexicon(terms: readonly LexiconTerm[], names: readonly string[]): Lexicon {
  const words = new Map<string, LexiconEntry>();
  const labels = new Map<string, string>();
  const attributes = new Map<string, TermAttributes>();
  const add = (written: string, facets: Facet[], reading: LexiconEntry["reading"] = "word"): void => {
    const word = normalizeText(written).trim();
    if (Array.from(word).length < 2 || word.length > longestWord) return;
    const known = words.get(word);
    if (!known) {
      words.set(word, { facets, reading, isNarrower: narrowerWords.has(word) });
      return;
    }
    for (const { field, keys } of facets) {
      const same = known.facets.find((facet) => facet.field === field);
      if (same) same.keys = [...new Set([...same.keys, ...keys])];
      else if (known.facets.length === 0) words.set(word, { ...known, facets });
    }
  };
  for (const term of terms) {
    const { scheme, key, zh, attributes: extra } = term;
    if (!facetSchemes.has(scheme)) continue;
    const field = scheme as FacetField;
    labels.set(`${field}/${key}`, zh);
    attributes.set(`${field}/${key}`, extra);
    const isNumber = field === "grade" || field === "term";
    for (const word of [zh, ...(extra.aliases ?? [])])
      add(word, [{ field, keys: [key] }], isNumber ? "number" : "word");
    for (const word of englishNamesOf(term))
      add(word, [{ field, keys: [key] }], isEverydayWord(word) ? "everyday" : isNumber ? "number" : "word");
    if (field === "subject") add(`${zh}课`, [{ field, keys: [key] }]);
  }
  for (const { scheme, attributes: extra } of terms) {
    if (scheme !== "stage" || !Array.isArray(extra.grades)) continue;
    const grades = extra.grades.filter((grade) => typeof grade === "string");
    for (const stage of terms)
      if (stage.attributes === extra) add(stage.zh, [{ field: "grade", keys: grades }]);
  }
  for (const { word, facets, reading } of [...gradeWords(), ...calendarWords(terms)])
    add(word, facets, reading);
  for (const { attributes: extra } of terms) for (const word of extra.notIn ?? []) add(word, []);
  for (const name of names)
    if (name.length > 1 && name.length <= longestWord && !words.has(name))
      words.set(name, { facets: [], reading: "word", isNarrower: false });
  return { words, longest: longestOf(words), labels, attributes };
}
