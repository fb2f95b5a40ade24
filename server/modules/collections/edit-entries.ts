import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "../../errors.ts";
import type { ResourceId } from "../../ids.ts";
import { loadVisibleResource } from "../resources/index.ts";
import {
  countAllEntries,
  findEntry,
  listSectionResources,
  orderEntries,
  putEntries,
  takeOutEntry,
} from "./entry-store.ts";
import { mostEntries, mostWaitingOfOne } from "./limits.ts";
import { loadForChange, noteCollection, requireUser } from "./load-collection.ts";
import { canEdit, canProposeEntry } from "./policy.ts";
import type { EntryPlace } from "./schema.ts";
import { listSections } from "./section-store.ts";
import { placeAfter } from "./section-tree.ts";
import { countWaiting } from "./shown-entry-store.ts";
import { touchCollection } from "./store.ts";
import type { CollectionId, SectionId } from "./tables.ts";
import { isShownTo } from "./visibility.ts";

const unknownPlace = (path: string) => {
  const field = { path, code: "unknown", message: "is not in this collection" };
  return new Invalid("collection.place", "There is no such place in this collection.", { fields: [field] });
};

const requireSection = async (ctx: Context, id: CollectionId, sectionId: SectionId | null): Promise<void> => {
  if (sectionId === null) return;
  const sections = await listSections(ctx.db, id);
  if (!sections.some((section) => section.id === sectionId)) throw unknownPlace("sectionId");
};

/** Puts a resource in, or at another place; for who does not keep the collection, proposes it. */
export const putEntry = (
  ctx: Context,
  id: CollectionId,
  resourceId: ResourceId,
  { sectionId, afterId }: EntryPlace,
  ifMatch?: number,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadForChange(
      ctx,
      id,
      (actor, facts) => canEdit(actor, facts) || canProposeEntry(actor, facts),
      ifMatch,
    );
    const resource = await loadVisibleResource(ctx, resourceId);
    const isKept = canEdit(ctx.actor, one);
    const known = await findEntry(ctx.db, id, resourceId);
    const isThere = known !== null && known.state !== "out";
    if (resource.archived_at || (one.state === "curated" && !resource.published_at && !isThere))
      throw new Conflict("collection.not-out", "Only what is published can be put into a collection.");
    if (!isKept && isThere) return;
    if (
      !isKept &&
      (await countWaiting(ctx.db, id, requireUser(ctx).id, isShownTo(ctx.actor))) >= mostWaitingOfOne
    )
      throw new Conflict("collection.waiting", `At most ${mostWaitingOfOne} of one person wait at a time.`);
    if (!isThere && (await countAllEntries(ctx.db, id)) >= mostEntries)
      throw new Conflict("collection.full", `A collection has at most ${mostEntries} resources.`);
    const section = sectionId === undefined ? (isThere ? known.section_id : null) : sectionId;
    await requireSection(ctx, id, section);
    const entry = { addedBy: requireUser(ctx).id, now: ctx.clock.now() };
    const placed = [{ resourceId, sectionId: section }];
    await putEntries(ctx.db, id, placed, { ...entry, state: isKept ? "in" : "waiting" });
    if (!isKept) return noteCollection(ctx, "entry-proposed", one, { resourceId });
    const order = placeAfter(await listSectionResources(ctx.db, id, section), resourceId, afterId);
    if (!order) throw unknownPlace("afterId");
    await orderEntries(ctx.db, id, order);
    await touchCollection(ctx.db, id);
    const act =
      known?.state === "in" ? "entry-moved" : known?.state === "waiting" ? "entry-accepted" : "entry-added";
    await noteCollection(ctx, act, one, { resourceId });
  });

/** Takes a resource out, declines one that was proposed, or takes the own proposal of one back. */
export const removeEntry = (
  ctx: Context,
  id: CollectionId,
  resourceId: ResourceId,
  ifMatch?: number,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadForChange(ctx, id, () => true, ifMatch);
    await loadVisibleResource(ctx, resourceId);
    const entry = await findEntry(ctx.db, id, resourceId);
    const isKept = canEdit(ctx.actor, one);
    const isOwn = entry?.state === "waiting" && entry.added_by === requireUser(ctx).id;
    // That somebody else proposed it is not told to those who do not decide.
    if (!entry || entry.state === "out" || (entry.state === "waiting" && !isKept && !isOwn))
      throw new NotFound();
    if (!isKept && !isOwn) throw new Forbidden();
    await takeOutEntry(ctx.db, id, resourceId);
    if (isKept) await touchCollection(ctx.db, id);
    const act = entry.state === "in" ? "entry-removed" : isKept ? "entry-declined" : "entry-withdrawn";
    await noteCollection(ctx, act, one, { resourceId });
  });
