import type { Context } from "../../context.ts";
import { inCreatingTransaction, inTransaction } from "../../db/transaction.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "../../errors.ts";
import { newId, type UnitId } from "../../ids.ts";
import { findActorByPersonId, resolveUserActor, todayOf } from "../identity/index.ts";
import { canSeeUnit, findUnit } from "../units/index.ts";
import { mostProposals } from "./limits.ts";
import { loadForChange, noteCollection, requireUser } from "./load-collection.ts";
import { canCurate, canEdit, canPropose, canRemove, canRestore, canTake } from "./policy.ts";
import type { CollectionEdit, NewCollection, StateChange } from "./schema.ts";
import {
  type CollectionRecord,
  countProposals,
  insertCollection,
  lockProposer,
  touchCollection,
} from "./store.ts";
import type { CollectionId } from "./tables.ts";

/** The unit, if the actor may know of it (else NotFound) and propose to it (else Forbidden). */
export const requireUnit = async (ctx: Context, id: UnitId) => {
  const unit = await findUnit(ctx.db, id);
  if (!unit || !canSeeUnit(ctx, unit.path)) throw new NotFound();
  const place = { unit_id: unit.id, unit_kind: unit.kind, unit_path: unit.path };
  if (!canPropose(ctx.actor, place)) throw new Forbidden();
  return place;
};

/** One more of the actor's, unless there are far too many. */
export const requireRoom = async (ctx: Context): Promise<void> => {
  const { id } = requireUser(ctx);
  await lockProposer(ctx.db, id);
  if ((await countProposals(ctx.db, id)) >= mostProposals)
    throw new Conflict("collection.too-many", `One person has at most ${mostProposals} collections.`);
};

/** A collection where the actor curates, unless only a proposal is wanted; elsewhere a proposal. */
export const createCollection = async (ctx: Context, input: NewCollection): Promise<{ id: CollectionId }> => {
  const { id: proposerId } = requireUser(ctx);
  const place = await requireUnit(ctx, input.unitId);
  const isCurated = canCurate(ctx.actor, place) && input.asProposal !== true;
  return inCreatingTransaction(ctx, async (ctx) => {
    await requireRoom(ctx);
    const one = { id: newId() as CollectionId, unit_id: input.unitId };
    await insertCollection(ctx.db, {
      id: one.id,
      unitId: input.unitId,
      proposerId,
      title: input.title,
      summary: input.summary ?? "",
      folder: null,
      isCurated,
      now: ctx.clock.now(),
    });
    await noteCollection(ctx, "created", one, { isCurated });
    return { id: one.id };
  });
};

export const editCollection = (
  ctx: Context,
  id: CollectionId,
  { unitId, ...change }: CollectionEdit,
  ifMatch?: number,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadForChange(ctx, id, canEdit, ifMatch);
    const isMoved = unitId !== undefined && unitId !== one.unit_id;
    if (isMoved) {
      if (one.state === "curated")
        throw new Conflict("collection.curated", "A curated collection stays with its unit.");
      await requireUnit(ctx, unitId);
    }
    await touchCollection(ctx.db, id, { ...change, ...(isMoved ? { unit_id: unitId } : {}) });
    await noteCollection(ctx, "edited", one, { ...change, ...(isMoved ? { unitId } : {}) });
  });

/** An accepted collection goes back to its proposer only where that one may still propose. */
const requireProposer = async (ctx: Context, one: CollectionRecord): Promise<void> => {
  const row = await findActorByPersonId(ctx.db, one.proposer_id, todayOf(ctx));
  if (!row || !canPropose(resolveUserActor(row), one))
    throw new Conflict("collection.proposer-left", "Whoever proposed it does not work there any more.");
};

const actOf = {
  draft: "withdrawn",
  waiting: "submitted",
  curated: "accepted",
  declined: "declined",
} as const;

/** Submits, withdraws, accepts, declines, and takes the last two back. */
export const changeState = (
  ctx: Context,
  id: CollectionId,
  { state, reason = "" }: StateChange,
  ifMatch?: number,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadForChange(ctx, id, (actor, facts) => canTake(actor, facts, state), ifMatch);
    if (state === "declined" && reason === "") {
      const field = { path: "reason", code: "required", message: "must say why" };
      throw new Invalid("collection.reason", "Say why it is declined.", { fields: [field] });
    }
    if (one.state === "curated") await requireProposer(ctx, one);
    const now = ctx.clock.now();
    const isDecided = state === "curated" || state === "declined";
    await touchCollection(ctx.db, id, {
      state,
      reason: state === "declined" ? reason : "",
      ...(isDecided ? { decided_by: requireUser(ctx).id, decided_at: now } : {}),
      // What is taken back to be decided again keeps its place among those that wait.
      ...(state === "waiting" ? { submitted_at: one.submitted_at ?? now } : {}),
      ...(one.state === "draft" && state === "waiting" ? { submitted_at: now } : {}),
    });
    await noteCollection(ctx, actOf[state], one, { before: one.state, reason });
  });

/** Takes a collection out of sight; nothing of it is lost, and its resources stay where they are. */
export const removeCollection = (ctx: Context, id: CollectionId, ifMatch?: number): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadForChange(ctx, id, canRemove, ifMatch);
    await touchCollection(ctx.db, id, { removed_at: ctx.clock.now() });
    await noteCollection(ctx, "removed", one);
  });

export const restoreCollection = (ctx: Context, id: CollectionId, ifMatch?: number): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadForChange(ctx, id, canRestore, ifMatch);
    await touchCollection(ctx.db, id, { removed_at: null });
    await noteCollection(ctx, "restored", one);
  });
