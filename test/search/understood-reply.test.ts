import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let outsider: Client;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  [teacher, outsider] = await Promise.all([
    signedIn(system, "sanxiao.teacher"),
    signedIn(system, "erxiao.teacher"),
  ]);
  const shared = { subject: "mathematics", grades: ["3"], volume: "1" };
  await publish(teacher, unitOf("group1").id, { title: "《分数的初步认识》教学设计", fields: shared });
  await publish(teacher, unitOf("group1").id, {
    title: "分数墙",
    kind: "courseware",
    fields: { subject: "mathematics", grades: ["6"] },
  });
  await system.runJobs();
});
afterAll(() => system.stop());

const search = async (client: Client, query: Record<string, string | string[]>) =>
  (await client.get("/api/search").query(query).expect(200)).body;

const titles = (body: { hits: { resource: { title: string } }[] }) =>
  body.hits.map((hit) => hit.resource.title);

describe("a search's reply", () => {
  test("says what was understood of the question", async () => {
    const body = await search(teacher, { q: "三上数学 分数" });
    expect(body.understood).toEqual({
      text: "分数",
      preferences: [
        { field: "grade", keys: ["3"], text: "三上" },
        { field: "volume", keys: ["1"], text: "三上" },
        { field: "subject", keys: ["mathematics"], text: "数学" },
      ],
    });
    expect(body.isPartial).toBe(false);
    expect(body.didYouMean).toEqual([]);
    expect(titles(body)).toEqual(["《分数的初步认识》教学设计", "分数墙"]);
  });

  test("is the same for a bare name of a field in English and in Chinese", async () => {
    for (const [english, chinese] of [
      ["courseware", "课件"],
      ["grade 3 math", "三年级数学"],
    ])
      expect(titles(await search(teacher, { q: english as string }))).toEqual(
        titles(await search(teacher, { q: chinese as string })),
      );
    expect(titles(await search(teacher, { q: "courseware" }))).toEqual(["分数墙"]);
  });

  test("leaves as text what the asker takes back", async () => {
    const body = await search(teacher, { q: "三上数学 分数", literal: ["三上", "数学"] });
    expect(body.understood).toEqual({ text: "三上数学 分数", preferences: [] });
  });

  test("understands one common word alone, and finds what has it on its browse path", async () => {
    const body = await search(teacher, { q: "数学" });
    expect(body.understood).toEqual({
      text: "数学",
      preferences: [{ field: "subject", keys: ["mathematics"], text: "数学" }],
    });
    expect(body.total).toBe(2);
  });

  test("names a campus only to those who may know of it", async () => {
    const known = await search(teacher, { q: "三小校区 分数" });
    expect(known.understood.preferences).toEqual([
      { field: "campus", keys: [unitOf("sanxiao").id], text: "三小校区" },
    ]);
    for (const client of [outsider, anonymous(system)])
      expect((await search(client, { q: "三小校区 分数" })).understood.preferences).toEqual([]);
  });

  test("refuses too much to take back", async () => {
    await teacher
      .get("/api/search")
      .query({ q: "分数", literal: "长".repeat(101) })
      .expect(400);
    const literal = Array.from({ length: 51 }, (_, i) => String(i));
    await teacher.get("/api/search").query({ q: "分数", literal }).expect(400);
  });
});
