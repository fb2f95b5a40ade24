import { z } from "zod";
import type { Context } from "../../context.ts";
import { decodeCursor, encodeCursor } from "../../http/cursor.ts";
import type { PlanCard, PlanQuery } from "./schema.ts";
import { listPlanRecords } from "./store.ts";
import { planCardView } from "./view.ts";
import { isPlanVisibleTo } from "./visibility.ts";

const place = z.tuple([
  z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
  z.uuid(),
]);

/** The plans that the actor may see, latest first. */
export const listPlans = async (
  ctx: Context,
  query: PlanQuery,
): Promise<{ items: z.input<typeof PlanCard>[]; nextCursor: string | null }> => {
  const { cursor, limit, ...question } = query;
  const after = cursor ? decodeCursor(question, cursor, place) : null;
  const isArchived = query.view === "archived";
  const isVisible = isPlanVisibleTo(ctx.actor);
  const rows = await listPlanRecords(ctx.db, isVisible, question, isArchived, after, limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((plan) => planCardView(plan, ctx.actor)),
    nextCursor: last ? encodeCursor(question, [last.place, last.id]) : null,
  };
};
