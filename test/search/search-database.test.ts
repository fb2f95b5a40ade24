import { afterAll, beforeAll, expect, test } from "vitest";
import { MeilisearchIndex } from "../../server/modules/search/index.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

const known = "分数的初步认识";
const ofMusic = "分数的节拍";
const fullWidth = "ＵＮＩＴ４ 天气";

let system: TestSystem;
let reader: Client;
let outsider: Client;

beforeAll(async () => {
  const engine = new MeilisearchIndex({ url: "http://127.0.0.1:9", apiKey: "a key", indexPrefix: "none" });
  system = await startTestSystem({ parts: { search: engine } });
  system.clock.set("2026-11-02T02:00:00Z");
  await seedPeople(system);
  const author = await signedIn(system, "sanxiao.teacher");
  const group = unitOf("group1").id;
  for (const [title, fields] of [
    [known, { subject: "mathematics", grades: ["3"] }],
    [ofMusic, { subject: "music", grades: ["4"] }],
    [fullWidth, { subject: "english", grades: ["4"] }],
  ] as const) {
    system.clock.advance(1000);
    await publish(author, group, { title, fields });
  }
  reader = await signedIn(system, "yixiao.teacher");
  outsider = await signedIn(system, "erxiao.teacher");
});
afterAll(() => system.stop());

const ask = async (client: Client, q: string, query: object = {}) => {
  const { body } = await client
    .get("/api/search")
    .query({ q, ...query })
    .expect(200);
  expect(body).toMatchObject({ degraded: true, isPartial: false, facets: {} });
  return body;
};
const titles = async (q: string, query: object = {}): Promise<string[]> =>
  (await ask(reader, q, query)).hits.map((hit: { resource: { title: string } }) => hit.resource.title);

test.each([
  ["三上数学 分数", [known, ofMusic]],
  ["音乐 分数", [ofMusic, known]],
  ['"分数"', [ofMusic, known]],
  ['"初步认识"', [known]],
  ["分數", [ofMusic, known]],
  ["分数 -认识", [ofMusic]],
  ["分数认识", [known]],
  ["认识的分数", [known]],
  ["三年级数学", [known]],
  ["unit 4", [fullWidth]],
  ["Unit4", [fullWidth]],
  ["分数 潜水艇", []],
  ["100%_", []],
])("without an engine %s finds titles as they are meant", async (q, expected) => {
  expect(await titles(q)).toEqual(expected);
});

test("without an engine the question is understood, filtered and sorted as ever", async () => {
  const { understood } = await ask(reader, "三上数学 分数");
  expect(understood.text).toBe("分数");
  expect(understood.preferences).toHaveLength(3);
  expect(await titles("三上数学 分数", { sort: "newest" })).toEqual([ofMusic, known]);
  expect(await titles("分数", { subject: "mathematics" })).toEqual([known]);
});

test("without an engine the total counts all pages, and only what the asker may see", async () => {
  const first = await ask(reader, "分数", { limit: 1 });
  expect(first).toMatchObject({ total: 2, hits: { length: 1 } });
  const second = await ask(reader, "分数", { limit: 1, cursor: first.nextCursor });
  expect(second).toMatchObject({ total: 2, hits: { length: 1 }, nextCursor: null });
  expect(await ask(outsider, "分数")).toMatchObject({ total: 0, hits: [] });
});
