import type { Context } from "../../context.ts";
import { Unavailable } from "../../errors.ts";
import { isVisibleTo } from "../resources/index.ts";
import type { VisibleResult, VisibleSearch } from "./find-visible.ts";
import { foldText } from "./fold-text.ts";
import { parseQuery } from "./parse-query.ts";
import type { ScopeKey, SearchRequest, Spelling } from "./search-index.ts";
import { checkFound, listPending } from "./search-store.ts";

const mostWords = 4;
const mostSpellings = 3;
const mostTried = 5;
const mostShown = 3;

interface Correction {
  question: string;
  text: string;
  witnesses: Spelling["resourceId"][];
}

/** The words of a text that may be misspelled; not those excluded or too short to be told from others. */
const wordsOf = (text: string): string[] => {
  const words = parseQuery(text)
    .terms.filter(
      ({ text, isHan, isOptional }) => !isOptional && (isHan ? text.length > 1 : /^\p{L}{3,}$/u.test(text)),
    )
    .map((term) => term.text);
  return [...new Set(words)];
};

/** Puts another word where a word stands, however it is written there; unchanged where it does not. */
export function replaceWord(question: string, word: string, by: string): string {
  const { text, origins } = foldText(question);
  const start = text.indexOf(word);
  if (start < 0 || word === "") return question;
  return question.slice(0, origins[start]) + by + question.slice(origins[start + word.length]);
}

/** Each word by its likeliest spelling first, alone, then all of them at once. */
function correctionsOf(
  question: string,
  text: string,
  found: { word: string; spellings: Spelling[] }[],
): Correction[] {
  const replace = (changes: { word: string; spelling: Spelling }[]): Correction => ({
    question: changes.reduce(
      (whole, { word, spelling }) => replaceWord(whole, word, spelling.text),
      question,
    ),
    text: changes.reduce((whole, { word, spelling }) => replaceWord(whole, word, spelling.text), text),
    witnesses: changes.map(({ spelling }) => spelling.resourceId),
  });
  const single = Array.from({ length: mostSpellings }, (_, rank) =>
    found.flatMap(({ word, spellings }) => {
      const spelling = spellings[rank];
      return spelling ? [replace([{ word, spelling }])] : [];
    }),
  ).flat();
  const best = found.flatMap(({ word, spellings: [spelling] }) => (spelling ? [{ word, spelling }] : []));
  const all = best.length > 1 ? [...single.slice(0, mostTried - 1), replace(best)] : single;
  const distinct = new Map(all.filter((one) => one.question !== question).map((one) => [one.question, one]));
  return [...distinct.values()].slice(0, mostTried);
}

const findSpellings = async (ctx: Context, words: string[], scope: ScopeKey[]) => {
  const pending = await listPending(ctx.db);
  return Promise.all(
    words.slice(0, mostWords).map(async (word) => {
      const spellings = await ctx.search.spellings(word, scope, mostSpellings, pending);
      return { word, spellings: spellings.filter((one) => one.text !== word) };
    }),
  );
};

/**
 * Questions that may have been meant by one that nothing, nothing whole, or only other spellings answer: at most three, each with words of
 * titles that the actor may see now and with an answer that has all of its words. Nothing where the engine does not answer.
 */
export async function findCorrections(
  ctx: Context,
  visible: VisibleSearch,
  question: string,
  request: Omit<SearchRequest, "exclude">,
  { hits, isPartial, misspelled }: Pick<VisibleResult, "hits" | "isPartial" | "misspelled">,
): Promise<string[]> {
  if (request.offset > 0 || (hits.length > 0 && !isPartial && misspelled.length === 0)) return [];
  const words = misspelled.length > 0 ? misspelled : wordsOf(request.text);
  try {
    const found = await findSpellings(ctx, words, request.scope);
    const corrections = correctionsOf(question, request.text, found);
    const witnesses = [...new Set(corrections.flatMap((one) => one.witnesses))];
    const check = await checkFound(ctx.db, witnesses, isVisibleTo(ctx.actor));
    const seen = new Set(check.visible.map(({ id }) => id));
    const shown = await Promise.all(
      corrections
        .filter((one) => one.witnesses.every((id) => seen.has(id)))
        .map(async ({ question, text }) => {
          const page = { offset: 0, limit: 1, withFacets: false };
          const { hits, isPartial } = await visible.find(ctx, { ...request, ...page, text });
          return hits.length > 0 && !isPartial ? question : undefined;
        }),
    );
    return shown.filter((one) => one !== undefined).slice(0, mostShown);
  } catch (error) {
    if (error instanceof Unavailable && !error.code.startsWith("database")) return [];
    throw error;
  }
}
