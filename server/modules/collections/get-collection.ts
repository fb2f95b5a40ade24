import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { ResourceId } from "../../ids.ts";
import { loadVisibleResource } from "../resources/index.ts";
import { listUnitChoices } from "./list-collections.ts";
import { loadCollection, requireUser, sightOf } from "./load-collection.ts";
import { canEdit } from "./policy.ts";
import type { Collection, CollectionsOfResource } from "./schema.ts";
import { countEntries, listSections } from "./section-store.ts";
import { inTreeOrder } from "./section-tree.ts";
import { countWaiting } from "./shown-entry-store.ts";
import { listCollectionsWith } from "./store.ts";
import type { CollectionId } from "./tables.ts";
import { collectionCardView, collectionView } from "./view.ts";
import { isShownTo } from "./visibility.ts";

type View = z.input<typeof Collection>;

export const getCollection = async (ctx: Context, id: CollectionId): Promise<View> => {
  const one = await loadCollection(ctx, id);
  const isShown = isShownTo(ctx.actor);
  const isEdited = canEdit(ctx.actor, one);
  const isProposal = one.state !== "curated";
  const counts = await countEntries(ctx.db, id, isShown);
  const waitingCount = await countWaiting(ctx.db, id, isEdited ? null : requireUser(ctx).id, isShown);
  const sections = inTreeOrder(await listSections(ctx.db, id));
  const units = isEdited && isProposal ? await listUnitChoices(ctx) : [];
  return collectionView(one, { sections, counts, waitingCount, units }, ctx.actor);
};

/** The curated collections, and the own proposals, in which a resource stands that the actor may see. */
export const listOfResource = async (
  ctx: Context,
  id: ResourceId,
): Promise<z.input<typeof CollectionsOfResource>> => {
  await loadVisibleResource(ctx, id);
  const found = await listCollectionsWith(ctx.db, id, sightOf(ctx.actor));
  return { items: found.map((one) => collectionCardView(one, ctx.actor)) };
};
