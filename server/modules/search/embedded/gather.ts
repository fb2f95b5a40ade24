import type { Term } from "../query-terms.ts";
import { type Bits, type BitsPool, countBits, intersect } from "./bits.ts";
import { type Evidence, writtenEvidence } from "./evidence.ts";
import type { NumberSet } from "./number-set.ts";
import type { Postings } from "./postings.ts";

/** One list of documents, and what being in it says. */
export interface FoundEvidence extends Evidence {
  set: NumberSet;
  isSlip: boolean;
}

/** A word of the question with all lists of documents that have it, in one way or another. */
export interface GatheredTerm {
  term: Term;
  isRequired: boolean;
  evidence: FoundEvidence[];
  /** Those in scope; none where it is not required, for then nothing is drawn from them. */
  documents: Bits;
  /** How many these are. */
  having: number;
}

export interface GatherOptions {
  isRequired: boolean;
  postings: Postings;
  inScope: Bits;
  pool: BitsPool;
  /** The word as a name has it that the question's neighbours sound like: no slip of this word alone. */
  heardEvidence: Iterable<Evidence>;
  /** What else may stand for the word; `isMissing`: nothing in scope has it as written. */
  weakEvidence(isMissing: boolean): Iterable<Evidence>;
}

const nothing: Bits = new Uint32Array(0);

/** Reads a word's lists, before anything is scored: most documents fall out because they lack another word. */
export function gatherTerm(
  term: Term,
  { isRequired, postings, inScope, pool, heardEvidence, weakEvidence }: GatherOptions,
): GatheredTerm {
  const documents = isRequired ? pool.take(inScope.length) : nothing;
  const evidence: FoundEvidence[] = [];
  const read = (one: Evidence, isSlip: boolean) => {
    const set = postings.find(one.expression);
    if (set.size === 0) return;
    evidence.push({ ...one, set, isSlip });
    if (isRequired) set.addTo(documents);
  };
  for (const one of writtenEvidence(term)) read(one, false);
  intersect(documents, inScope);
  const isMissing = isRequired && countBits(documents) === 0;
  for (const one of heardEvidence) read(one, false);
  for (const one of weakEvidence(isMissing)) read(one, true);
  intersect(documents, inScope);
  return { term, isRequired, evidence, documents, having: countBits(documents) };
}
