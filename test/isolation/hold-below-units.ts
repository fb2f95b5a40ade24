import { expect } from "vitest";
import type { PersonId, UnitId } from "../../server/ids.ts";
import { copiesOf, type ModelPlan, overseesUnit, writesPlan } from "../support/plan-model.ts";
import { lineOf, mayKnowUnit } from "../support/visibility-model.ts";
import { askAll, type Question } from "./ask-questions.ts";
import { markOf } from "./mark-units.ts";
import type { World } from "./random-world.ts";

const sorted = (these: Iterable<string>): string[] => [...these].sort();

const term = "2026-2027-1";

/** What a group's overseers see of its plans at once. */
const drift = (world: World, reader: PersonId, unitId: UnitId): Question => {
  const { model } = world;
  const isFollowed = (one: ModelPlan) => writesPlan(model, reader, one) && copiesOf(model, one).length > 0;
  const plans = model.plans.filter(
    (one) => one.unitId === unitId && one.revisions.length > 0 && (!one.isArchived || isFollowed(one)),
  );
  return {
    below: `/drift?term=${term}`,
    status: 200,
    holds(body) {
      const ids = (items: { id: string }[]) => sorted(items.map(({ id }) => id));
      expect(ids(body.plans), "plans of a group").toEqual(ids(plans));
      expect(sorted(body.copies.map((one: { copyId: string }) => one.copyId)), "copies").toEqual(
        ids(plans.flatMap((plan) => copiesOf(model, plan))),
      );
    },
  };
};

const holdUnitFor = async (world: World, reader: PersonId, unitId: UnitId): Promise<void> => {
  const { model } = world;
  const isKnown = mayKnowUnit(model, reader, unitId);
  const kind = model.units.get(unitId)?.kind;
  const [bureauId, groupId] = lineOf(model, unitId) as [UnitId, UnitId | undefined];
  const isGroup = kind === "group";
  const oversees = overseesUnit(model, reader, unitId);
  const is = (isThere: boolean) => (isKnown && isThere ? 200 : 404);
  const own = (id: UnitId) => markOf(model, id);
  const questions: Question[] = [
    isGroup && isKnown && oversees
      ? drift(world, reader, unitId)
      : { below: `/drift?term=${term}`, status: isGroup && isKnown ? 403 : 404 },
    {
      below: `/calendars/${term}`,
      status: is(isGroup || kind === "campus"),
      holds: ({ rules, groupRules }) =>
        expect([rules?.firstOn ?? null, groupRules?.firstOn ?? null]).toEqual(
          isGroup ? [own(unitId).firstOn, null] : [null, own(groupId as UnitId).firstOn],
        ),
    },
    {
      below: "/holidays/2026",
      status: is(true),
      holds: ({ days }) => expect(days.note).toBe(own(bureauId).note),
    },
    {
      below: "/period-rules",
      status: is(groupId !== undefined),
      holds: ({ rules }) => expect(rules.subjects).toEqual(own(groupId as UnitId).subjects),
    },
  ];
  await askAll(world, reader, `/api/units/${unitId}`, questions);
};

/** What can be read below units, for everybody. */
export const holdBelowUnits = async (world: World): Promise<void> => {
  const { people, units } = world.model;
  await Promise.all(
    people.map(async (reader) => {
      for (const unitId of units.keys()) await holdUnitFor(world, reader, unitId);
    }),
  );
};
