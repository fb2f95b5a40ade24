import type { Actor, UserActor } from "../../actor.ts";
import type { Context } from "../../context.ts";
import { Forbidden, NotFound, PreconditionFailed, Unauthenticated } from "../../errors.ts";
import { appendEvent } from "../events/index.ts";
import { type CollectionFacts, mayKnowRevision } from "./policy.ts";
import { type CollectionRecord, findCollection, lockCollection, type Sight } from "./store.ts";
import type { CollectionId } from "./tables.ts";
import { isCollectionVisibleTo, isShownTo } from "./visibility.ts";

export const requireUser = ({ actor }: Pick<Context, "actor">): UserActor => {
  if (actor.kind !== "user") throw new Unauthenticated();
  return actor;
};

export const sightOf = (actor: Actor): Sight => ({
  isVisible: isCollectionVisibleTo(actor),
  isShown: isShownTo(actor),
});

/** The collection if the actor may see it; NotFound alike for what is not there and for what is not to be seen. */
export const loadCollection = async (ctx: Context, id: CollectionId): Promise<CollectionRecord> => {
  const found = await findCollection(ctx.db, id, sightOf(ctx.actor));
  if (!found) throw new NotFound();
  return found;
};

/**
 * The collection locked for a change: visible (else NotFound), allowed (else Forbidden), and at the revision that the
 * caller knows, if one is named (else PreconditionFailed). Call it within a transaction.
 */
export const loadForChange = async (
  ctx: Context,
  id: CollectionId,
  may: (actor: Actor, one: CollectionFacts) => boolean,
  ifMatch?: number,
): Promise<CollectionRecord> => {
  // Before the lock, so that whoever may not see it waits for nobody and holds nobody up.
  await loadCollection(ctx, id);
  const revision = await lockCollection(ctx.db, id);
  const found = await loadCollection(ctx, id);
  if (!may(ctx.actor, found)) throw new Forbidden();
  const isOld = ifMatch !== undefined && ifMatch !== revision;
  if (isOld && mayKnowRevision(ctx.actor, found)) throw new PreconditionFailed();
  return found;
};

export const noteCollection = (
  ctx: Context,
  act: string,
  { id, unit_id }: Pick<CollectionRecord, "id" | "unit_id">,
  data: Record<string, unknown> = {},
): Promise<void> =>
  appendEvent(ctx, { kind: `collection.${act}`, subject: { kind: "collection", id }, unitId: unit_id, data });
