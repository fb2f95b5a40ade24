import type { PersonId, UnitId } from "../../server/ids.ts";
import type { PlanId } from "../../server/modules/plans/index.ts";
import { lineOf, type Model, postingsToday, type Reader, scopeOf } from "./visibility-model.ts";

export interface ModelPlan {
  id: PlanId;
  unitId: UnitId;
  upstreamId: PlanId | null;
  subject: string;
  periodsPerWeek: number;
  isArchived: boolean;
  /** Of the rows as they are edited now; no two rows of a world have the same. */
  lessons: string[];
  droppedLessons: string[];
  /** Of each published revision. */
  revisions: string[][];
  /** Of a copy: the number of the revision that it took last, and what it pulled, the earliest first. */
  taken: number;
  pulls: { from: number; to: number; by: PersonId }[];
  /** Whoever changed something, the earliest first. */
  history: { kind: string; by: PersonId }[];
}

export const writesPlan = (model: Model, reader: Reader, { unitId }: Pick<ModelPlan, "unitId">): boolean =>
  postingsToday(model, reader).some(
    (one) => one.unitId === unitId && ["research-lead", "campus-lead", "group-lead"].includes(one.role),
  );

/** What is published, or a copy, and not put aside: at a unit of one's line, or below one that one oversees. */
export const followsPlan = (model: Model, reader: Reader, plan: ModelPlan): boolean => {
  const line = lineOf(model, plan.unitId);
  const oversees = postingsToday(model, reader).some(
    ({ role, unitId }) =>
      ["research-lead", "group-lead", "bureau-officer"].includes(role) && line.includes(unitId),
  );
  const isOut = !plan.isArchived && (plan.revisions.length > 0 || plan.upstreamId !== null);
  return isOut && (oversees || scopeOf(model, reader).includes(plan.unitId));
};

export const mayReadPlan = (model: Model, reader: Reader, plan: ModelPlan): boolean =>
  writesPlan(model, reader, plan) || followsPlan(model, reader, plan);

/** Follows how the units below do: whoever leads one that the plan's unit, or this unit, lies in or is. */
export const overseesUnit = (model: Model, reader: Reader, unitId: UnitId): boolean =>
  postingsToday(model, reader).some(
    (one) =>
      ["research-lead", "group-lead", "bureau-officer"].includes(one.role) &&
      lineOf(model, unitId).includes(one.unitId),
  );

export const upstreamOf = (model: Model, { upstreamId }: ModelPlan): ModelPlan | undefined =>
  model.plans.find(({ id }) => id === upstreamId);

/** What the plan's readers see: a copy as it is, a plan as it was published last, a draft only its writers. */
export const shownLessons = ({ upstreamId, revisions, lessons }: ModelPlan): string[] =>
  upstreamId === null ? (revisions.at(-1) ?? lessons) : lessons;

export const without = (these: readonly string[], those: readonly string[]): string[] =>
  these.filter((one) => !those.includes(one));

/** What its upstream's last revision makes of a copy: what was added there is added, and what was dropped there goes. */
export const pulled = (copy: ModelPlan, upstream: ModelPlan): string[] => {
  const [base, theirs] = [upstream.revisions[copy.taken - 1] ?? [], upstream.revisions.at(-1) ?? []];
  return [...without(copy.lessons, without(base, theirs)), ...without(theirs, base)];
};

/** The copies in use of a plan at what lies below its unit now: one whose campus has left is nobody's there. */
export const copiesOf = (model: Model, { id, unitId }: ModelPlan): ModelPlan[] =>
  model.plans.filter(
    (one) => one.upstreamId === id && !one.isArchived && lineOf(model, one.unitId).includes(unitId),
  );
