import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

const path = "/api/search/synonyms";

let system: TestSystem;
let administrator: Client;
let teacher: Client;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  [administrator, teacher] = await Promise.all([
    signedIn(system, "xinping.admin"),
    signedIn(system, "sanxiao.teacher"),
  ]);
});
afterAll(() => system.stop());

const titlesFor = async (q: string): Promise<string[]> => {
  const { body } = await teacher.get("/api/search").query({ q }).expect(200);
  return body.hits.map((hit: { resource: { title: string } }) => hit.resource.title);
};

describe("the list of synonyms", () => {
  test("is there from the start, for everybody who is signed in", async () => {
    await anonymous(system).get(path).expect(401);
    const { body, headers } = await teacher.get(path).expect(200);
    expect(body.groups.length).toBeGreaterThan(100);
    expect(body.groups).toContainEqual({ words: expect.arrayContaining(["教案", "教学设计"]) });
    expect(body.can).toEqual({ edit: false });
    expect(headers.etag).toBe('"1"');
  });

  test("is edited by the bureau's administrator only, and only as it was last seen", async () => {
    const change = { groups: [{ words: ["口算", "心算"] }] };
    await anonymous(system).put(path).send(change).expect(401);
    await teacher.put(path).send(change).expect(403);
    const { headers } = await administrator.get(path).expect(200);
    const edited = await administrator
      .put(path)
      .set("If-Match", headers.etag ?? "")
      .send(change)
      .expect(200);
    expect(edited.body).toEqual({ groups: change.groups, can: { edit: true } });
    expect(edited.headers.etag).not.toBe(headers.etag);
    await administrator
      .put(path)
      .set("If-Match", headers.etag ?? "")
      .send(change)
      .expect(412);
    const events = await system.ctx.db
      .selectFrom("event")
      .select(["kind", "data"])
      .where("kind", "=", "search.synonyms-edited")
      .execute();
    expect(events).toHaveLength(1);
    expect(events[0]?.data).toMatchObject({ added: ["口算 心算"] });
  });

  test("takes no group of one word, no word twice, and nothing without letters", async () => {
    for (const groups of [
      [{ words: ["口算"] }],
      [{ words: ["口算", "口算"] }],
      [{ words: ["ＰＰＴ", "课件"] }, { words: ["ppt", "幻灯片"] }],
      [{ words: ["口算", "***"] }],
      [{ words: ["口算", "心".repeat(41)] }],
      [{ words: Array.from({ length: 11 }, (_, i) => `口算${i}`) }],
      "口算",
    ])
      await administrator.put(path).send({ groups }).expect(400);
  });

  test("acts with every word of its longest group", async () => {
    const words = Array.from("甲乙丙丁戊己庚辛壬癸", (char) => `螺旋${char}`);
    await administrator
      .put(path)
      .send({ groups: [{ words }] })
      .expect(200);
    await publish(teacher, unitOf("group1").id, { title: "螺旋癸" });
    await system.runJobs();
    expect(await titlesFor("螺旋甲")).toEqual(["螺旋癸"]);
  });

  test("acts on the next question, without indexing anew", async () => {
    await publish(teacher, unitOf("group1").id, { title: "星球小报", kind: "material" });
    await system.runJobs();
    await administrator.put(path).send({ groups: [] }).expect(200);
    expect(await titlesFor("行星画刊")).toEqual([]);
    await administrator
      .put(path)
      .send({ groups: [{ words: ["星球", "行星"] }, { words: ["小报", "画刊"] }] })
      .expect(200);
    expect(await titlesFor("行星画刊")).toEqual(["星球小报"]);
  });
});
