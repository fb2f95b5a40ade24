import { type HeardName, partsHeard, termOfName } from "../names-asked.ts";
import { enoughWhole, type ParsedRequest } from "../parse-request.ts";
import type { Term } from "../query-terms.ts";
import { rarityOf } from "../ranking/rank.ts";
import type { Preference } from "../search-index.ts";
import { pairsOf, piecesOf } from "../segment.ts";
import { spokenRuns } from "../spoken-runs.ts";
import { type Bits, BitsPool, clearBit, countBits, intersect, unite } from "./bits.ts";
import type { Columns } from "./columns.ts";
import type { DocumentTexts } from "./document-texts.ts";
import { type Evidence, phraseExpressions, slipEvidence, soundEvidence } from "./evidence.ts";
import { type GatheredTerm, gatherTerm } from "./gather.ts";
import { hearNames } from "./hear-names.ts";
import type { Postings } from "./postings.ts";
import { ScoreSheet } from "./score-sheet.ts";
import type { Speller } from "./spell.ts";

/** Documents with their scores; valid until the next match, for the arrays are used again. */
export interface Matches {
  numbers: Uint32Array;
  count: number;
  isPartial: boolean;
  /** Words and names that nothing in scope has as written, and that were taken for others. */
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
  texts: DocumentTexts;
  /** By document number, 1 for those that may be found: of the others nothing is kept, nor counted. */
  mask: Uint8Array;
  /** The same. */
  inScope: Bits;
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
  readonly #pool = new BitsPool();

  /** Documents that have all the required words; where none has, or any will do, those with some of them. */
  match(query: ParsedRequest, source: MatchSource, options: MatchOptions): Matches {
    const { columns, postings, inScope } = source;
    const misspelled: string[] = [];
    const pool = this.#pool;
    pool.takeBack();
    const gathered = gatherTerms(query, { ...source, pool }, misspelled);
    const required = gathered.filter((one) => one.isRequired);
    // Where any word will do, 的 and the like would make everything alike.
    const terms = options.matching === "any" && !query.isListing ? required : gathered;
    const wishes = { columns, preferences: options.preferences };
    const sheet = this.#sheet;
    const withoutExcluded = (candidates: Bits): Bits => {
      for (const phrase of query.excluded)
        for (const expression of phraseExpressions(phrase))
          for (const number of postings.find(expression).list()) clearBit(candidates, number);
      return candidates;
    };
    const fill = (candidates: Bits, weightOf: (one: GatheredTerm) => number) => {
      sheet.begin(candidates, columns.size, required.length);
      for (const one of terms) sheet.addTerm(one, weightOf(one));
      sheet.markExactTitles(postings, options.head);
    };
    const weightOf = ({ term }: GatheredTerm) => term.weight;
    if (query.isListing) {
      fill(withoutExcluded(pool.copyOf(inScope)), weightOf);
      return { ...sheet.list(wishes), isPartial: false, misspelled };
    }
    // Where not every word is needed, those that most documents have must not decide.
    const inScopeCount = countBits(inScope);
    const rareWeightOf = ({ term, having }: GatheredTerm) => term.weight * rarityOf(having, inScopeCount);
    const fillWithSome = (weightOf: (one: GatheredTerm) => number) => {
      const candidates = pool.take(inScope.length);
      for (const { documents } of required) unite(candidates, documents);
      fill(withoutExcluded(candidates), weightOf);
    };
    if (options.matching === "any") {
      fillWithSome(rareWeightOf);
      return { ...sheet.collect("any", wishes), isPartial: false, misspelled };
    }
    const withAll = pool.copyOf(inScope);
    for (const { documents } of required) intersect(withAll, documents);
    const whole = countBits(withoutExcluded(withAll));
    const isEnough = whole >= enoughWhole || (whole > 0 && !options.mayBeFollowed);
    if (isEnough || required.length < 2) {
      fill(withAll, weightOf);
      return { ...sheet.collect("all", wishes), isPartial: false, misspelled };
    }
    fillWithSome(weightOf);
    const some = sheet.collect("most", wishes, required.map(rareWeightOf));
    if (whole === 0) return { ...some, isPartial: some.count > 0, misspelled };
    return { ...some, isPartial: false, misspelled, isFollower: (number) => !sheet.hasAll(number) };
  }
}

/** What weak evidence is drawn from: the question's own neighbours, and names that sound like its runs. */
interface Overheard {
  spoken: Map<string, string>;
  heard: HeardName[];
  misspelled: string[];
}

/** The required terms first, names that only sound alike last. */
function gatherTerms(
  query: ParsedRequest,
  source: MatchSource & { pool: BitsPool },
  misspelled: string[],
): GatheredTerm[] {
  const { postings, inScope, pool } = source;
  const heard = source.columns.size > 1 ? hearNames(query.names, source) : [];
  misspelled.push(...heard.map(({ text }) => text));
  const overheard: Overheard = { spoken: spokenRuns(query.terms), heard, misspelled };
  const isRequired = (term: Term) => !query.isListing && !term.isOptional;
  const ordered = [...query.terms.filter(isRequired), ...query.terms.filter((term) => !isRequired(term))];
  return [
    ...ordered.map((term) =>
      gatherTerm(term, {
        isRequired: isRequired(term),
        postings,
        inScope,
        pool,
        heardEvidence: meantEvidence(partsHeard(term.text, heard)),
        weakEvidence: (isMissing) => weakEvidence(term, isMissing, overheard, source),
      }),
    ),
    ...heard.map((name) =>
      gatherTerm(termOfName(name), {
        isRequired: false,
        postings,
        inScope,
        pool,
        heardEvidence: meantEvidence(name.meant),
        weakEvidence: () => [],
      }),
    ),
  ];
}

const meantEvidence = (texts: string[]): Iterable<Evidence> =>
  slipEvidence(texts.map((text) => ({ text, tokens: tokensOfPhrase(text) })));

/** By sound, and where nothing in scope has the word, by what may have been meant. */
function* weakEvidence(
  term: Term,
  isMissing: boolean,
  { spoken, heard, misspelled }: Overheard,
  { speller, columns, mask }: MatchSource,
): Iterable<Evidence> {
  if (columns.size <= 1 || term.isOptional) return;
  if (term.isHan) {
    const isHeard = heard.some(({ text }) => text.includes(term.text));
    const alike = isMissing && !isHeard ? speller.soundAlikes(term.text, mask) : [];
    if (alike.length > 0) misspelled.push(term.text);
    return yield* meantEvidence(alike.map(({ text }) => text));
  }
  const run = spoken.get(term.text);
  if (isMissing) {
    const near = speller.nearWords(term.text, mask);
    if (near.length > 0) misspelled.push(term.text);
    yield* meantEvidence([...speller.spoken(run ?? term.text, mask), ...near]);
  }
  if (run) yield* soundEvidence(run);
  yield* soundEvidence(term.text);
}

const tokensOfPhrase = (text: string): string[] =>
  piecesOf(text).flatMap((piece) => (piece.isHan ? pairsOf(piece.text) : [piece.text]));
