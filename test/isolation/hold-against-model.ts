import { expect } from "vitest";
import type { ResourceId } from "../../server/ids.ts";
import type { ScopeKey } from "../../server/modules/search/index.ts";
import {
  countedAdaptations,
  type ModelResource,
  mayFind,
  mayKnowUnit,
  mayReadVersion,
  maySee,
  type Reader,
  scopeOf,
} from "../support/visibility-model.ts";
import { commonUnit, commonWord } from "./act-in-world.ts";
import { get } from "./ask-in-world.ts";
import { holdLineage, holdMostReused } from "./hold-adaptations.ts";
import { holdResourceDuplicates, holdUploadDuplicates } from "./hold-duplicates.ts";
import type { World } from "./random-world.ts";

const readersOf = ({ model }: World): Reader[] => [...model.people, null];

const sorted = (ids: Iterable<string>): string[] => [...ids].sort();

/** All pages of a list, in order; a page that repeats what was there is a failure. */
const readPages = async (world: World, reader: Reader, path: string, idsOf: (body: never) => string[]) => {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { status, body } = await get(world, reader, `${path}${cursor && `&cursor=${cursor}`}`);
    expect(status, path).toBe(200);
    ids.push(...idsOf(body as never));
    cursor = body.nextCursor;
  }
  expect(new Set(ids).size, `${path} repeats something`).toBe(ids.length);
  return ids;
};

const cardIds = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);
const hitIds = (body: { hits: { resource: { id: string } }[] }) =>
  body.hits.map(({ resource }) => resource.id);

const holdLists = async (world: World, reader: Reader): Promise<void> => {
  const { resources } = world.model;
  const idsOf = (one: (resource: ModelResource) => boolean) =>
    sorted(resources.filter(one).map(({ id }) => id));
  const listed = async (view: string) =>
    sorted(await readPages(world, reader, `/api/resources?limit=3&view=${view}`, cardIds));
  expect(await listed("published"), "list").toEqual(idsOf((one) => mayFind(world.model, reader, one)));
  const ofTextbook = `/api/resources?limit=3&textbookNode=${commonUnit.parent_id}`;
  expect(sorted(await readPages(world, reader, ofTextbook, cardIds)), "list of a textbook").toEqual(
    idsOf((one) => mayFind(world.model, reader, one)),
  );
  if (reader === null) return;
  const isOwn = (one: ModelResource) => one.authorId === reader;
  expect(await listed("mine")).toEqual(
    idsOf((one) => isOwn(one) && one.levelsOfVersions.length > 0 && !one.isArchived),
  );
  expect(await listed("drafts")).toEqual(idsOf((one) => isOwn(one) && one.hasDraft && !one.isArchived));
  expect(await listed("archived")).toEqual(idsOf((one) => isOwn(one) && one.isArchived));
};

type Facets = Record<"campus" | "author" | "kind", { key: string; count: number }[]>;

const idsOfFindable = ({ model }: World, reader: Reader): Set<string> =>
  new Set(model.resources.filter((one) => mayFind(model, reader, one)).map(({ id }) => id));

/** A late index may hide; it may never show what may not be found. */
const holdFound = (world: World, reader: Reader, found: string[], what: string): void => {
  const findable = idsOfFindable(world, reader);
  expect(
    found.filter((id) => !findable.has(id)),
    `${what} leaks`,
  ).toEqual([]);
  if (world.isIndexed) expect(sorted(found), what).toEqual(sorted(findable));
};

/** What is counted is as telling as what is shown. */
const holdCounts = (world: World, reader: Reader, body: { total: number; facets: Facets }): void => {
  const findable = world.model.resources.filter((one) => mayFind(world.model, reader, one));
  expect(body.total, "total").toBeLessThanOrEqual(findable.length);
  const placeOf = { campus: "campusId", author: "authorId" } as const;
  for (const field of ["campus", "author"] as const) {
    for (const { key, count } of body.facets[field]) {
      const most = findable.filter((one) => one[placeOf[field]] === key).length;
      expect(count, `facet ${field} ${key}`).toBeLessThanOrEqual(most);
      if (world.isIndexed) expect(count, `facet ${field} ${key}`).toBe(most);
    }
  }
  const kinds = body.facets.kind.reduce((sum, { count }) => sum + count, 0);
  expect(kinds, "facet kind").toBeLessThanOrEqual(findable.length);
};

