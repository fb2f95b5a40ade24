import fc from "fast-check";
import { sql } from "kysely";
import type { Role, UnitKind } from "../../server/actor.ts";
import { newId, type PersonId, type PostingId, type UnitId } from "../../server/ids.ts";
import { insertPerson, insertPosting } from "../../server/modules/identity/index.ts";
import { insertSavedSearch } from "../../server/modules/search/saved-search-store.ts";
import type { SavedSearchId } from "../../server/modules/search/tables.ts";
import { insertUnit } from "../../server/modules/units/index.ts";
import { openSession } from "../support/acting.ts";
import type { TestSystem } from "../support/system.ts";
import { lineOf, type Model } from "../support/visibility-model.ts";
import { markUnits } from "./mark-units.ts";

export const peopleCount = 5;
const campusCount = 4;

/** A posting as numbers, which shrink well: places and roles are taken modulo what there is. */
const postingPlan = fc.record({
  place: fc.nat(20),
  role: fc.nat(5),
  fromDay: fc.integer({ min: -4, max: 2 }),
  days: fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
});
export type PostingPlan = typeof postingPlan extends fc.Arbitrary<infer T> ? T : never;

const who = fc.nat(peopleCount - 1);
/** Who acts on a resource: half of the time its author, or else few acts would be allowed. */
const actor = fc.nat(2 * peopleCount - 1);
const which = fc.nat(30);

export const actionPlan = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant("share-new" as const), who, level: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("draft" as const), who }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("edit" as const), which }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("publish" as const), which, level: fc.nat(5) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant("change-sharing" as const),
      who: actor,
      which,
      level: fc.nat(5),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("archive" as const), who: actor, which }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("unarchive" as const), who: actor, which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant("adapt" as const),
      who,
      which,
      level: fc.option(fc.nat(5), { nil: null }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("post" as const), who, posting: postingPlan }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("end-posting" as const), which }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("move-campus" as const), which, group: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant("pass-days" as const), days: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constant("plan" as const),
      does: fc.constantFrom(
        ...([
          "create",
          "publish",
          "publish",
          "adopt",
          "adopt",
          "edit",
          "drop",
          "pull",
          "pull",
          "archive",
        ] as const),
      ),
      who,
      which,
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("run-jobs" as const) }) },
);
export type ActionPlan = typeof actionPlan extends fc.Arbitrary<infer T> ? T : never;

export const worldPlan = fc.record({
  groupOfCampus: fc.array(fc.nat(2), { minLength: campusCount, maxLength: campusCount }),
  /** How widely each person shares what they begin with. */
  firstLevels: fc.array(fc.nat(5), { minLength: peopleCount, maxLength: peopleCount }),
  postings: fc.array(fc.array(postingPlan, { minLength: 1, maxLength: 2 }), {
    minLength: peopleCount,
    maxLength: peopleCount,
  }),
});
export type WorldPlan = typeof worldPlan extends fc.Arbitrary<infer T> ? T : never;

export interface World {
  system: TestSystem;
  model: Model;
  cookies: Map<PersonId, string>;
  /** Whether no job is waiting, so that the index should say what the database says. */
  isIndexed: boolean;
}

const rolesAt: Record<UnitKind, readonly Role[]> = {
  bureau: ["bureau-officer"],
  group: ["group-lead", "research-lead"],
  campus: ["teacher", "campus-lead", "teacher", "research-lead"],
  "teaching-point": ["teacher"],
};

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

export const addPosting = async (world: World, personId: PersonId, plan: PostingPlan): Promise<void> => {
  const { model, system } = world;
  // Campuses twice: they are where most people work.
  const units = [...model.units.values()];
  const places = [...units, ...units.filter(({ kind }) => kind === "campus")];
  const unit = places[plan.place % places.length] as (typeof places)[number];
  const roles = rolesAt[unit.kind];
  const fromOn = dayAfter(model.today, plan.fromDay);
  const posting = {
    id: newId() as PostingId,
    personId,
    unitId: unit.id,
    role: roles[plan.role % roles.length] as Role,
    fromOn,
    untilOn: plan.days === null ? null : dayAfter(fromOn, plan.days),
  };
  await insertPosting(system.ctx.db, posting);
  model.postings.push(posting);
};

const addUnit = async (world: World, kind: UnitKind, parentId: UnitId | null): Promise<UnitId> => {
  const { model, system } = world;
  const id = newId() as UnitId;
  model.units.set(id, { id, kind, parentId });
  const path = lineOf(model, id);
  await insertUnit(system.ctx.db, {
    id,
    parentId,
    kind,
    name: `${kind} ${model.units.size}`,
    nameEn: null,
    path,
    openedOn: null,
  });
  return id;
};

/** Two bureaus with three groups, four campuses below any of them, a teaching point, and people posted anywhere. */
export const buildWorld = async (system: TestSystem, plan: WorldPlan): Promise<World> => {
  await sql`truncate unit, person, resource, upload, event, index_pending, idempotency_key, sync_change cascade`.execute(
    system.ctx.db,
  );
  await system.ctx.search.rebuild(async () => {});
  system.clock.set("2026-10-12T04:00:00Z");
  const model: Model = {
    today: "2026-10-12",
    units: new Map(),
    people: [],
    postings: [],
    resources: [],
    plans: [],
    classes: [],
    collections: [],
    uploads: [],
  };
  const world: World = { system, model, cookies: new Map(), isIndexed: true };
  const [first, second] = [await addUnit(world, "bureau", null), await addUnit(world, "bureau", null)];
  const groups = [
    await addUnit(world, "group", first),
    await addUnit(world, "group", first),
    await addUnit(world, "group", second),
  ];
  const campuses: UnitId[] = [];
  for (const group of plan.groupOfCampus)
    campuses.push(await addUnit(world, "campus", groups[group] as UnitId));
  await addUnit(world, "teaching-point", campuses[0] as UnitId);
  for (const [index, postings] of plan.postings.entries()) {
    const id = newId() as PersonId;
    await insertPerson(system.ctx.db, { id, name: `教师 ${index}`, username: `teacher${index}` });
    model.people.push(id);
    world.cookies.set(id, await openSession(system, id));
    for (const posting of postings) await addPosting(world, id, posting);
    await insertSavedSearch(system.ctx.db, {
      id: newId() as SavedSearchId,
      personId: id,
      name: "everything",
      question: { q: "" },
      now: new Date("2000-01-01"),
      waiting: [],
    });
  }
  await markUnits(world);
  return world;
};
