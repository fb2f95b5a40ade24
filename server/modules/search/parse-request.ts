import { namesAsked } from "./names-asked.ts";
import { type ParsedQuery, parseQuery } from "./parse-query.ts";
import type { Term } from "./query-terms.ts";
import type { SearchRequest } from "./search-index.ts";

/** Documents that have all words and are fewer than these, a page, may be followed by others. */
export const enoughWhole = 20;

/** The facet says it better: the word itself only helps along. */
const preferenceShare = 0.3;
const mostWishes = 32;

export interface ParsedRequest extends ParsedQuery {
  /** Nothing is asked for but facet words, or nothing at all. */
  isListing: boolean;
  /** Of each Han run what may be a name that was written by its sound; none where "…" or -word say what is wanted. */
  names: string[][];
}

/** The question's words with what may be written instead, and the words of its preferences, which need not be there. */
export function parseRequest(
  request: Pick<SearchRequest, "text" | "synonyms" | "preferences" | "matching">,
): ParsedRequest {
  const query = parseQuery(request.text, request.synonyms);
  const known = new Set(query.terms.map((term) => term.text));
  const wishes: Term[] = [];
  for (const { text } of request.preferences ?? []) {
    for (const term of parseQuery(text).terms) {
      if (known.has(term.text)) continue;
      known.add(term.text);
      wishes.push({ ...term, isOptional: true, isPrefix: false, weight: term.weight * preferenceShare });
    }
  }
  const isExact = query.phrases.length + query.excluded.length > 0;
  return {
    ...query,
    terms: [...query.terms, ...wishes.slice(0, mostWishes)],
    isListing: query.terms.length === 0,
    names: isExact || request.matching === "any" ? [] : namesAsked(request.text),
  };
}

/**
 * Whether documents with most of the words may follow those with all: not where they are sorted otherwise, for they would
 * stand among them, nor for "…", which wants just that, nor for a single word, whatever parts it has.
 */
export function mayBeFollowed(query: ParsedRequest, { sort }: Pick<SearchRequest, "sort">): boolean {
  const required = query.terms.filter((term) => !term.isOptional);
  const whole = required.map(({ text }) => text).join("");
  const isOneWord = query.terms.some((term) => term.isOptional && term.text === whole);
  return sort === "relevance" && query.phrases.length === 0 && required.length > 1 && !isOneWord;
}