/** Titles, people and campuses: each must be those of a resource that may be found, and there is one where there are such. */
const holdSuggestions = async (world: World, reader: Reader, findable: ModelResource[]): Promise<void> => {
  const { model } = world;
  for (const typed of [commonWord.slice(0, 2), "教师", "campus", "gxkl"]) {
    const { body } = await get(world, reader, `/api/search/suggest?q=${typed}&limit=10`);
    if (world.isIndexed)
      expect(body.suggestions.length > 0, `anything suggested for ${typed}`).toBe(findable.length > 0);
    for (const { kind, key, resourceId } of body.suggestions) {
      const witness = model.resources.find(({ id }) => id === resourceId);
      expect(witness && mayFind(model, reader, witness), `suggestion of ${typed} leaks`).toBe(true);
      const keys: Record<string, string | undefined> = {
        title: witness?.id,
        author: witness?.authorId,
        campus: witness?.campusId,
      };
      expect(key, `suggested ${kind}`).toBe(keys[kind]);
    }
  }
};

/** Everybody keeps a question that all resources answer and has not looked for many years. */
const holdNewCount = async (world: World, reader: Reader, findable: ModelResource[]): Promise<void> => {
  const { status, body } = await get(world, reader, "/api/saved-searches");
  expect(status, "saved searches").toBe(reader === null ? 401 : 200);
  if (reader === null) return;
  const most = findable.filter(({ authorId }) => authorId !== reader).length;
  expect(body.items).toHaveLength(1);
  const [{ newCount }] = body.items;
  expect(newCount, "what is new").toBeLessThanOrEqual(most);
  if (world.isIndexed) expect(newCount, "what is new").toBe(most);
};

const holdSearch = async (world: World, reader: Reader): Promise<void> => {
  const { body } = await get(world, reader, `/api/search?q=${commonWord}&limit=50`);
  holdFound(world, reader, hitIds(body), "search");
  holdCounts(world, reader, body);
  expect(body.degraded).toBe(false);
  const findable = world.model.resources.filter((one) => mayFind(world.model, reader, one));
  await holdSuggestions(world, reader, findable);
  await holdNewCount(world, reader, findable);
  await holdMostReused(world, reader);
};

/** The engine itself, asked with the scope and the pending ids that searching gives it. */
const holdEngine = async (world: World, reader: Reader): Promise<void> => {
  const { model, system } = world;
  const pending = await system.ctx.db.selectFrom("index_pending").select("resource_id").execute();
  const scope: ScopeKey[] = [
    ...scopeOf(model, reader).map((id): ScopeKey => `unit:${id}`),
    "public",
    ...(reader ? [`author:${reader}` as const] : []),
  ];
  const exclude = pending.map((row) => row.resource_id);
  const request = { scope, exclude, filters: {}, offset: 0, limit: 100, withFacets: true } as const;
  const found = await system.ctx.search.search({ ...request, scope, exclude, text: "", sort: "newest" });
  const leaked = found.hits.filter(({ id }) => {
    const resource = model.resources.find((one) => one.id === id);
    return !resource || !mayFind(model, reader, resource);
  });
  expect(leaked, "the engine leaks").toEqual([]);
};

/** Searches and the engine, for everybody. */
export const holdSearches = async (world: World): Promise<void> => {
  await Promise.all(
    readersOf(world).map(async (reader) => {
      await holdSearch(world, reader);
      await holdEngine(world, reader);
    }),
  );
};

const holdFiles = async (world: World, reader: Reader, resource: ModelResource): Promise<void> => {
  const files = await world.system.ctx.db
    .selectFrom("resource_file")
    .innerJoin("resource_version", "resource_version.id", "resource_file.version_id")
    .select(["resource_file.id", "published_at", "number"])
    .where("resource_id", "=", resource.id)
    .execute();
  const isSeen = maySee(world.model, reader, resource);
  const isRead = (number: number) => mayReadVersion(world.model, reader, resource, number);
  for (const file of files) {
    const expected =
      isSeen && (file.published_at === null ? resource.authorId === reader : isRead(file.number)) ? 200 : 404;
    for (const below of ["", "/passages", "/marked-passages?q=课", "/marked-pages?q=课", "/preview"]) {
      const { status } = await get(world, reader, `/api/resources/${resource.id}/files/${file.id}${below}`);
      expect(status, `file${below}`).toBe(expected);
    }
    // What may be seen has pictures once jobs have run.
    const { status } = await get(
      world,
      reader,
      `/api/resources/${resource.id}/files/${file.id}/preview/1/view`,
    );
    expect(expected === 200 ? [200, 404] : [404], "picture").toContain(status);
  }
};

