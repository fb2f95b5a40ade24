import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
});
afterAll(() => system.stop());

const namesFor = async (username: string): Promise<string[]> => {
  const reply = await (await signedIn(system, username)).get("/api/units").expect(200);
  return reply.body.items.map((unit: { name: string }) => unit.name).sort();
};

const wholeXinping = [
  "新平县教育局",
  "第一教育集团",
  "一小校区",
  "三小校区",
  "第二教育集团",
  "二小校区",
  "四小校区",
  "第三教育集团",
  "五小中心校",
  "平甸乡小学",
  "平甸乡小学第一教学点",
  "平甸乡小学第二教学点",
].sort();

describe("the units that one may know of", () => {
  test("are for the signed-in only", async () => {
    await anonymous(system).get("/api/units").expect(401);
  });

  test("are the own group with the bureau above it, for its teachers and leads", async () => {
    const group1 = ["新平县教育局", "第一教育集团", "一小校区", "三小校区"].sort();
    expect(await namesFor("sanxiao.teacher")).toEqual(group1);
    expect(await namesFor("group1.lead")).toEqual(group1);
    expect(await namesFor("point1.teacher")).toEqual(
      [
        "新平县教育局",
        "第三教育集团",
        "五小中心校",
        "平甸乡小学",
        "平甸乡小学第一教学点",
        "平甸乡小学第二教学点",
      ].sort(),
    );
  });

  test("are all of the own bureau and nothing of another, for its officers", async () => {
    expect(await namesFor("xinping.officer")).toEqual(wholeXinping);
    expect(await namesFor("longnan.officer")).toContain("桃江校区");
    expect(await namesFor("longnan.officer")).not.toContain("新平县教育局");
  });

  test("are none for a person whose posting has ended", async () => {
    expect(await namesFor("yixiao.former")).toEqual([]);
  });
});
