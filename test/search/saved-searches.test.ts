import { randomUUID } from "node:crypto";
import supertest from "supertest";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enqueueIndexing } from "../../server/jobs.ts";
import { endPosting } from "../../server/modules/identity/index.ts";
import { MeilisearchIndex } from "../../server/modules/search/index.ts";
import { actingAs, makeResource } from "../support/acting.ts";
import { anonymous, type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

const path = "/api/saved-searches";
const group = unitOf("group1").id;

let system: TestSystem;
let author: Client;
let reader: Client;
let outsider: Client;

beforeAll(async () => {
  system = await startTestSystem();
  system.clock.set("2026-11-02T02:00:00Z");
  await seedPeople(system);
  [author, reader, outsider] = await Promise.all([
    signedIn(system, "sanxiao.teacher"),
    signedIn(system, "yixiao.teacher"),
    signedIn(system, "erxiao.teacher"),
  ]);
});
afterAll(() => system.stop());

const save = async (client: Client, question: object, name?: string) =>
  (await client.post(path).send({ question, name }).expect(201)).body;
const list = async (client: Client) => (await client.get(path).expect(200)).body.items;
const newCount = async (client: Client, id: string): Promise<number | null> =>
  (await list(client)).find((one: { id: string }) => one.id === id).newCount;

/** Some time passes, somebody acts, and the indexer does its work. */
const then = async <Made>(act: () => Promise<Made>): Promise<Made> => {
  system.clock.advance(60_000);
  const made = await act();
  await system.runJobs();
  return made;
};

describe("a saved search", () => {
  test("is kept with its whole question, listed latest first, renamed and removed", async () => {
    const question = { q: " 分数 ", kind: ["courseware"], grade: ["3", "4"], sort: "newest" };
    const made = await save(reader, question, " 我的分数 ");
    const empty = { subject: [], term: [], edition: [], volume: [], campus: [], author: [] };
    expect(made).toMatchObject({ name: "我的分数", newCount: 0, question: { ...empty, ...question } });
    const second = await then(() => save(reader, { q: "周长" }));
    expect((await list(reader)).map(({ id }: { id: string }) => id)).toEqual([second.id, made.id]);
    const renamed = await reader.patch(`${path}/${made.id}`).send({ name: "分数课件" }).expect(200);
    expect(renamed.body).toEqual({ ...made, name: "分数课件" });
    await reader.delete(`${path}/${made.id}`).expect(204);
    await reader.delete(`${path}/${made.id}`).expect(404);
    await reader.delete(`${path}/${second.id}`).expect(204);
    expect(await list(reader)).toEqual([]);
  });

  test("is named after its question where no name is given, but not by the names of people", async () => {
    const named = async (question: object) => {
      const { id, name } = await save(reader, question);
      await reader.delete(`${path}/${id}`).expect(204);
      return name;
    };
    expect(await named({ q: "  分数 " })).toBe("分数");
    expect(await named({ subject: ["mathematics"], grade: ["3"], kind: ["courseware"] })).toBe(
      "数学 三年级 课件",
    );
    expect(await named({ author: [personOf("erxiao.teacher").id] })).toBe("全部资源");
    expect(await named({ q: "字".repeat(300) })).toBe("字".repeat(100));
  });

  test("is one's own: for anybody else it is not there", async () => {
    const { id } = await save(reader, { q: "分数" });
    const unknown = randomUUID();
    for (const [method, below, body] of [
      ["patch", "", { name: "别人的" }],
      ["delete", "", undefined],
      ["post", "/visit", undefined],
    ] as const) {
      await anonymous(system)[method](`${path}/${id}${below}`).send(body).expect(401);
      const foreign = await outsider[method](`${path}/${id}${below}`).send(body).expect(404);
      const missing = await outsider[method](`${path}/${unknown}${below}`).send(body).expect(404);
      expect({ ...foreign.body, requestId: "" }).toEqual({ ...missing.body, requestId: "" });
    }
    await anonymous(system).get(path).expect(401);
    await anonymous(system).post(path).send({ question: {} }).expect(401);
    expect(await list(outsider)).toEqual([]);
    expect(await list(reader)).toHaveLength(1);
    await reader.delete(`${path}/${id}`).expect(204);
  });

  test("is made once under an Idempotency-Key, also by a program with the person's key", async () => {
    const { key } = (await reader.post("/api/me/api-keys").send({ name: "程序" }).expect(201)).body;
    const program = supertest.agent(system.server).set("X-Api-Key", key);
    const send = () =>
      program
        .post(path)
        .set("Idempotency-Key", "save-1")
        .send({ question: { q: "圆" } });
    const first = await send().expect(201);
    expect((await send().expect(201)).body).toEqual(first.body);
    await program
      .post(path)
      .set("Idempotency-Key", "save-1")
      .send({ question: { q: "方" } })
      .expect(409);
    expect(await list(reader)).toHaveLength(1);
    await program.delete(`${path}/${first.body.id}`).expect(204);
  });

  test.each([
    ["no question", {}],
    ["a page", { question: { q: "", limit: 3 } }],
    ["a cursor", { question: { cursor: "abc" } }],
    ["an unknown field", { question: { sharedWith: ["public"] } }],
    ["a key that is none", { question: { kind: ["' or 1=1"] } }],
    ["too many keys", { question: { kind: Array.from({ length: 51 }, (_, i) => `k${i}`) } }],
    ["too long a question", { question: { q: "字".repeat(501) } }],
    ["a blank name", { name: "  ", question: {} }],
    ["an owner", { question: {}, personId: "x" }],
    ["a character that cannot be stored", { question: { q: "a\u0000b" } }],
  ])("is refused with %s", async (_what, body) => {
    await reader.post(path).send(body).expect(400);
    expect(await list(reader)).toEqual([]);
  });

  test("is one of fifty at most, also where two are made at once", async () => {
    for (let i = 0; i < 49; i++) await save(outsider, { q: `第${i}个` });
    const replies = await Promise.all(
      [1, 2, 3].map(() => outsider.post(path).send({ question: { q: "末" } })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const refused = replies.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: "saved-search.too-many" });
    expect(await list(outsider)).toHaveLength(50);
  });
});

describe("what is new", () => {
  test("is what others published since the last visit, and nothing once it was visited", async () => {
    await then(() => publish(author, group, { title: "萤火虫旧课" }));
    const { id } = await then(() => save(reader, { q: "萤火虫" }));
    const other = await save(reader, { q: "萤火虫", kind: ["courseware"] });
    expect(await newCount(reader, id)).toBe(0);
    await then(() => publish(author, group, { title: "萤火虫新课" }));
    await then(() => publish(author, group, { title: "萤火虫又一课" }));
    await then(() => publish(author, group, { title: "别的课" }));
    await then(() => publish(reader, group, { title: "萤火虫自己的课" }));
    expect(await newCount(reader, id)).toBe(2);
    expect(await newCount(reader, other.id)).toBe(0);
    const visited = await then(() => reader.post(`${path}/${id}/visit`).expect(200));
    expect(visited.body).toMatchObject({ newCount: 0, lastVisitedAt: system.clock.now().toISOString() });
    expect(await newCount(reader, id)).toBe(0);
  });

  test("is also what had been published by the visit, and was indexed only afterwards", async () => {
    const publishUnindexed = async (title: string) => {
      system.clock.advance(60_000);
      return publish(author, group, { title });
    };
    await publishUnindexed("珊瑚礁一课");
    system.clock.advance(1000);
    const { id } = await save(reader, { q: "珊瑚礁" });
    expect(await newCount(reader, id)).toBe(0);
    await system.runJobs();
    expect(await newCount(reader, id)).toBe(1);
    const visit = () => {
      system.clock.advance(1000);
      return reader.post(`${path}/${id}/visit`).expect(200);
    };
    await publishUnindexed("珊瑚礁二课");
    expect((await visit()).body.newCount).toBe(0);
    expect((await visit()).body.newCount).toBe(0);
    await system.runJobs();
    expect(await newCount(reader, id)).toBe(1);
    expect((await visit()).body.newCount).toBe(0);
    // Found already, and only waiting for a change: it was shown.
    const shown = await then(() => publish(author, group, { title: "珊瑚礁三课" }));
    await enqueueIndexing(system.ctx, shown.id);
    expect((await visit()).body.newCount).toBe(0);
    await system.runJobs();
    expect(await newCount(reader, id)).toBe(0);
  });

  test("is only what may be seen at this moment", async () => {
    const { id } = await then(() => save(reader, { q: "流星雨" }));
    await then(() => publish(author, unitOf("sanxiao").id, { title: "流星雨校内课" }));
    await then(() => publish(author, "private", { title: "流星雨私课" }));
    const shared = await then(() => publish(author, group, { title: "流星雨集团课" }));
    expect(await newCount(reader, id)).toBe(1);
    await author.put(`/api/resources/${shared.id}/sharing`).send({ sharedWith: "private" }).expect(200);
    expect(await newCount(reader, id)).toBe(0);
  });

  test("is not what a search leaves out until the index has heard that fewer may see it", async () => {
    const lead = await signedIn(system, "sanxiao.lead");
    const { id } = await then(() => save(reader, { q: "彗星" }));
    const shared = await then(() => publish(author, group, { title: "彗星课" }));
    const share = (sharedWith: string) =>
      lead.put(`/api/resources/${shared.id}/sharing`).send({ sharedWith }).expect(200);
    await then(() => share("public"));
    await share(group);
    const { body } = await reader.get("/api/search").query({ q: "彗星" }).expect(200);
    expect({ total: body.total, newCount: await newCount(reader, id) }).toEqual({ total: 0, newCount: 0 });
    await system.runJobs();
    expect(await newCount(reader, id)).toBe(1);
  });

  test("is also what was shared with more since then, or brought back", async () => {
    const old = await then(() => publish(author, "private", { title: "望远镜旧课" }));
    const known = await then(() => publish(author, group, { title: "望远镜已知课" }));
    const { id } = await then(() => save(reader, { q: "望远镜" }));
    const share = (made: { id: string }, sharedWith: string) =>
      then(() => author.put(`/api/resources/${made.id}/sharing`).send({ sharedWith }).expect(200));
    await share(old, group);
    expect(await newCount(reader, id)).toBe(1);
    // Narrower, but the reader could see it before: no news.
    await share(known, unitOf("sanxiao").id);
    await share(old, unitOf("sanxiao").id);
    expect(await newCount(reader, id)).toBe(0);
    await share(old, group);
    await then(() => author.post(`/api/resources/${old.id}/archive`).expect(200));
    expect(await newCount(reader, id)).toBe(0);
    await then(() => author.post(`/api/resources/${old.id}/unarchive`).expect(200));
    expect(await newCount(reader, id)).toBe(1);
  });

  test("is what has all the words, not what a search falls back to", async () => {
    const { id } = await then(() => save(reader, { q: "显微镜 细胞壁" }));
    await then(() => publish(author, group, { title: "显微镜" }));
    expect(await newCount(reader, id)).toBe(0);
    await then(() => publish(author, group, { title: "显微镜下的细胞壁" }));
    expect(await newCount(reader, id)).toBe(1);
  });

  test("is nothing when the posting ends", async () => {
    const client = await signedIn(system, "yixiao.math");
    const { id } = await then(() => save(client, { q: "日晷" }));
    await then(() => publish(author, group, { title: "日晷的秘密" }));
    expect(await newCount(client, id)).toBe(1);
    await endPosting(system.ctx, personOf("yixiao.math").postings[0]?.id as never, "2026-11-01");
    expect(await newCount(client, id)).toBe(0);
  });

  test("is counted past the first page", async () => {
    const { id } = await then(() => save(reader, { q: "算盘" }));
    const writer = await actingAs(system, personOf("sanxiao.teacher").id);
    await then(async () => {
      for (let i = 0; i < 23; i++) {
        const title = `算盘 ${i}`;
        await makeResource(writer, unitOf("sanxiao").id, { title, text: title, sharedWith: group });
      }
    });
    expect(await newCount(reader, id)).toBe(23);
  });
});

test("without an engine what is new is not known, and everything else goes on", async () => {
  const engine = new MeilisearchIndex({ url: "http://127.0.0.1:9", apiKey: "a key", indexPrefix: "none" });
  const lonely = await startTestSystem({ parts: { search: engine } });
  try {
    await seedPeople(lonely);
    const [writer, client] = [
      await signedIn(lonely, "sanxiao.teacher"),
      await signedIn(lonely, "yixiao.teacher"),
    ];
    const { id } = await save(client, { q: "分数" });
    lonely.clock.advance(1000);
    await publish(writer, group, { title: "分数" });
    expect(await newCount(client, id)).toBeNull();
    await client.patch(`${path}/${id}`).send({ name: "改名" }).expect(200);
    lonely.clock.advance(1000);
    await client.post(`${path}/${id}/visit`).expect(200);
    await client.delete(`${path}/${id}`).expect(204);
  } finally {
    await lonely.stop();
  }
});