const holdResource = async (world: World, reader: Reader, resource: ModelResource): Promise<void> => {
  const { model } = world;
  const isSeen = maySee(model, reader, resource);
  const byId = (id: ResourceId | null) => model.resources.find((one) => one.id === id);
  const base = `/api/resources/${resource.id}`;
  const read = async (below: string, isThere = isSeen) => {
    const reply = await get(world, reader, base + below);
    expect(reply.status, `${below || "detail"} of ${JSON.stringify(resource)}`).toBe(isThere ? 200 : 404);
    return isThere ? reply.body : null;
  };
  const detail = await read("");
  const origin = byId(resource.adaptedFromId);
  const isOriginSeen = origin !== undefined && maySee(model, reader, origin);
  if (detail) {
    expect(detail.adaptationCount, "adaptations").toBe(countedAdaptations(model, resource).length);
    expect(detail.adaptedFrom?.resourceId ?? null).toBe(isOriginSeen ? origin.id : null);
    expect(detail.hasDraft).toBe(resource.hasDraft && resource.authorId === reader);
  }
  const asked = await read("?draft=true");
  if (asked) expect(asked.isDraftView).toBe(resource.hasDraft && resource.authorId === reader);
  const versions = await read("/versions");
  const readable = [...resource.levelsOfVersions.keys()]
    .map((index) => index + 1)
    .filter((number) => mayReadVersion(model, reader, resource, number));
  if (versions)
    expect(sorted(versions.items.map(({ number }: { number: number }) => `${number}`))).toEqual(
      sorted(readable.map(String)),
    );
  for (let number = 1; number <= resource.levelsOfVersions.length + 1; number++)
    await read(`/versions/${number}`, isSeen && readable.includes(number));
  const lineage = await read("/lineage");
  if (lineage) {
    holdLineage(world, reader, resource, lineage);
    expect(lineage.adaptedFrom?.resourceId ?? null).toBe(isOriginSeen ? origin.id : null);
  }
  const alike = await read("/similar?limit=20");
  if (alike) {
    const shown = cardIds({ items: alike.resources });
    const findable = idsOfFindable(world, reader);
    expect(
      shown.filter((id) => !findable.has(id) || id === resource.id),
      "what is alike leaks",
    ).toEqual([]);
  }
  await holdResourceDuplicates(world, reader, resource);
  await read("/bundle");
  await holdFiles(world, reader, resource);
};

const uploadDays = 7;

const holdPlacesAndPeople = async (world: World, reader: Reader): Promise<void> => {
  const { model } = world;
  for (const upload of model.uploads) {
    const age = (Date.parse(model.today) - Date.parse(upload.sentOn)) / 86_400_000;
    const expected = reader === null ? 401 : upload.personId === reader && age < uploadDays ? 200 : 404;
    expect((await get(world, reader, `/api/uploads/${upload.id}`)).status, "upload").toBe(expected);
  }
  await holdUploadDuplicates(world, reader);
  if (reader === null) return;
  const units = await get(world, reader, "/api/units");
  const known = [...model.units.keys()].filter((id) => mayKnowUnit(model, reader, id));
  expect(sorted(cardIds(units.body)), "units").toEqual(sorted(known));
  for (const personId of model.people) {
    const postings = model.postings.filter((one) => one.personId === personId);
    const visible = postings.filter(({ unitId }) => mayKnowUnit(model, reader, unitId));
    const { status, body } = await get(world, reader, `/api/people/${personId}`);
    expect(visible.length === 0 ? [404] : [200, 403], "person").toContain(status);
    if (status === 200)
      expect(sorted(body.postings.map(({ id }: { id: string }) => id))).toEqual(
        sorted(visible.map(({ id }) => id)),
      );
  }
};

/** Lists page by page, and every read route that names one thing, for everybody and every thing. */
export const holdDetails = async (world: World): Promise<void> => {
  await Promise.all(
    readersOf(world).map(async (reader) => {
      await holdLists(world, reader);
      const pages = "/api/search?q=&limit=2&sort=newest&facets=false";
      holdFound(world, reader, await readPages(world, reader, pages, hitIds), "search by pages");
      for (const resource of world.model.resources) await holdResource(world, reader, resource);
      await holdPlacesAndPeople(world, reader);
    }),
  );
};
