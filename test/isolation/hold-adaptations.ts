import { expect } from "vitest";
import {
  countedAdaptations,
  type ModelResource,
  mayFind,
  maySee,
  type Reader,
} from "../support/visibility-model.ts";
import { commonWord } from "./act-in-world.ts";
import { get } from "./ask-in-world.ts";
import type { World } from "./random-world.ts";

const idsOf = (resources: readonly { id: string }[]): string[] => resources.map(({ id }) => id).sort();

interface Lineage {
  adaptedFrom: { resourceId: string } | null;
  count: number;
  byCampus: { campus: { id: string }; count: number }[];
  visible: { id: string }[];
}

/** What was made of a resource: all that is out as a number, and of nothing else where it is. */
export const holdLineage = (
  { model }: World,
  reader: Reader,
  resource: ModelResource,
  { count, byCampus, visible }: Lineage,
): void => {
  const isSeen = (one: ModelResource) => maySee(model, reader, one);
  const published = model.resources.filter(
    (one) => one.adaptedFromId === resource.id && one.levelsOfVersions.length > 0,
  );
  expect(idsOf(visible), "adaptations shown").toEqual(idsOf(published.filter(isSeen)));
  const counted = countedAdaptations(model, resource);
  expect(count, "adaptations counted").toBe(counted.length);
  expect(byCampus.flatMap((one) => Array<string>(one.count).fill(one.campus.id)).sort()).toEqual(
    counted
      .filter(isSeen)
      .map(({ campusId }) => `${campusId}`)
      .sort(),
  );
};

/** The order by adaptations, and the number on each card, tell of those that are out and of no others. */
export const holdMostReused = async (world: World, reader: Reader): Promise<void> => {
  if (!world.isIndexed) return;
  const { model } = world;
  const { body } = await get(world, reader, `/api/search?q=${commonWord}&limit=50&sort=most-reused`);
  const told = (body.hits as { resource: { adaptationCount: number } }[]).map(
    ({ resource }) => resource.adaptationCount,
  );
  const expected = model.resources
    .filter((one) => mayFind(model, reader, one))
    .map((one) => countedAdaptations(model, one).length)
    .sort((a, b) => b - a);
  expect(told, "most adapted first").toEqual(expected);
};
