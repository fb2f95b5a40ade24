import { z } from "zod";
import { type Actor, scopeOf } from "../../actor.ts";
import type { Context } from "../../context.ts";
import { Unavailable } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../http/cursor.ts";
import type { PersonId, ResourceId, UnitId } from "../../ids.ts";
import {
  type CardRow,
  cardView,
  filterConditions,
  isVisibleTo,
  listResourceRows,
  listVisibleCards,
} from "../resources/index.ts";
import type { SearchQuery, SearchReply } from "./schema.ts";
import type { ScopeKey, SearchHit, SearchRequest, SearchResult } from "./search-index.ts";
import { findByTitle, keepVisible, listNames, listPending, mostPending } from "./search-store.ts";

type Reply = z.input<typeof SearchReply>;

/** Deeper than this nobody pages; it also bounds what one request can cost. */
const deepest = 2000;
/** How often the index is asked again because it offered what may not be seen. */
const mostRounds = 3;
const place = z.int().min(0).max(deepest);

/** What the actor may find: shared with a unit of the scope, public, or the own. */
export const scopeKeysOf = (actor: Actor): ScopeKey[] => [
  ...scopeOf(actor).map((unitId): ScopeKey => `unit:${unitId}`),
  "public",
  ...(actor.kind === "user" ? [`author:${actor.id}` as const] : []),
];

const toRequest = (
  ctx: Context,
  query: SearchQuery,
  offset: number,
  exclude: ResourceId[],
): SearchRequest => ({
  text: query.q,
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
  exclude,
  sort: query.sort,
  offset,
  limit: query.limit + 1,
  withFacets: query.facets === "true",
});

const toHits = (hits: SearchHit[], rows: Map<ResourceId, CardRow>): Reply["hits"] =>
  hits.flatMap((hit) => {
    const row = rows.get(hit.id);
    if (!row) return [];
    const passages = hit.passages.map(({ fileId, fileName, page, pageKind, snippet }) => ({
      fileId,
      fileName,
      page,
      pageKind,
      snippet,
    }));
    return [{ resource: cardView(row, false), title: hit.title, passages }];
  });

const toFacets = async (ctx: Context, facets: SearchResult["facets"]): Promise<Reply["facets"]> => {
  const keysOf = (field: "campus" | "author") => (facets[field] ?? []).map((value) => value.key);
  const names = await listNames(ctx.db, keysOf("campus") as UnitId[], keysOf("author") as PersonId[]);
  return Object.fromEntries(
    Object.entries(facets).map(([field, values]) => [
      field,
      values.map(({ key, count }) => ({ key, count, label: names.get(key) ?? null })),
    ]),
  );
};

/**
 * What the index finds and the database still lets the actor see: a late index can hide, never leak. Where it offers
 * anything else it is asked again without that, so that counts and facets tell nothing of it either.
 */
const findVisible = async (ctx: Context, query: SearchQuery, offset: number, exclude: ResourceId[]) => {
  const left = [...exclude];
  for (let round = 0; round < mostRounds; round += 1) {
    const { hits, total, facets: counts } = await ctx.search.search(toRequest(ctx, query, offset, left));
    const ids = hits.map((hit) => hit.id);
    const [visible, facets] = await Promise.all([
      listVisibleCards(ctx.db, ids, isVisibleTo(ctx.actor)),
      toFacets(ctx, counts),
    ]);
    const rows = new Map(visible.map((row) => [row.id, row]));
    const refused = ids.filter((id) => !rows.has(id));
    if (refused.length === 0) return { hits, rows, facets, total };
    left.push(...refused);
  }
  throw new Unavailable("search.astray");
};

const searchIndex = async (ctx: Context, query: SearchQuery, offset: number) => {
  const pending = await listPending(ctx.db);
  if (pending.length >= mostPending) throw new Unavailable("search.behind");
  const { hits, rows, facets, total } = await findVisible(ctx, query, offset, pending);
  return {
    hits: toHits(hits.slice(0, query.limit), rows),
    facets,
    total,
    hasMore: hits.length > query.limit,
    degraded: false,
  };
};

/** Title words from the database, without facets or passages, while the engine does not answer. */
const searchDatabase = async (ctx: Context, query: SearchQuery, offset: number) => {
  const words = query.q
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 10);
  const page = { offset, limit: query.limit + 1 };
  const conditions = [isVisibleTo(ctx.actor), ...filterConditions(query)];
  const ids = await findByTitle(ctx.db, words, conditions, query.sort, page);
  const rows = await listResourceRows(ctx.db, ids.slice(0, query.limit), "current");
  const hits = rows.map((row) => ({
    resource: cardView(row, false),
    title: [{ text: row.title, isMatch: false }],
    passages: [],
  }));
  return { hits, facets: {}, total: offset + ids.length, hasMore: ids.length > query.limit, degraded: true };
};

export const searchResources = async (ctx: Context, query: SearchQuery): Promise<Reply> => {
  const started = performance.now();
  const { cursor, limit: _limit, facets: _facets, ...question } = query;
  const offset = cursor ? decodeCursor(question, cursor, place) : 0;
  const found = await searchIndex(ctx, query, offset).catch((error: unknown) => {
    if (!(error instanceof Unavailable) || error.code.startsWith("database")) throw error;
    ctx.log.warn({ err: error }, "the search engine does not answer; the database does");
    return searchDatabase(ctx, query, offset);
  });
  const { hasMore, ...reply } = found;
  const next = offset + query.limit;
  return {
    ...reply,
    nextCursor: hasMore && next <= deepest ? encodeCursor(question, next) : null,
    tookMs: Math.round((performance.now() - started) * 10) / 10,
  };
};

/** Titles that begin with or contain what was typed, each checked against the database like any hit. */
export const suggestTitles = async (ctx: Context, text: string, limit: number) => {
  const found = await ctx.search.suggest(text, scopeKeysOf(ctx.actor), limit).catch((error: unknown) => {
    if (error instanceof Unavailable) return [];
    throw error;
  });
  const visible = await keepVisible(
    ctx.db,
    found.map((one) => one.resourceId),
    isVisibleTo(ctx.actor),
  );
  return found.filter((one) => visible.has(one.resourceId));
};
