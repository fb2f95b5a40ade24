import type { z } from "zod";
import type { Context } from "../../context.ts";
import { Unavailable } from "../../errors.ts";
import { isVisibleTo } from "../resources/index.ts";
import type { SuggestReply } from "./schema.ts";
import { scopeKeysOf } from "./scope-keys.ts";
import type { Suggestion } from "./search-index.ts";
import { listPending } from "./search-store.ts";
import { keepTrueSuggestions } from "./suggest-store.ts";

/** The engine is asked for more than are shown, so that what a late index still has leaves no gap that tells of it. */
const spareFactor = 2;

/** Two people or campuses of one name are two; two titles or lessons that read alike are one suggestion. */
const isNamesake = ({ kind }: Suggestion): boolean => kind === "author" || kind === "campus";

/**
 * Titles, lessons, authors and campuses for what was typed so far. Each is vouched for by a resource that the actor may
 * see at this moment, as the database knows it. Nothing while the engine is down: typing goes on.
 */
export const suggestWhileTyping = async (
  ctx: Context,
  text: string,
  limit: number,
): Promise<z.input<typeof SuggestReply>> => {
  const pending = await listPending(ctx.db);
  const found = await ctx.search
    .suggest(text, scopeKeysOf(ctx.actor), limit * spareFactor, pending)
    .catch((error: unknown) => {
      if (error instanceof Unavailable) return [];
      throw error;
    });
  const kept = await keepTrueSuggestions(ctx.db, found, isVisibleTo(ctx.actor));
  const seen = new Set<string>();
  const distinct = kept.filter((one) => {
    const shown = `${one.kind} ${isNamesake(one) ? one.key : one.text}`;
    return !seen.has(shown) && seen.add(shown);
  });
  return { suggestions: distinct.slice(0, limit) };
};
