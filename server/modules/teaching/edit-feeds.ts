import { createHash, randomBytes } from "node:crypto";
import type { z } from "zod";
import type { Context } from "../../context.ts";
import { inCreatingTransaction, inTransaction } from "../../db/transaction.ts";
import { Conflict, NotFound } from "../../errors.ts";
import { newId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { requireSession } from "../identity/index.ts";
import { listPlanCards, type PlanId } from "../plans/index.ts";
import type { CreatedFeed, Feed, FeedList } from "./feed-schema.ts";
import { deleteFeed, type FeedRow, insertFeed, listFeeds, lockFeedsOf } from "./feed-store.ts";
import type { FeedId } from "./tables.ts";

/** One for every plan of a campus and some devices; a lost address is revoked and made anew. */
const mostOfOnePerson = 30;

export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex");

type Plans = Awaited<ReturnType<typeof listPlanCards>>;

const feedView = (feed: FeedRow, plans: Plans): z.input<typeof Feed> => ({
  id: feed.id,
  plan: feed.plan_id && { id: feed.plan_id, title: plans.get(feed.plan_id)?.title ?? null },
  createdAt: feed.created_at.toISOString(),
  fetchedAt: feed.fetched_at?.toISOString() ?? null,
});

const viewsOf = async (ctx: Context, feeds: readonly FeedRow[]) => {
  const plans = await listPlanCards(
    ctx,
    feeds.flatMap(({ plan_id }) => plan_id ?? []),
  );
  return feeds.map((feed) => feedView(feed, plans));
};

export const listOwnFeeds = async (ctx: Context): Promise<z.input<typeof FeedList>> => ({
  items: await viewsOf(ctx, await listFeeds(ctx.db, requireSession(ctx).id)),
});

/** A private address for the actor's own weeks, or for a published plan, or a copy, that the actor may see. */
export const createFeed = async (
  ctx: Context,
  planId: PlanId | null,
): Promise<z.input<typeof CreatedFeed>> => {
  const { id: personId } = requireSession(ctx);
  const token = randomBytes(32).toString("base64url");
  const plans = await listPlanCards(ctx, planId ? [planId] : []);
  if (planId && !plans.has(planId)) throw new NotFound();
  if (planId && plans.get(planId)?.status === "draft")
    throw new Conflict("calendar-feed.draft", "A draft has no calendar; publish the plan first.");
  const feed = { id: newId() as FeedId, personId, planId, now: ctx.clock.now() };
  await inCreatingTransaction(ctx, async (ctx) => {
    await lockFeedsOf(ctx.db, personId);
    if ((await listFeeds(ctx.db, personId)).length >= mostOfOnePerson) {
      const told = `There are ${mostOfOnePerson} addresses already; revoke one first.`;
      throw new Conflict("calendar-feed.too-many", told);
    }
    await insertFeed(ctx.db, { ...feed, tokenHash: hashOfToken(token) });
    const subject = { kind: "calendar-feed", id: feed.id };
    await appendEvent(ctx, { kind: "calendar-feed.created", subject, unitId: null });
    return feed;
  });
  const row = { id: feed.id, person_id: personId, plan_id: planId, created_at: feed.now, fetched_at: null };
  return {
    ...feedView(row, plans),
    address: `${ctx.config.http.publicUrl}/api/calendar-feeds/${token}.ics`,
  };
};

/** From the next request on nobody is answered at the address. */
export const removeFeed = (ctx: Context, id: FeedId): Promise<undefined> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await deleteFeed(ctx.db, requireSession(ctx).id, id))) throw new NotFound();
    const subject = { kind: "calendar-feed", id };
    await appendEvent(ctx, { kind: "calendar-feed.removed", subject, unitId: null });
    return undefined;
  });
