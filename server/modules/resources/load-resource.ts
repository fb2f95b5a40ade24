import type { Context } from "../../context.ts";
import { NotFound, PreconditionFailed } from "../../errors.ts";
import type { ResourceId } from "../../ids.ts";
import { findVisibleRow, type ResourceRow, type VersionChoice } from "./card-store.ts";
import { type Authorized, authorize, type ResourceAction, revisionFor } from "./policy.ts";
import { lockResource } from "./store.ts";
import { isVisibleTo } from "./visibility.ts";

/** The resource if the actor may see it; NotFound alike for what is not there and for what is not to be seen. */
export const loadVisibleResource = async (
  ctx: Context,
  id: ResourceId,
  choice: VersionChoice = "current",
): Promise<ResourceRow> => {
  const row = await findVisibleRow(ctx.db, id, choice, isVisibleTo(ctx.actor));
  if (!row) throw new NotFound();
  return row;
};

/**
 * The resource locked for a change: visible (else NotFound), allowed (else Forbidden), and at the revision that the
 * caller knows, if one is named (else PreconditionFailed). Call it within a transaction.
 */
export const loadForChange = async <Action extends ResourceAction>(
  ctx: Context,
  id: ResourceId,
  action: Action,
  ifMatch: number | undefined,
): Promise<Authorized<ResourceRow, Action>> => {
  // Before the lock, so that whoever may not see it waits for nobody and holds nobody up.
  await loadVisibleResource(ctx, id, "draft");
  await lockResource(ctx.db, id);
  const row = await loadVisibleResource(ctx, id, "draft");
  const authorized = authorize(ctx.actor, action, row);
  if (ifMatch !== undefined && ifMatch !== revisionFor(ctx.actor, row)) throw new PreconditionFailed();
  return authorized;
};
