import type { RawBuilder } from "kysely";
import type { Context } from "../../context.ts";
import { filterConditions, isVisibleTo, listVisibleCards, publicCardView } from "../resources/index.ts";
import { parseQuery } from "./parse-query.ts";
import type { QuestionInContext } from "./question-reader.ts";
import type { SearchQuery } from "./schema.ts";
import type { Preference } from "./search-index.ts";
import { findByTitle, type TitleQuestion } from "./search-store.ts";

const wishOf = ({ field, keys }: Preference): RawBuilder<unknown>[] => filterConditions({ [field]: keys });

/** Title words as the engines read them; what became fields need not be there, unless nothing else is asked for. */
const toTitleQuestion = ({ understood, synonyms }: QuestionInContext): TitleQuestion => {
  const { terms, phrases, excluded } = parseQuery(understood.text, synonyms);
  const words = terms
    .filter((term) => !term.isOptional)
    .map((term) => [term.text, ...term.alternatives.map(({ text }) => text)]);
  const wishes = understood.preferences.flatMap(wishOf);
  return {
    words: understood.isOnlyFields ? [] : [...words, ...phrases.map(({ text }) => [text])],
    without: excluded.map(({ text }) => text),
    wishes,
    needsWish: understood.isOnlyFields === true && wishes.length > 0,
  };
};

/**
 * What has the words in its title, from the database, without facets or passages, while the engine does not answer. The
 * total is exact.
 */
export const searchDatabase = async (
  ctx: Context,
  question: QuestionInContext,
  query: SearchQuery,
  offset: number,
) => {
  const isVisible = isVisibleTo(ctx.actor);
  const conditions = [isVisible, ...filterConditions(query)];
  const page = { offset, limit: query.limit + 1 };
  const { ids, total } = await findByTitle(ctx.db, toTitleQuestion(question), conditions, query.sort, page);
  const rows = await listVisibleCards(ctx.db, ids.slice(0, query.limit), isVisible);
  const hits = rows.map((row) => ({
    resource: publicCardView(row),
    title: [{ text: row.title, isMatch: false }],
    passages: [],
  }));
  return {
    isPartial: false,
    didYouMean: [],
    hits,
    facets: {},
    total,
    hasMore: ids.length > query.limit,
    degraded: true,
  };
};
