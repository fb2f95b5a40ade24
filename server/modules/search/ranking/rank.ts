import type { WrittenField } from "../document-terms.ts";

/**
 * What a word is worth in each field: more than in all weaker ones together, and a mere pair of characters in a title
 * (和服 in 产品和服务) more than a word on the browse path.
 */
export const fieldWorth: Record<WrittenField, number> = {
  title: 16,
  textbookNode: 8,
  keywords: 4.5,
  summary: 2.5,
  fileNames: 1.5,
  names: 1.2,
  passages: 0.6,
};
/** What a pair of characters is worth of a word that the dictionary cuts. Passages know pairs only. */
export const gramShare = 0.7;
/** What a word is worth that a title has only inside one a character longer (重量 in 载重量): as much as a mere pair. */
const insideShare = gramShare;
/** What an alternative (课件 for ppt) is worth of the word itself. */
export const alternativeShare = 0.85;
/** What a word is worth that only sounds alike or is one letter off, beside what every slip costs. */
export const slipShare = 0.8;
/** What a weaker field adds when a stronger one has the word already. */
export const alsoShare = 0.05;

/**
 * Where any words will do, of what those that somebody in scope has are worth in a title: less is an everyday word in some file, and says nothing
 * of what two texts are about.
 */
const anyShare = 0.1;
export const leastWorthOfAny = (weight: number): number => anyShare * fieldWorth.title * weight;

/** Of what a partial match has matched, so much counts: below a document that has every word, be it by its sound only. */
export const partialWorth = 0.3;

const coverageWorth = 6;
const exactTitleWorth = 8;
const nearTitleWorth = 4;
const samePassageWorth = 0.8;
/** A remembered sentence goes before its words apart in keywords and a summary, not before keywords that have them all. */
const wholePassageWorth = 3;
/**
 * Of what all the words in the title are worth, each wish: one moves a word from the path above a title, not from a file;
 * several that are named together outweigh where the words stand.
 */
const wishShare = 0.6;
/** What a question of nothing but wishes weighs: they count for more than the words that say them. */
export const listingWeight = 100;
/** Above every sum of the other parts, so that what matches more of the question comes first. */
const perMatched = 1000;
const perSlip = 200;

/** Everything that decides a document's place for one question. */
export interface MatchParts {
  /** 0 to 1: how much of the question's words, by their weight, the document has. */
  matched: number;
  /** 0 to 1: how much of the required words it has only by sound or one letter off. */
  slipped: number;
  /** The sum of the words' worth in the fields that have them. */
  worth: number;
  /** 0 to 1: how much of its title the words make up. */
  coverage: number;
  isExactTitle: boolean;
  /** The weights of the wishes that it meets, together. */
  met: number;
  /** The sum of the weights of the question's words. */
  weight: number;
  /** From `standingOf`: decides between equals. */
  standing: number;
}

/** How well a document answers a question. Grows with every part but `slipped`; see docs/decisions/how-results-are-ranked.md. */
export const scoreOf = (parts: MatchParts): number =>
  parts.matched * perMatched -
  parts.slipped * perSlip +
  parts.worth +
  parts.coverage * coverageWorth +
  (parts.isExactTitle ? exactTitleWorth : 0) +
  parts.met * wishShare * fieldWorth.title * parts.weight +
  parts.standing;

/** How near one another the words stand, read from the texts of the first few documents. */
export interface NearnessParts {
  /** 0 to 1: neighbouring words of the question that are neighbours in the title. */
  title: number;
  /** 0 to 1: how much of the question is within one passage. */
  passage: number;
  /** The question stands in that passage as it was typed. */
  isWholeInPassage: boolean;
  /** The weights of the words that the title has only inside other words, together. */
  inside: number;
  weight: number;
}

/** What is added to the score of one of the first few documents, or taken from it. */
export const nearnessWorth = (parts: NearnessParts): number =>
  (parts.title * nearTitleWorth +
    parts.passage * samePassageWorth +
    (parts.isWholeInPassage ? wholePassageWorth : 0)) *
    parts.weight -
  parts.inside * (1 - insideShare) * fieldWorth.title;

const yearMs = 365.25 * 24 * 3600 * 1000;
const newYear2000 = 946_684_800_000;

/** Less than any word is worth: some reuse and some years change only the order of equals. */
export const standingOf = (reuseCount: number, publishedAtMs: number): number =>
  0.02 * Math.min(10, Math.log2(1 + Math.max(0, reuseCount))) +
  0.002 * Math.min(50, Math.max(0, (publishedAtMs - newYear2000) / yearMs));

/** 0.15 to 1: a word that most documents in scope have says little where not all words are needed. */
export const rarityOf = (having: number, all: number): number =>
  Math.max(0.15, Math.log((all + 1) / (having + 0.5)) / Math.log((all + 1) / 0.5));
