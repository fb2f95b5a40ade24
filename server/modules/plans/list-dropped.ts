import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { DroppedRows } from "./editing-schema.ts";
import { loadVisiblePlan } from "./load-plan.ts";
import { authorize } from "./policy.ts";
import { listDroppedRows } from "./row-store.ts";
import { showLinks } from "./show-links.ts";
import type { PlanId } from "./tables.ts";

export const listDropped = async (
  ctx: Context,
  id: PlanId,
): Promise<z.input<typeof DroppedRows>["items"]> => {
  authorize(ctx.actor, "edit", await loadVisiblePlan(ctx, id));
  const dropped = await listDroppedRows(ctx.db, id);
  const shown = await showLinks(
    ctx,
    dropped.map(({ row }) => row),
  );
  return dropped.flatMap(({ droppedAt, by }, index) => {
    const row = shown[index];
    return row ? [{ row, droppedAt: droppedAt.toISOString(), by }] : [];
  });
};
