import type { z } from "zod";
import type { Context } from "../../context.ts";
import { NotFound } from "../../errors.ts";
import { loadUpstream, loadVisiblePlan } from "./load-plan.ts";
import { isWriter, planAbilities, revisionFor } from "./policy.ts";
import { findRevision } from "./revision-store.ts";
import { listRows } from "./row-store.ts";
import type { Plan, PlanRow } from "./schema.ts";
import { showLinks } from "./show-links.ts";
import type { PlanRecord } from "./store.ts";
import type { PlanId } from "./tables.ts";
import { planCardView } from "./view.ts";

/**
 * "live": as it is edited, for who writes it; "newest": that where the caller writes it, else as it was published last, as
 * undefined is for all; a number: that revision.
 */
export type Shown = "live" | "newest" | number | undefined;

const asPublished = (row: PlanRow) => ({ ...row, version: 0, reason: null });

/** The number of the revision to show, or "live". A copy is shown as it is to all who may see it. */
const chooseShown = (ctx: Context, plan: PlanRecord, wanted: Shown): "live" | number => {
  if (plan.upstream_id) {
    if (typeof wanted === "number") throw new NotFound();
    return "live";
  }
  const isOwn = isWriter(ctx.actor, plan);
  if (wanted === "newest" && isOwn) return "live";
  const named = wanted === "newest" ? undefined : wanted;
  const shown = named ?? plan.current_number ?? "live";
  if (shown === "live" && !isOwn) throw new NotFound();
  return shown;
};

export const getPlan = async (ctx: Context, id: PlanId, wanted?: Shown): Promise<z.input<typeof Plan>> => {
  const plan = await loadVisiblePlan(ctx, id);
  const shows = chooseShown(ctx, plan, wanted);
  const card = planCardView(plan, plan.upstream_id ? await loadUpstream(ctx, plan) : null, ctx.actor);
  const revision = shows === "live" ? null : await findRevision(ctx.db, id, shows);
  if (shows !== "live" && !revision) throw new NotFound();
  const rows = revision ? revision.rows.map(asPublished) : await listRows(ctx.db, id);
  return {
    ...card,
    ...revision?.header,
    revision: revisionFor(ctx.actor, plan),
    shows,
    rows: await showLinks(ctx, rows),
    can: planAbilities(ctx.actor, plan),
  };
};
