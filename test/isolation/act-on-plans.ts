import { expect } from "vitest";
import type { Context } from "../../server/context.ts";
import { DomainError, NotFound } from "../../server/errors.ts";
import type { PersonId, UnitId } from "../../server/ids.ts";
import { archivePlan } from "../../server/modules/plans/archive-plan.ts";
import { dropRow } from "../../server/modules/plans/edit-row.ts";
import { addRow, adoptPlan, createPlan, publishPlan } from "../../server/modules/plans/index.ts";
import { pullUpstream } from "../../server/modules/plans/pull-upstream.ts";
import { listRows } from "../../server/modules/plans/row-store.ts";
import { NewPlan } from "../../server/modules/plans/schema.ts";
import { actingAs } from "../support/acting.ts";
import { type ModelPlan, mayReadPlan, pulled, upstreamOf, without } from "../support/plan-model.ts";
import { postingsToday } from "../support/visibility-model.ts";
import type { World } from "./random-world.ts";

export type PlanAct = "create" | "publish" | "adopt" | "edit" | "drop" | "pull" | "archive";

const heading = { term: "2026-2027-1", grade: "3" };
const subjects = ["chinese", "mathematics", "english"] as const;
const reason = "校情";

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

const newModelPlan = {
  upstreamId: null,
  isArchived: false,
  droppedLessons: [],
  revisions: [],
  taken: 0,
  pulls: [],
};

/** A lesson that no other row of any plan has. */
const newLesson = ({ model }: World): string => {
  const rows = model.plans.flatMap(({ lessons, droppedLessons }) => [...lessons, ...droppedLessons]);
  return `第${model.plans.length}-${rows.length}课`;
};

const create = async (world: World, personId: PersonId): Promise<void> => {
  const unitId = unitOf(world, personId, ["group", "campus"]);
  if (!unitId) return;
  const { plans } = world.model;
  const lessons = [`${newLesson(world)}甲`, `${newLesson(world)}乙`];
  const weekly = {
    subject: subjects[plans.length % subjects.length] as string,
    periodsPerWeek: 2 + (plans.length % 30),
  };
  const rows = lessons.map((lesson) => ({ weeks: { first: 1, last: 1 }, lesson, periods: 0 }));
  const plan = NewPlan.parse({ unitId, title: "进度表", ...heading, ...weekly, rows });
  const made = await attempt(world, personId, null, (ctx) => createPlan(ctx, plan));
  const history = [{ kind: "plan.created", by: personId }];
  if (made) plans.push({ ...structuredClone(newModelPlan), ...made, unitId, ...weekly, lessons, history });
};

const adopt = async (world: World, personId: PersonId, plan: ModelPlan): Promise<void> => {
  const campusId = unitOf(world, personId, ["campus"]);
  if (!campusId) return;
  const made = await attempt(world, personId, plan, (ctx) => adoptPlan(ctx, plan.id, campusId));
  if (!made) return;
  const { subject, periodsPerWeek, revisions } = plan;
  world.model.plans.push({
    ...structuredClone(newModelPlan),
    ...made,
    unitId: campusId,
    upstreamId: plan.id,
    subject,
    periodsPerWeek,
    lessons: [...(revisions.at(-1) ?? [])],
    taken: revisions.length,
    history: [{ kind: "plan.adopted", by: personId }],
  });
};

const changes: Record<
  Exclude<PlanAct, "create" | "adopt">,
  {
    kind: string;
    act: (ctx: Context, plan: ModelPlan, lesson: string, to: number) => Promise<unknown>;
    note: (plan: ModelPlan, lesson: string, upstream: ModelPlan | undefined, by: PersonId) => void;
  }
> = {
  publish: {
    kind: "plan.published",
    act: (ctx, { id }) => publishPlan(ctx, id, ""),
    note: (plan) => plan.revisions.push([...plan.lessons]),
  },
  edit: {
    kind: "plan.row-added",
    act: (ctx, { id }, lesson) =>
      addRow(ctx, id, { weeks: { first: 1, last: 1 }, lesson, periods: 0, reason }),
    note: (plan, lesson) => plan.lessons.push(lesson),
  },
  drop: {
    kind: "plan.row-dropped",
    async act(ctx, { id, lessons }) {
      const row = (await listRows(ctx.db, id)).find(({ lesson }) => lesson === lessons[0]);
      if (!row) throw new NotFound();
      await dropRow(ctx, id, row.id, reason);
    },
    note: ({ lessons, droppedLessons }) => droppedLessons.push(lessons.shift() as string),
  },
  pull: {
    kind: "plan.pulled",
    act: (ctx, { id }, _lesson, to) => pullUpstream(ctx, id, { to, choices: [], rule: null }),
    note(plan, _lesson, upstream, by) {
      if (!upstream) throw new Error("pulled from nowhere");
      const after = pulled(plan, upstream);
      const pull = { from: plan.taken, to: upstream.revisions.length, by };
      plan.pulls.push(pull);
      plan.droppedLessons.push(...without(plan.lessons, after));
      Object.assign(plan, { lessons: after, taken: pull.to });
    },
  },
  archive: {
    kind: "plan.archived",
    act: (ctx, { id }) => archivePlan(ctx, id),
    note: (plan) => Object.assign(plan, { isArchived: true }),
  },
};

/** Does something with a plan, in the system and in the model. */
export const actOnPlan = async (
  world: World,
  personId: PersonId,
  does: PlanAct,
  which: number,
): Promise<void> => {
  const { model } = world;
  const plan = model.plans[which % Math.max(1, model.plans.length)];
  if (does === "create") return create(world, personId);
  if (!plan) return;
  if (does === "adopt") return adopt(world, personId, plan);
  const { kind, act, note } = changes[does];
  const lesson = newLesson(world);
  const upstream = upstreamOf(model, plan);
  const to = upstream?.revisions.length ?? 1;
  const wasArchived = plan.isArchived;
  const isDone = await attempt(world, personId, plan, (ctx) => act(ctx, plan, lesson, to).then(() => true));
  if (!isDone || (does === "archive" && wasArchived)) return;
  note(plan, lesson, upstream, personId);
  plan.history.push({ kind, by: personId });
};
