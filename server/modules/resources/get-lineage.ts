import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { ResourceId, UnitId } from "../../ids.ts";
import { listUnits, unitReferenceView } from "../units/index.ts";
import { countAdaptationsByCampus, listAdaptationIds } from "./adaptation-store.ts";
import { listResourceRows } from "./card-store.ts";
import { findOrigin } from "./get-resource.ts";
import { loadVisibleResource } from "./load-resource.ts";
import type { Lineage } from "./schema.ts";
import { publicCardView } from "./view.ts";
import { isVisibleTo } from "./visibility.ts";

const mostShown = 50;

/** Where a resource came from and what became of it: a count of what is out, named only as far as the reader may see it. */
export const getLineage = async (ctx: Context, id: ResourceId): Promise<z.input<typeof Lineage>> => {
  const row = await loadVisibleResource(ctx, id);
  const isVisible = isVisibleTo(ctx.actor);
  const [counts, visible] = await Promise.all([
    countAdaptationsByCampus(ctx.db, id, isVisible),
    listAdaptationIds(ctx.db, id, isVisible, mostShown),
  ]);
  const [campuses, cards, adaptedFrom] = await Promise.all([
    listUnits(
      ctx.db,
      counts.map((count) => count.campus_id),
    ),
    listResourceRows(ctx.db, visible, "current"),
    findOrigin(ctx, row),
  ]);
  const countAt = new Map<UnitId, number>(counts.map((count) => [count.campus_id, count.count]));
  return {
    adaptedFrom,
    count: row.adaptation_count,
    byCampus: campuses.map((campus) => ({
      campus: unitReferenceView(campus),
      count: countAt.get(campus.id) ?? 0,
    })),
    visible: cards.map((card) => publicCardView(card)),
  };
};
