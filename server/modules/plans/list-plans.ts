import { z } from "zod";
import type { Context } from "../../context.ts";
import { decodeCursor, encodeCursor } from "../../http/cursor.ts";
import { overseesGroups, writtenUnitIds } from "./policy.ts";
import type { PlanPage, PlanQuery } from "./schema.ts";
import { findPlansById, listPlanRecords } from "./store.ts";
import { planCardView } from "./view.ts";
import { isPlanVisibleTo, isPlanWrittenBy } from "./visibility.ts";

const place = z.tuple([
  z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
  z.uuid(),
]);

/** The plans that the actor may see, latest first. */
export const listPlans = async (ctx: Context, query: PlanQuery): Promise<z.input<typeof PlanPage>> => {
  const { cursor, limit, ...question } = query;
  const after = cursor ? decodeCursor(question, cursor, place) : null;
  const isListed = query.view === "waiting" ? isPlanWrittenBy(ctx.actor) : isPlanVisibleTo(ctx.actor);
  const rows = await listPlanRecords(ctx.db, isListed, question, after, limit + 1);
  const page = rows.slice(0, limit);
  const upstreams = await findPlansById(
    ctx.db,
    page.flatMap(({ upstream_id }) => upstream_id ?? []),
  );
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((plan) =>
      planCardView(plan, (plan.upstream_id && upstreams.get(plan.upstream_id)) || null, ctx.actor),
    ),
    nextCursor: last ? encodeCursor(question, [last.place, last.id]) : null,
    can: { create: writtenUnitIds(ctx.actor), oversee: overseesGroups(ctx.actor) },
  };
};
