import { expect } from "vitest";
import type { PersonId } from "../../server/ids.ts";
import { followsPlan, mayReadPlan, writesPlan } from "../support/plan-model.ts";
import { type Model, type ModelResource, scopeOf } from "../support/visibility-model.ts";
import type { Change } from "../sync/read-feed.ts";
import { untilSettled } from "../sync/read-feed.ts";
import { get } from "./ask-in-world.ts";
import type { World } from "./random-world.ts";

/** What a program of a person has made of the feed so far. */
interface Follower {
  cursor: string | null;
  has: Set<string>;
  /** What was there for a while since it last asked: it may be told to forget that, though it was never told of it. */
  passed: Set<string>;
}

const newFollower = (): Follower => ({ cursor: null, has: new Set(), passed: new Set() });

const followers = new WeakMap<World, Map<PersonId, Follower>>();

const sorted = (ids: Iterable<string>): string[] => [...ids].sort();

/** What the units of somebody's line share, whoever made it. */
const isFollowed = (model: Model, reader: PersonId, one: ModelResource): boolean =>
  one.levelsOfVersions.length > 0 &&
  !one.isArchived &&
  ["public", ...scopeOf(model, reader)].includes(one.sharedWith);

const feedOf = ({ model }: World, reader: PersonId): string[] =>
  sorted([
    ...model.resources.filter((one) => isFollowed(model, reader, one)).map(({ id }) => id),
    ...model.plans.filter((one) => followsPlan(model, reader, one)).map(({ id }) => id),
  ]);

const readOn = async (world: World, reader: PersonId, follower: Follower): Promise<void> => {
  for (let hasMore = true; hasMore; ) {
    const since = follower.cursor === null ? "" : `&since=${follower.cursor}`;
    const { status, body } = await get(world, reader, `/api/sync/changes?limit=3${since}`);
    if (status === 410) {
      expect(follower.cursor, "whoever begins is not refused").not.toBe(null);
      Object.assign(follower, newFollower());
      continue;
    }
    expect(status, "feed").toBe(200);
    const shown = new Set(feedOf(world, reader));
    for (const { id, change } of body.items as Change[]) {
      if (change === "put") {
        expect(shown.has(id), "the feed leaks").toBe(true);
        follower.has.add(id);
      } else {
        const wasThere = follower.has.delete(id) || follower.passed.has(id);
        expect(wasThere, "the feed tells of what was never seen").toBe(true);
      }
    }
    follower.cursor = body.nextCursor;
    hasMore = body.hasMore;
  }
  follower.passed.clear();
};

/** To be called after each act, since a program asks only now and then. */
export const notePassing = (world: World): void => {
  for (const [reader, { passed }] of followers.get(world) ?? [])
    for (const id of feedOf(world, reader)) passed.add(id);
};

/** Whoever follows since the beginning of the world, and whoever begins now, has what there is. */
const holdFeed = async (world: World, reader: PersonId): Promise<void> => {
  const known = followers.get(world) ?? new Map<PersonId, Follower>();
  followers.set(world, known);
  const old = known.get(reader) ?? newFollower();
  known.set(reader, old);
  for (const follower of [old, newFollower()]) {
    await readOn(world, reader, follower);
    expect(sorted(follower.has), "what the feed has told").toEqual(feedOf(world, reader));
  }
};

const holdPlansOf = async (world: World, reader: PersonId): Promise<void> => {
  const { model } = world;
  const { body } = await get(world, reader, "/api/plans?limit=100");
  const seen = model.plans.filter((plan) => mayReadPlan(model, reader, plan));
  const ids = body.items.map(({ id }: { id: string }) => id);
  expect(sorted(ids), "plans").toEqual(sorted(seen.filter((one) => !one.isArchived).map(({ id }) => id)));
  for (const plan of model.plans) {
    const base = `/api/plans/${plan.id}`;
    const expected = seen.includes(plan) ? 200 : 404;
    for (const below of ["", "/revisions"])
      expect((await get(world, reader, base + below)).status, `plan${below}`).toBe(expected);
    const isLive = plan.upstreamId !== null ? expected === 200 : writesPlan(model, reader, plan);
    const { status } = await get(world, reader, `${base}?shows=live`);
    expect(status, "plan as it is written").toBe(isLive ? 200 : 404);
  }
};

/** Plans, their revisions, and the feed, for everybody. */
export const holdPlans = async (world: World): Promise<void> => {
  await untilSettled(world.system);
  await Promise.all(
    world.model.people.map(async (reader) => {
      await holdPlansOf(world, reader);
      await holdFeed(world, reader);
    }),
  );
  for (const plan of world.model.plans)
    expect((await get(world, null, `/api/plans/${plan.id}`)).status, "plan for nobody").toBe(401);
  expect((await get(world, null, "/api/sync/changes")).status, "feed for nobody").toBe(401);
};
