import { afterAll, beforeAll, expect, it } from "vitest";
import { buildDocuments } from "../../indexer/build-document.ts";
import { newId, type ResourceId } from "../../server/ids.ts";
import type { ScopeKey, SearchDocument } from "../../server/modules/search/index.ts";
import { anonymous, type Client, createDraft, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

let system: TestSystem;
let author: Client;
let outsider: Client;
let poisoned: SearchDocument[];

/** Whatever an index could wrongly believe: that everybody may find it, and that it is newer than anything. */
const everywhere = (): ScopeKey[] => [
  "public",
  `unit:${unitOf("erxiao").id}`,
  `author:${personOf("erxiao.teacher").id}`,
];

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  outsider = await signedIn(system, "erxiao.teacher");
  const group = unitOf("group1").id;
  const shared = await publish(author, group, { title: "毒药共享件" });
  const hidden = await publish(author, "private", { title: "毒药私有件" });
  const archived = await publish(author, group, { title: "毒药归档件" });
  const draft = await createDraft(author, { title: "毒药草稿件" });
  await system.runJobs();
  const documents = await buildDocuments(system.ctx, [shared.id, hidden.id, archived.id]);
  await author.post(`/api/resources/${archived.id}/archive`).expect(200);
  await system.runJobs();
  const [model] = documents as [SearchDocument];
  const unknown = { ...model, id: newId() as ResourceId, title: "毒药不存在件" };
  const unpublished = { ...model, id: draft.id, title: "毒药草稿件" };
  poisoned = [...documents, unknown, unpublished].map((document) => ({
    ...document,
    scope: everywhere(),
    revision: 1_000_000,
  }));
  await system.ctx.search.put(poisoned);
  expect(poisoned).toHaveLength(5);
});
afterAll(() => system.stop());

const questions = ["", "毒药", "月饼", "毒药归档件", "sanxiao"];

it("an index that shows everything to everybody leaks nothing to a stranger: no hit, no count, no facet", async () => {
  for (const client of [outsider, anonymous(system)]) {
    for (const q of questions) {
      const { body, text } = await client.get("/api/search").query({ q, facets: "true" }).expect(200);
      expect({ q, hits: body.hits, total: body.total }).toEqual({ q, hits: [], total: 0 });
      expect(Object.values(body.facets).flat()).toEqual([]);
      for (const { id } of poisoned) expect(text).not.toContain(id);
      expect(text).not.toContain("毒药共享件");
    }
    const narrowed = await client.get("/api/search").query({ q: "毒药", limit: 1 }).expect(200);
    expect(narrowed.body).toMatchObject({ hits: [], total: 0, nextCursor: null });
    const suggested = await client.get("/api/search/suggest").query({ q: "毒药" }).expect(200);
    expect(suggested.body).toEqual({ suggestions: [] });
  }
});

it("the owner is not shown what is archived, unpublished or gone either", async () => {
  const { body } = await author.get("/api/search").query({ q: "毒药", facets: "true" }).expect(200);
  const titles = body.hits.map((hit: { resource: { title: string } }) => hit.resource.title);
  expect(titles).not.toContain("毒药归档件");
  expect(titles).not.toContain("毒药草稿件");
  expect(titles).not.toContain("毒药不存在件");
});
