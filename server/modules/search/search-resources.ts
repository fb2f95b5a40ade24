import { z } from "zod";
import type { Context } from "../../context.ts";
import { Unavailable } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../http/cursor.ts";
import { jsonPart } from "../../http/json-part.ts";
import { findCorrections } from "./did-you-mean.ts";
import type { VisibleResult, VisibleSearch } from "./find-visible.ts";
import type { QuestionInContext, QuestionReader } from "./question-reader.ts";
import type { SearchQuery, SearchReply } from "./schema.ts";
import { scopeKeysOf } from "./scope-keys.ts";
import { searchDatabase } from "./search-database.ts";
import type { SearchRequest } from "./search-index.ts";

type Reply = z.input<typeof SearchReply>;

/** Deeper than this nobody pages; it also bounds what one request can cost. */
const deepest = 2000;
const place = z.int().min(0).max(deepest);

const toRequest = (
  ctx: Context,
  query: SearchQuery,
  offset: number,
  { understood, preferences, synonyms }: QuestionInContext,
): Omit<SearchRequest, "exclude"> => ({
  text: understood.text,
  preferences,
  synonyms,
  scope: scopeKeysOf(ctx.actor),
  filters: {
    kind: query.kind,
    subject: query.subject,
    grade: query.grade,
    term: query.term,
    edition: query.edition,
    volume: query.volume,
    campus: query.campus,
    author: query.author,
  },
  sort: query.sort,
  offset,
  limit: query.limit + 1,
  withFacets: query.facets === "true",
});

const understoodView = ({ understood: { text, preferences } }: QuestionInContext): Reply["understood"] => ({
  text,
  preferences: preferences.map(({ field, keys, text }) => ({ field, keys, text })),
});

const toHits = (hits: VisibleResult["hits"]): Reply["hits"] =>
  hits.map(({ hit, card }) => ({
    resource: card,
    title: hit.written ? jsonPart(hit.written.title) : hit.title,
    passages: hit.written ? jsonPart(hit.written.passages) : hit.passages,
  }));

/** What a process keeps between searches. */
export interface SearchParts {
  visible: VisibleSearch;
  questions: QuestionReader;
  /** Whether the engine did not answer the last search: an outage is logged when it begins, and when it is over. */
  isAway: boolean;
}

const searchIndex = async (
  ctx: Context,
  visible: VisibleSearch,
  question: QuestionInContext,
  query: SearchQuery,
  offset: number,
) => {
  const request = toRequest(ctx, query, offset, question);
  const result = await visible.find(ctx, request);
  const { hits, facets, total, isPartial } = result;
  return {
    isPartial,
    didYouMean: await findCorrections(ctx, visible, query.q, request, result),
    hits: toHits(hits.slice(0, query.limit)),
    facets,
    total,
    hasMore: hits.length > query.limit,
    degraded: false,
  };
};

export const searchResources = async (
  ctx: Context,
  parts: SearchParts,
  query: SearchQuery,
): Promise<Reply> => {
  const started = performance.now();
  const { cursor, limit: _limit, facets: _facets, ...question } = query;
  const offset = cursor ? decodeCursor(question, cursor, place) : 0;
  const asked = await parts.questions.read(ctx, query.q, query.literal ?? []);
  const found = await searchIndex(ctx, parts.visible, asked, query, offset).catch((error: unknown) => {
    if (!(error instanceof Unavailable) || error.code.startsWith("database")) throw error;
    if (!parts.isAway) ctx.log.warn({ err: error }, "the search engine does not answer; the database does");
    parts.isAway = true;
    return searchDatabase(ctx, asked, query, offset);
  });
  const { hasMore, ...reply } = found;
  if (parts.isAway && !reply.degraded) {
    parts.isAway = false;
    ctx.log.info("the search engine answers again");
  }
  const next = offset + query.limit;
  return {
    understood: understoodView(asked),
    ...reply,
    nextCursor: hasMore && next <= deepest ? encodeCursor(question, next) : null,
    tookMs: Math.round((performance.now() - started) * 10) / 10,
  };
};
