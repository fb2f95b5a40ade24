import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { ResourceId } from "../../ids.ts";
import { listUnarchivedCards } from "./card-store.ts";
import { isAuthorOf } from "./policy.ts";
import type { ResourceCard } from "./schema.ts";
import { cardView, publicCardView } from "./view.ts";
import { isVisibleTo } from "./visibility.ts";

/** The cards of those of these ids, in their order, that the actor may see now and are not archived; own drafts too. */
export const showCards = async (
  ctx: Context,
  ids: readonly ResourceId[],
): Promise<z.input<typeof ResourceCard>[]> =>
  (await listUnarchivedCards(ctx.db, ids, isVisibleTo(ctx.actor))).map((row) =>
    isAuthorOf(ctx.actor, row) ? cardView(row, true) : publicCardView(row),
  );
