import { expect } from "vitest";
import type { PersonId } from "../../server/ids.ts";
import { mayReadPlan, writesPlan } from "../support/plan-model.ts";
import { mayKnowUnit, postingsToday } from "../support/visibility-model.ts";
import { get } from "./ask-in-world.ts";
import type { World } from "./random-world.ts";

const term = "2026-2027-1";

/** Of a plan: what whoever reads it may read too. */
const forReaders = [
  "/revisions/1",
  "/comparison?from=1&to=1",
  "/export.xlsx",
  "/period-notice",
  "/differences",
];
/** And what only those read who write it. */
const forWriters = ["/history", "/dropped-rows", "/pull", "/pulls"];
const forOverseers = ["/copies"];
const ofUnits = [`/calendars/${term}`, "/holidays/2026", "/period-rules", `/drift?term=${term}`];

/** Not each plan is a copy, or has a revision. */
const answers = [200, 400, 404, 409];

/** What there is below a plan or a unit is as much out of sight as that itself. */
const holdFor = async (world: World, reader: PersonId): Promise<void> => {
  const { model } = world;
  for (const plan of model.plans) {
    const statusOf = async (below: string) =>
      (await get(world, reader, `/api/plans/${plan.id}${below}`)).status;
    const isSeen = mayReadPlan(model, reader, plan);
    for (const below of [...forReaders, ...forWriters, ...forOverseers])
      if (!isSeen) expect(await statusOf(below), `plan${below} of nothing to be seen`).toBe(404);
    if (!isSeen) continue;
    for (const below of forReaders) expect(answers, below).toContain(await statusOf(below));
    const isWritten = writesPlan(model, reader, plan);
    for (const below of forWriters)
      expect(isWritten ? [...answers, 403] : [403, 404], below).toContain(await statusOf(below));
    const oversees = postingsToday(model, reader).some(({ role }) => /lead|officer|administrator/.test(role));
    for (const below of forOverseers)
      expect(oversees ? [200, 403] : [403], below).toContain(await statusOf(below));
  }
  for (const unitId of model.units.keys()) {
    const isKnown = mayKnowUnit(model, reader, unitId);
    for (const below of ofUnits) {
      const { status } = await get(world, reader, `/api/units/${unitId}${below}`);
      expect(isKnown ? [200, 403, 404] : [404], `unit${below}`).toContain(status);
    }
  }
};

/** What can be read below plans and units, for everybody. */
export const holdBelowPlans = async (world: World): Promise<void> => {
  await Promise.all(world.model.people.map((reader) => holdFor(world, reader)));
};
