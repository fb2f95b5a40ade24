import type { Term } from "../query-terms.ts";
import { type Bits, bitsFor, countBits, intersect } from "./bits.ts";
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
  /** Those in scope. */
  documents: Bits;
  /** How many in scope. */
  having: number;
}

export interface GatherOptions {
  isRequired: boolean;
  postings: Postings;
  inScope: Bits;
  /** The word as a name has it that the question's neighbours sound like: no slip of this word alone. */
  heardEvidence: Iterable<Evidence>;
  /** What else may stand for the word; `isMissing`: nothing in scope has it as written. */
  weakEvidence(isMissing: boolean): Iterable<Evidence>;
}

/** Reads a word's lists, before anything is scored: most documents fall out because they lack another word. */
export function gatherTerm(
  term: Term,
  { isRequired, postings, inScope, heardEvidence, weakEvidence }: GatherOptions,
): GatheredTerm {
  const documents = bitsFor(inScope.length * 32 - 1);
  const evidence: FoundEvidence[] = [];
  const read = (one: Evidence, isSlip: boolean) => {
    const set = postings.find(one.expression);
    if (set.size === 0) return;
    evidence.push({ ...one, set, isSlip });
    set.addTo(documents);
  };
  for (const one of writtenEvidence(term)) read(one, false);
  intersect(documents, inScope);
  const written = countBits(documents);
  for (const one of heardEvidence) read(one, false);
  for (const one of weakEvidence(isRequired && written === 0)) read(one, true);
  intersect(documents, inScope);
  return { term, isRequired, evidence, documents, having: countBits(documents) };
}
