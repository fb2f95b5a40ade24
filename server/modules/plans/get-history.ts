import { z } from "zod";
import type { Context } from "../../context.ts";
import { decodeCursor, encodeCursor } from "../../http/cursor.ts";
import { listSubjectEvents } from "../events/index.ts";
import { loadVisiblePlan } from "./load-plan.ts";
import { authorize } from "./policy.ts";
import { PlanEventData, type PlanHistory } from "./revision-schema.ts";
import { titlesIn } from "./show-links.ts";
import type { PlanId } from "./tables.ts";

const place = z.int().min(0);

/** Who changed what, latest first, for those who write the plan. */
export const getHistory = async (
  ctx: Context,
  id: PlanId,
  query: { cursor?: string | undefined; limit: number },
): Promise<z.input<typeof PlanHistory>> => {
  authorize(ctx.actor, "archive", await loadVisiblePlan(ctx, id));
  const before = query.cursor ? decodeCursor(id, query.cursor, place) : null;
  const events = await listSubjectEvents(ctx.db, id, before, query.limit + 1);
  const page = events.slice(0, query.limit);
  const last = events.length > query.limit ? page.at(-1) : undefined;
  const items = page.map((event) => ({
    kind: event.kind,
    at: event.at.toISOString(),
    by: event.actor_id && event.actor_name ? { id: event.actor_id, name: event.actor_name } : null,
    data: PlanEventData.parse(event.data),
  }));
  const titles = await titlesIn(
    ctx,
    items
      .flatMap(({ data }) => [data, ...(data.changes ?? [])])
      .flatMap(({ before, after }) => [before, after]),
  );
  return {
    items,
    ...titles,
    nextCursor: last ? encodeCursor(id, last.id) : null,
  };
};
