import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { replaceWord } from "../../server/modules/search/did-you-mean.ts";
import { anonymous, type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let author: Client;
let colleague: Client;
let outsider: Client;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  [author, colleague, outsider] = await Promise.all([
    signedIn(system, "sanxiao.teacher"),
    signedIn(system, "yixiao.teacher"),
    signedIn(system, "erxiao.teacher"),
  ]);
  const fields = { subject: "mathematics" };
  await publish(author, unitOf("group1").id, { title: "分数的加法", fields });
  await publish(author, unitOf("group1").id, { title: "Weather report", fields: { subject: "english" } });
  for (const title of [
    "落花生 课件",
    "圆明园的毁灭",
    "《秋天的雨》教学设计",
    "平行四边形",
    "毁灭的声音",
    "鱼和花",
  ])
    await publish(author, unitOf("group1").id, { title, fields: {} });
  await system.runJobs();
});
afterAll(() => system.stop());

const ask = async (client: Client, q: string) =>
  (await client.get("/api/search").query({ q }).expect(200)).body;

describe("a question with a word that nothing has", () => {
  test("is offered again with the word that sounds the same", async () => {
    const body = await ask(colleague, "分树");
    // What sounds so is there already, and the reply says what it was taken for.
    expect(body).toMatchObject({ total: 1, isPartial: false, didYouMean: ["分数"] });
  });

  test("keeps its other words, facet words too, as they were written", async () => {
    expect((await ask(colleague, "数学 分树")).didYouMean).toEqual(["数学 分数"]);
    expect((await ask(colleague, "ＰＰＴ 分樹")).didYouMean).toEqual(["ＰＰＴ 分数"]);
  });

  test("is offered again with the word that differs by one letter", async () => {
    expect((await ask(colleague, "wether")).didYouMean).toEqual(["weather"]);
  });

  test("is offered nothing from what the asker may not see", async () => {
    for (const client of [outsider, anonymous(system)])
      expect(await ask(client, "分树")).toMatchObject({ hits: [], didYouMean: [] });
  });

  test("is offered nothing from what was archived a moment ago", async () => {
    const gone = await publish(author, unitOf("group1").id, { title: "鲸鱼的旅行" });
    await system.runJobs();
    expect((await ask(colleague, "京鱼")).didYouMean).toEqual(["鲸鱼"]);
    await author.post(`/api/resources/${gone.id}/archive`).expect(200);
    expect((await ask(colleague, "京鱼")).didYouMean).toEqual([]);
  });
});

describe("a name that was written by its sound", () => {
  test.each([
    ["落花声", "落花生"],
    ["圆明圆的毁灭", "圆明园的毁灭"],
    ["秋天的鱼 教案", "秋天的雨 教案"],
    ["平行四边型", "平行四边形"],
  ])("%s is offered again as %s, which comes first", async (question, meant) => {
    const body = await ask(colleague, question);
    expect(body.didYouMean).toContain(meant);
    const [{ resource }] = body.hits;
    expect(resource.title).toContain(meant.replace(" 教案", ""));
    expect((await ask(outsider, question)).didYouMean).toEqual([]);
    expect((await ask(colleague, meant)).didYouMean).toEqual([]);
  });
});

describe("a question that is answered in part", () => {
  test("says so, and is offered again as one that is answered whole", async () => {
    const body = await ask(colleague, "分树 加法 没有此词");
    expect(body.isPartial).toBe(true);
    expect(body.hits).toHaveLength(1);
    expect(body.didYouMean).toEqual([]);
    expect((await ask(colleague, "分树 加法")).didYouMean).toEqual(["分数 加法"]);
  });

  test("is offered nothing that would also be answered in part", async () => {
    expect((await ask(colleague, "加法 qqqq")).didYouMean).toEqual([]);
  });
});

test("a question that is answered is offered nothing", async () => {
  expect(await ask(colleague, "分数")).toMatchObject({ isPartial: false, didYouMean: [] });
});

describe("putting another word in place", () => {
  test.each([
    ["三上 分樹", "分树", "分数", "三上 分数"],
    ["ＦＲＡＴＩＯＮ!", "fration", "fraction", "fraction!"],
    ["没有", "分树", "分数", "没有"],
    ["", "", "分数", ""],
  ])("%j: %s becomes %s", (question, word, by, expected) => {
    expect(replaceWord(question, word, by)).toBe(expected);
  });
});
