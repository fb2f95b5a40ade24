import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { ResourceId, UnitId } from "../../ids.ts";
import { canSeeUnit, listUnits, unitReferenceView } from "../units/index.ts";
import { listResourceRows } from "./card-store.ts";
import { findOrigin } from "./get-resource.ts";
import { loadVisibleResource } from "./load-resource.ts";
import type { Lineage } from "./schema.ts";
import { publicCardView } from "./view.ts";
import { isVisibleTo } from "./visibility.ts";

const mostShown = 50;

/** Where a resource came from and what became of it: all adaptations as a count, named only as far as the reader may know. */
export const getLineage = async (ctx: Context, id: ResourceId): Promise<z.input<typeof Lineage>> => {
  const row = await loadVisibleResource(ctx, id);
  const adaptations = ctx.db.selectFrom("resource").where("adapted_from_resource_id", "=", id);
  const [counts, visible] = await Promise.all([
    adaptations
      .select(["owner_campus_id", sql<number>`count(*)::int`.as("count")])
      .groupBy("owner_campus_id")
      .execute(),
    adaptations
      .select("id")
      .where(isVisibleTo(ctx.actor))
      .where("published_at", "is not", null)
      .orderBy("published_at", "desc")
      .limit(mostShown)
      .execute(),
  ]);
  const [campuses, cards, adaptedFrom] = await Promise.all([
    listUnits(
      ctx.db,
      counts.map((count) => count.owner_campus_id),
    ),
    listResourceRows(
      ctx.db,
      visible.map((one) => one.id),
      "current",
    ),
    findOrigin(ctx, row),
  ]);
  const countAt = new Map<UnitId, number>(counts.map((count) => [count.owner_campus_id, count.count]));
  return {
    adaptedFrom,
    count: row.adaptation_count,
    byCampus: campuses
      .filter((campus) => canSeeUnit(ctx, campus.path))
      .map((campus) => ({ campus: unitReferenceView(campus), count: countAt.get(campus.id) ?? 0 })),
    visible: cards.map((card) => publicCardView(card)),
  };
};
