import { expect } from "vitest";
import type { Context } from "../../server/context.ts";
import { DomainError, NotFound } from "../../server/errors.ts";
import type { PersonId, UnitId } from "../../server/ids.ts";
import { archivePlan } from "../../server/modules/plans/archive-plan.ts";
import { addRow, adoptPlan, createPlan, publishPlan } from "../../server/modules/plans/index.ts";
import { NewPlan } from "../../server/modules/plans/schema.ts";
import { actingAs } from "../support/acting.ts";
import { type ModelPlan, mayReadPlan } from "../support/plan-model.ts";
import { lessonRows } from "../support/plans.ts";
import { postingsToday } from "../support/visibility-model.ts";
import type { World } from "./random-world.ts";

export type PlanAct = "create" | "publish" | "adopt" | "edit" | "archive";

const heading = { term: "2026-2027-1", subject: "chinese", grade: "3", periodsPerWeek: 7 };

/** Does it if the rules allow it; what the person may not see must not be there for them. */
const attempt = async <Made>(
  world: World,
  personId: PersonId,
  plan: ModelPlan | null,
  act: (ctx: Context) => Promise<Made>,
): Promise<Made | null> => {
  const isHidden = plan !== null && !mayReadPlan(world.model, personId, plan);
  try {
    const made = await act(await actingAs(world.system, personId));
    expect(isHidden, "an act on a plan that may not be seen succeeded").toBe(false);
    return made;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (isHidden) expect(error).toBeInstanceOf(NotFound);
    return null;
  }
};

const unitOf = ({ model }: World, personId: PersonId, kinds: readonly string[]): UnitId | undefined =>
  postingsToday(model, personId).find(({ unitId }) => kinds.includes(model.units.get(unitId)?.kind ?? ""))
    ?.unitId;

const add = ({ model }: World, plan: Pick<ModelPlan, "id" | "unitId" | "upstreamId">): void => {
  model.plans.push({ ...plan, revisionCount: 0, isArchived: false });
};

const create = async (world: World, personId: PersonId): Promise<void> => {
  const unitId = unitOf(world, personId, ["group", "campus"]);
  if (!unitId) return;
  const plan = NewPlan.parse({ unitId, title: "进度表", ...heading, rows: lessonRows.slice(0, 2) });
  const made = await attempt(world, personId, null, (ctx) => createPlan(ctx, plan));
  if (made) add(world, { ...made, unitId, upstreamId: null });
};

const adopt = async (world: World, personId: PersonId, plan: ModelPlan): Promise<void> => {
  const campusId = unitOf(world, personId, ["campus"]);
  if (!campusId) return;
  const made = await attempt(world, personId, plan, (ctx) => adoptPlan(ctx, plan.id, campusId));
  if (made) add(world, { ...made, unitId: campusId, upstreamId: plan.id });
};

const done = async () => true;
const edit = { weeks: { first: 1, last: 1 }, lesson: "加的一课", reason: "校情" };

/** Does something with a plan, in the system and in the model. */
export const actOnPlan = async (
  world: World,
  personId: PersonId,
  does: PlanAct,
  which: number,
): Promise<void> => {
  const { plans } = world.model;
  const plan = plans[which % Math.max(1, plans.length)];
  if (does === "create") return create(world, personId);
  if (!plan) return;
  if (does === "adopt") return adopt(world, personId, plan);
  if (does === "publish") {
    const isPublished = await attempt(world, personId, plan, (ctx) =>
      publishPlan(ctx, plan.id, "").then(done),
    );
    if (isPublished) plan.revisionCount += 1;
    return;
  }
  if (does === "edit")
    return void (await attempt(world, personId, plan, (ctx) => addRow(ctx, plan.id, edit)));
  if (await attempt(world, personId, plan, (ctx) => archivePlan(ctx, plan.id).then(done)))
    plan.isArchived = true;
};
