import { expect } from "vitest";
import type { PersonId, ResourceId, UnitId } from "../../server/ids.ts";
import { changeState, editCollection } from "../../server/modules/collections/edit-collection.ts";
import { putEntry } from "../../server/modules/collections/edit-entries.ts";
import { gatherFolders } from "../../server/modules/collections/index.ts";
import type { CollectionId } from "../../server/modules/collections/tables.ts";
import { actingAs } from "../support/acting.ts";
import { staffedCampuses } from "../support/class-model.ts";
import {
  curates,
  type ModelCollection,
  mayKnowProposed,
  mayReadCollection,
  showsEntry,
} from "../support/collection-model.ts";
import { lineOf, type ModelResource, maySee, scopeOf } from "../support/visibility-model.ts";
import { get } from "./ask-in-world.ts";
import type { World } from "./random-world.ts";

const sorted = (ids: Iterable<string>): string[] => [...ids].sort();

/** Somebody keeps folders of all that may be seen; every second one goes to the group, two of three are submitted. */
const propose = async (world: World, proposerId: PersonId, index: number): Promise<void> => {
  const { model, system } = world;
  const [campusId] = staffedCampuses(model, proposerId);
  if (!campusId) return;
  const ctx = await actingAs(system, proposerId);
  const seen = model.resources.filter(({ id }) => showsEntry(model, proposerId, id)).map(({ id }) => id);
  const [direct, inSection] = [
    seen.filter((_, place) => place % 2 === 0),
    seen.filter((_, place) => place % 2 === 1),
  ];
  if (direct.length === 0 || inSection.length === 0) return;
  const folders = [
    { path: "资料", resources: direct },
    { path: "资料/第一单元", resources: inSection },
  ];
  const [made] = (await gatherFolders(ctx, { campusId, folders })).items;
  const id = made?.id as CollectionId;
  let unitId = campusId;
  if (index % 2 === 0) {
    unitId = lineOf(model, campusId).at(-2) as UnitId;
    await editCollection(ctx, id, { unitId });
  }
  const one: ModelCollection = { id, unitId, proposerId, state: "draft", direct, inSection, proposed: [] };
  model.collections.push(one);
  if (index % 3 === 2) return;
  await changeState(ctx, id, { state: "waiting" });
  one.state = "waiting";
  const curator = model.people.find((person) => curates(model, person, unitId));
  if (curator === undefined || index % 3 === 1) return;
  await changeState(await actingAs(system, curator), id, { state: "curated" });
  one.state = "curated";
};

/** Readers propose what they have into what is curated. */
const proposeEntries = async (world: World, one: ModelCollection): Promise<void> => {
  const { model, system } = world;
  const isNew = ({ id, levelsOfVersions, isArchived }: ModelResource) =>
    levelsOfVersions.length > 0 && !isArchived && ![...one.direct, ...one.inSection].includes(id);
  for (const by of model.people) {
    if (one.state !== "curated" || curates(model, by, one.unitId)) continue;
    if (!scopeOf(model, by).includes(one.unitId)) continue;
    const known = new Set(one.proposed.map(({ resourceId }) => resourceId));
    const resource = model.resources.find(
      (other) => isNew(other) && !known.has(other.id) && maySee(model, by, other),
    );
    if (!resource) continue;
    await putEntry(await actingAs(system, by), one.id, resource.id, {});
    one.proposed.push({ resourceId: resource.id, by });
  }
};

/** Proposals of everybody who works at a campus, some of them accepted. */
export const collectResources = async (world: World): Promise<void> => {
  for (const [index, person] of world.model.people.entries()) await propose(world, person, index);
  for (const one of world.model.collections) await proposeEntries(world, one);
};

const holdCollectionFor = async (world: World, reader: PersonId, one: ModelCollection): Promise<void> => {
  const { model } = world;
  const base = `/api/collections/${one.id}`;
  const isRead = mayReadCollection(model, reader, one);
  const { status, body } = await get(world, reader, base);
  expect(status, "collection").toBe(isRead ? 200 : 404);
  const entriesOf = async (query: string): Promise<string[]> => {
    const reply = await get(world, reader, `${base}/entries${query}`);
    expect(reply.status, "entries").toBe(isRead ? 200 : 404);
    return isRead
      ? sorted(reply.body.items.map((entry: { resource: { id: string } }) => entry.resource.id))
      : [];
  };
  const shownOf = (ids: readonly ResourceId[]) =>
    isRead ? sorted(ids.filter((id) => showsEntry(model, reader, id))) : [];
  const [direct, inSection] = [shownOf(one.direct), shownOf(one.inSection)];
  expect(await entriesOf(""), "entries").toEqual(direct);
  const waiting = shownOf(
    one.proposed
      .filter(({ by }) => mayKnowProposed(model, reader, one, by))
      .map(({ resourceId }) => resourceId),
  );
  expect(await entriesOf("?state=waiting"), "proposed entries").toEqual(waiting);
  if (!isRead) return;
  const [section] = body.sections;
  expect(await entriesOf(`?section=${section.id}`), "entries of a section").toEqual(inSection);
  expect([body.entryCount, body.directCount, section.entryCount, body.waitingCount], "counts").toEqual([
    direct.length + inSection.length,
    direct.length,
    inSection.length,
    waiting.length,
  ]);
};

const holdCollectionsOf = async (world: World, reader: PersonId): Promise<void> => {
  const { collections, resources } = world.model;
  const read = collections.filter((one) => mayReadCollection(world.model, reader, one));
  const listed = async (view: string) => {
    const { status, body } = await get(world, reader, `/api/collections?limit=100&view=${view}`);
    expect(status, "collections").toBe(200);
    return sorted(body.items.map(({ id }: { id: string }) => id));
  };
  const idsOf = (isListed: (one: ModelCollection) => boolean) =>
    sorted(read.filter(isListed).map(({ id }) => id));
  expect(await listed("curated"), "curated").toEqual(idsOf(({ state }) => state === "curated"));
  expect(await listed("mine"), "own").toEqual(idsOf(({ proposerId }) => proposerId === reader));
  expect(await listed("waiting"), "waiting").toEqual(
    idsOf(({ state, unitId }) => state === "waiting" && curates(world.model, reader, unitId)),
  );
  for (const one of collections) await holdCollectionFor(world, reader, one);
  for (const resource of resources) {
    const { status, body } = await get(world, reader, `/api/resources/${resource.id}/collections`);
    const isSeen = maySee(world.model, reader, resource);
    expect(status, "collections of a resource").toBe(isSeen ? 200 : 404);
    if (isSeen)
      expect(sorted(body.items.map(({ id }: { id: string }) => id))).toEqual(
        idsOf((one) => [...one.direct, ...one.inSection].includes(resource.id)),
      );
  }
};

/** Collections, their entries and counts, for everybody. */
export const holdCollections = async (world: World): Promise<void> => {
  await Promise.all(world.model.people.map((reader) => holdCollectionsOf(world, reader)));
  expect((await get(world, null, "/api/collections")).status, "collections for nobody").toBe(401);
};
