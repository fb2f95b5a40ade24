import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../server/ids.ts";
import { MeilisearchIndex } from "../../server/modules/search/index.ts";
import { anonymous, type Client, createDraft, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let author: Client;
let colleague: Client;
let outsider: Client;
const made: Record<string, string> = {};

const math = { subject: "mathematics", grades: ["3"] };
const share = async (
  name: string,
  title: string,
  fields: object = {},
  sharedWith: string = unitOf("group1").id,
) => {
  made[name] = (await publish(author, sharedWith, { title, text: title, fields: { ...fields } })).id;
};

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  [author, colleague, outsider] = await Promise.all([
    signedIn(system, "sanxiao.teacher"),
    signedIn(system, "yixiao.teacher"),
    signedIn(system, "erxiao.teacher"),
  ]);
  await share("asked", "分数的初步认识", { ...math, keywords: ["平均分", "几分之一"] });
  await share("near", "分数的简单应用", { ...math, keywords: ["平均分"] });
  await share("otherSubject", "分数的读法", { subject: "english", grades: ["6"] });
  await share("far", "草船借箭", { subject: "chinese", grades: ["5"] });
  await share("hidden", "分数的初步认识（私人）", math, "private");
  await system.runJobs();
});
afterAll(() => system.stop());

const similar = async (client: Client, id: string, query: object = {}) =>
  (await client.get(`/api/resources/${id}/similar`).query(query).expect(200)).body as {
    resources: { id: string; title: string }[];
    degraded: boolean;
  };
const ids = async (client: Client, id: string, query: object = {}) =>
  (await similar(client, id, query)).resources.map((one) => one.id);

test("resources about the same thing come first, those of its subject and grade before others, itself never", async () => {
  const found = await ids(colleague, made.asked as string);
  expect(found[0]).toBe(made.near);
  expect(found).toContain(made.otherSubject);
  expect(found).not.toContain(made.asked);
  expect(found).not.toContain(made.far);
  expect((await similar(colleague, made.asked as string)).degraded).toBe(false);
});

test("what shares no more than an everyday word of its files is not listed, so there may be none", async () => {
  const text = "同学们，今天我们一起来认识新的朋友";
  for (const title of ["圆明园的毁灭", "大青树下的小学"])
    await publish(author, unitOf("group1").id, { title, text, fields: { subject: "chinese" } });
  const lesson = await publish(author, unitOf("group1").id, {
    title: "micro:bit 开发板入门",
    text,
    fields: { subject: "information-technology", keywords: ["LED 点阵", "新的朋友"] },
  });
  await system.runJobs();
  expect(await ids(colleague, lesson.id)).toEqual([]);
});

test("what the asker may not see is neither asked about nor shown", async () => {
  expect(await ids(colleague, made.asked as string)).not.toContain(made.hidden);
  expect(await ids(author, made.asked as string)).toContain(made.hidden);
  const answers = await Promise.all(
    [made.hidden, made.asked, newId()].map(async (id) => {
      const { status, body } = await outsider.get(`/api/resources/${id}/similar`);
      return { status, body: { ...body, requestId: "" } };
    }),
  );
  expect(answers[0]?.status).toBe(404);
  expect(answers[0]).toEqual(answers[2]);
  expect(answers[1]).toEqual(answers[2]);
  await anonymous(system).get(`/api/resources/${made.asked}/similar`).expect(404);
});

test("a draft of one's own finds what is like it", async () => {
  const draft = await createDraft(author, { title: "分数的意义", fields: math });
  expect(await ids(author, draft.id)).toEqual(expect.arrayContaining([made.asked, made.near]));
  await colleague.get(`/api/resources/${draft.id}/similar`).expect(404);
});

test("adaptations of it are left out, and of another line there is one", async () => {
  const adapt = async (id: string): Promise<string> => {
    const copy = (await colleague.post(`/api/resources/${id}/adapt`).send({}).expect(201)).body;
    await colleague
      .post(`/api/resources/${copy.id}/publish`)
      .send({ sharedWith: unitOf("group1").id })
      .expect(200);
    return copy.id;
  };
  const copies = [await adapt(made.asked as string), await adapt(made.asked as string)];
  const copy = await adapt(made.near as string);
  await system.runJobs();
  const found = await ids(author, made.asked as string);
  for (const id of copies) expect(found).not.toContain(id);
  expect(found.filter((id) => id === made.near || id === copy)).toHaveLength(1);
  // Seen from a copy, the original is of the same line too.
  expect(await ids(author, copies[0] as string)).not.toContain(made.asked);
});

test("what was narrowed a moment ago is not shown, before the index has heard of it", async () => {
  await share("narrowed", "分数的初步认识练习", math);
  await system.runJobs();
  expect(await ids(colleague, made.asked as string)).toContain(made.narrowed);
  await author.put(`/api/resources/${made.narrowed}/sharing`).send({ sharedWith: "private" }).expect(200);
  expect(await ids(colleague, made.asked as string)).not.toContain(made.narrowed);
});

test("several narrowed a moment ago leave no gap that tells of them", async () => {
  await share("dandelion", "蒲公英观察日记", math);
  await share("remaining", "蒲公英的摘抄", math);
  const names = ["一", "二", "三", "四"].map((number) => `蒲公英观察日记${number}`);
  for (const name of names) await share(name, name, math);
  await system.runJobs();
  expect(names.map((name) => made[name])).toContain(
    (await ids(colleague, made.dandelion as string, { limit: 1 }))[0],
  );
  for (const name of names)
    await author.put(`/api/resources/${made[name]}/sharing`).send({ sharedWith: "private" }).expect(200);
  const told = await similar(colleague, made.dandelion as string, { limit: 1 });
  expect(told.resources.map(({ id }) => id)).toEqual([made.remaining]);
  await system.runJobs();
  expect(await similar(colleague, made.dandelion as string, { limit: 1 })).toEqual(told);
});

test("there are as many as asked for at most, and the number is checked", async () => {
  expect(await ids(colleague, made.asked as string, { limit: 1 })).toHaveLength(1);
  for (const limit of [0, 21, "many"])
    await colleague.get(`/api/resources/${made.asked}/similar`).query({ limit }).expect(400);
});

test("a title full of operators is only words", async () => {
  await share("odd", '-分数 "没有这样的短语" NEAR(初步) * ^ :', math);
  await system.runJobs();
  expect(await ids(colleague, made.odd as string)).toContain(made.asked);
});

test("without an engine they are of the same subject and grade, from the database, and said to be", async () => {
  const engine = new MeilisearchIndex({ url: "http://127.0.0.1:9", apiKey: "a key", indexPrefix: "none" });
  const lonely = await startTestSystem({ parts: { search: engine } });
  try {
    await seedPeople(lonely);
    const [writer, client] = [
      await signedIn(lonely, "sanxiao.teacher"),
      await signedIn(lonely, "yixiao.teacher"),
    ];
    const group = unitOf("group1").id;
    const asked = await publish(writer, group, { title: "分数", fields: math });
    const near = await publish(writer, group, { title: "周长", fields: math });
    await publish(writer, group, { title: "分数", fields: { subject: "chinese", grades: ["3"] } });
    await publish(writer, "private", { title: "分数", fields: math });
    const found = await similar(client, asked.id);
    expect(found.degraded).toBe(true);
    expect(found.resources.map(({ id }) => id)).toEqual([near.id]);
    await (await signedIn(lonely, "erxiao.teacher")).get(`/api/resources/${asked.id}/similar`).expect(404);
  } finally {
    await lonely.stop();
  }
});
