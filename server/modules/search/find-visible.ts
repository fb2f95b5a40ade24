import type { z } from "zod";
import type { Context } from "../../context.ts";
import { Unavailable } from "../../errors.ts";
import type { PersonId, ResourceId, UnitId } from "../../ids.ts";
import { CardCache, type CardRow, isVisibleTo, publicCardView } from "../resources/index.ts";
import type { ResourceCard } from "../resources/schema.ts";
import { NameCache } from "./name-cache.ts";
import type { SearchReply } from "./schema.ts";
import type { SearchHit, SearchRequest, SearchResult } from "./search-index.ts";
import { checkFound, mostPending } from "./search-store.ts";

/** How often the index is asked again because it offered what may not be seen, or left out what may. */
const mostRounds = 4;

type Card = z.input<typeof ResourceCard>;

export interface VisibleResult extends Omit<SearchResult, "hits" | "facets"> {
  hits: { hit: SearchHit; card: Card }[];
  facets: z.input<typeof SearchReply>["facets"];
}

/**
 * Asks the index and shows what the database still lets the actor see: a late index can hide, never leak. One for a
 * process, for what it keeps between requests; nothing of that depends on who asks.
 */
export class VisibleSearch {
  readonly #cards = new CardCache();
  readonly #names = new NameCache();
  /** What is narrower in the database than in the index, as of the last answer: held against the present in each. */
  #pending: readonly ResourceId[] = [];

  /**
   * Hits, counts and facets of one moment. Where the index offers what may not be seen, or was asked without what it has
   * caught up with meanwhile, it is asked again, so that counts tell nothing either. Throws Unavailable where it lies too
   * far behind.
   */
  async find(ctx: Context, request: Omit<SearchRequest, "exclude">): Promise<VisibleResult> {
    const isVisible = isVisibleTo(ctx.actor);
    const refused = new Set<ResourceId>();
    let pending = this.#pending;
    for (let round = 0; round < mostRounds; round += 1) {
      const exclude = [...new Set([...pending, ...refused])];
      const result = await ctx.search.search({ ...request, exclude });
      const ids = result.hits.map((hit) => hit.id);
      const [check, facets] = await Promise.all([
        checkFound(ctx.db, ids, isVisible),
        this.#nameFacets(ctx, result.facets),
      ]);
      this.#pending = check.pending;
      if (check.pending.length >= mostPending) throw new Unavailable("search.behind");
      const cards = await this.#cards.read(ctx.db, check.visible, isVisible);
      const gone = ids.filter((id) => !cards.has(id));
      if (gone.length === 0 && isSame(pending, check.pending)) {
        const hits = result.hits.map((hit) => ({
          hit,
          card: publicCardView(cards.get(hit.id) as CardRow),
        }));
        return { ...result, hits, facets };
      }
      for (const id of gone) refused.add(id);
      pending = check.pending;
    }
    throw new Unavailable("search.astray");
  }

  async #nameFacets(ctx: Context, facets: SearchResult["facets"]): Promise<VisibleResult["facets"]> {
    const keysOf = (field: "campus" | "author") => (facets[field] ?? []).map((value) => value.key);
    const names = await this.#names.read(
      ctx.db,
      keysOf("campus") as UnitId[],
      keysOf("author") as PersonId[],
    );
    return Object.fromEntries(
      Object.entries(facets).map(([field, values]) => [
        field,
        values.map(({ key, count }) => ({ key, count, label: names.get(key) ?? null })),
      ]),
    );
  }
}

const isSame = (one: readonly ResourceId[], other: readonly ResourceId[]): boolean =>
  one === other || (one.length === other.length && one.every((id, i) => id === other[i]));
