import type { Term } from "../parse-query.ts";
import { enoughWhole, type ParsedRequest } from "../parse-request.ts";
import type { Preference } from "../search-index.ts";
import { pairsOf, piecesOf } from "../segment.ts";
import type { Columns } from "./columns.ts";
import {
  type Evidence,
  phraseExpressions,
  slipEvidence,
  soundEvidence,
  writtenEvidence,
} from "./evidence.ts";
import type { Postings } from "./postings.ts";
import { rarityOf } from "./rank.ts";
import { ScoreSheet } from "./score-sheet.ts";
import type { Speller } from "./spell.ts";

/** Documents with their scores; valid until the next match, for the arrays are used again. */
export interface Matches {
  numbers: Uint32Array;
  count: number;
  isPartial: boolean;
  /** Required words that nothing in scope has as written, and that were taken for others. */
  misspelled: string[];
  /** Where some have all words and others follow: whether a document is one of those. */
  isFollower?: (number: number) => boolean;
  /** Null where the question says nothing that could rank. */
  scores: Float32Array | null;
}

export interface MatchSource {
  columns: Columns;
  postings: Postings;
  speller: Speller;
  /** By document number, 1 for those that may be found: of the others nothing is kept, nor counted. */
  mask: Uint8Array;
}

export interface MatchOptions {
  matching: "all" | "any";
  /** Whether those with most of the words may follow where fewer than a page have all. */
  mayBeFollowed: boolean;
  preferences: Preference[];
  /** What a title that is the whole question begins with. */
  head: string;
}

/** Collects, for one question after another, which documents have its words and how well. */
export class Matcher {
  readonly #sheet = new ScoreSheet();

  /** Documents that have all the required words; where none has, or any will do, those with some of them. */
  match(query: ParsedRequest, source: MatchSource, options: MatchOptions): Matches {
    const { columns, postings, mask } = source;
    const sheet = this.#sheet;
    const excluded = new Set<number>();
    for (const phrase of query.excluded)
      for (const expression of phraseExpressions(phrase))
        for (const number of postings.find(expression)) excluded.add(number);
    const required = query.isListing ? [] : query.terms.filter((term) => !term.isOptional);
    const optional = query.terms.filter((term) => term.isOptional);
    const terms = [...required, ...optional].map((term, i) => ({
      term,
      isRequired: i < required.length,
      evidence: null as Evidence[] | null,
    }));
    const spoken = spokenRuns(query);
    const misspelled: string[] = [];
    const fill = (weightOf: (term: Term, index: number) => number): number[] => {
      sheet.reset(columns.size, mask, required.length);
      return terms.map((entry, i) => {
        const { term, isRequired } = entry;
        sheet.beginTerm(weightOf(term, i), isRequired);
        for (const one of writtenEvidence(term)) sheet.add(postings.find(one.expression), one, false);
        entry.evidence ??= [
          ...this.#weakEvidence(term, isRequired && sheet.countOfTerm === 0, { spoken, misspelled }, source),
        ];
        for (const one of entry.evidence) sheet.add(postings.find(one.expression), one, true);
        return sheet.countOfTerm;
      });
    };
    const wishes = { columns, preferences: options.preferences, excluded };
    const having = fill((term) => term.weight);
    if (query.isListing) return { ...sheet.list(wishes), isPartial: false, misspelled };
    sheet.markExactTitles(postings, options.head);
    // Where not every word is needed, those that most documents have must not decide.
    const rareWeights = () => {
      const { inScope } = sheet;
      return terms.map(({ term }, i) => term.weight * rarityOf(having[i] as number, inScope));
    };
    if (options.matching === "any") {
      const weights = rareWeights();
      fill((_term, i) => weights[i] as number);
      sheet.markExactTitles(postings, options.head);
      return { ...sheet.collect("any", wishes), isPartial: false, misspelled };
    }
    const all = sheet.collect("all", wishes);
    const isEnough = all.count >= enoughWhole || (all.count > 0 && !options.mayBeFollowed);
    if (isEnough || required.length < 2) return { ...all, isPartial: false, misspelled };
    const some = sheet.collect("most", wishes, rareWeights().slice(0, required.length));
    if (all.count === 0) return { ...some, isPartial: some.count > 0, misspelled };
    return { ...some, isPartial: false, misspelled, isFollower: (number) => !sheet.hasAll(number) };
  }

  /** By sound, and where nothing in scope has the word, by what may have been meant. */
  *#weakEvidence(
    term: Term,
    isMissing: boolean,
    { spoken, misspelled }: { spoken: Map<string, string>; misspelled: string[] },
    { speller, columns, mask }: MatchSource,
  ): Iterable<Evidence> {
    if (columns.size <= 1 || term.isOptional) return;
    const meant = (texts: string[]) =>
      slipEvidence(texts.map((text) => ({ text, tokens: tokensOfPhrase(text) })));
    if (term.isHan) {
      const alike = isMissing ? speller.soundAlikes(term.text, mask) : [];
      if (alike.length > 0) misspelled.push(term.text);
      yield* meant(alike.map(({ text }) => text));
      return;
    }
    const run = spoken.get(term.text);
    if (isMissing) {
      const near = speller.nearWords(term.text, mask);
      if (near.length > 0) misspelled.push(term.text);
      yield* meant([...speller.spoken(run ?? term.text, mask), ...near]);
    }
    if (run) yield* soundEvidence(run);
    yield* soundEvidence(term.text);
  }
}

const tokensOfPhrase = (text: string): string[] =>
  piecesOf(text).flatMap((piece) => (piece.isHan ? pairsOf(piece.text) : [piece.text]));

const letters = /^[a-z]+$/;

/** Syllables or initials that were typed apart (fen shu, f s j), by each of them the whole. */
function spokenRuns(query: ParsedRequest): Map<string, string> {
  const runs = new Map<string, string>();
  let run: string[] = [];
  const end = () => {
    if (run.length > 1) for (const text of run) runs.set(text, run.join(""));
    run = [];
  };
  for (const { text, isHan } of query.terms) {
    if (!isHan && letters.test(text)) run.push(text);
    else end();
  }
  end();
  return runs;
}
