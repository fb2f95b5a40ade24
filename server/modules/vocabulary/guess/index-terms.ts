import { type GuessTerm, type WordTable, wordsOfTerms } from "./match-words.ts";

/** Terms as the reading asks for them. */
export interface GuessTerms {
  of: (scheme: string) => GuessTerm[];
  find: (scheme: string, key: string | undefined) => GuessTerm | undefined;
  /** Their names and aliases. */
  words: (scheme: string) => WordTable;
}

const indexed = new WeakMap<GuessTerm[], GuessTerms>();

/** Made once of each list: a folder of 300 files asks with the same one. */
export function indexTerms(terms: GuessTerm[]): GuessTerms {
  const known = indexed.get(terms);
  if (known) return known;
  const schemes = Map.groupBy(terms, (term) => term.scheme);
  const byKey = new Map(terms.map((term) => [`${term.scheme} ${term.key}`, term]));
  const tables = new Map<string, WordTable>();
  const index: GuessTerms = {
    of: (scheme) => schemes.get(scheme) ?? [],
    find: (scheme, key) => (key === undefined ? undefined : byKey.get(`${scheme} ${key}`)),
    words(scheme) {
      const table = tables.get(scheme) ?? wordsOfTerms(schemes.get(scheme) ?? []);
      tables.set(scheme, table);
      return table;
    },
  };
  indexed.set(terms, index);
  return index;
}
