import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { focusOf } from "../../server/modules/search/teaching-focus.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

const wish = (field: string, key: string) => ({ field, keys: [key], text: "", weight: 0.2 });

describe("what somebody teaches", () => {
  test("is the commonest subject of their own, and the commonest grade within it", () => {
    const own = [
      { subject: "mathematics", grades: ["3", "4"] },
      { subject: "mathematics", grades: ["4"] },
      { subject: "music", grades: ["1"] },
      { subject: null, grades: ["1"] },
    ];
    expect(focusOf(own)).toEqual([wish("subject", "mathematics"), wish("grade", "4")]);
  });

  test("may be a subject without a grade, or nothing that one could tell", () => {
    expect(focusOf([{ subject: "music", grades: [] }])).toEqual([wish("subject", "music")]);
    expect(focusOf([{ subject: null, grades: ["1"] }])).toEqual([]);
    expect(focusOf([])).toEqual([]);
  });
});

describe("between results that fit alike", () => {
  let system: TestSystem;
  let author: Client;

  beforeAll(async () => {
    system = await startTestSystem();
    system.clock.set("2026-11-02T02:00:00Z");
    await seedPeople(system);
    author = await signedIn(system, "sanxiao.teacher");
    const plan = { kind: "lesson-plan" };
    const group = unitOf("group1").id;
    for (const subject of ["mathematics", "chinese"])
      await publish(author, group, {
        ...plan,
        title: `海星的对称美 ${subject}`,
        fields: { subject, grades: ["3"] },
      });
    for (const [name, subject] of [
      ["yixiao.teacher", "chinese"],
      ["yixiao.math", "mathematics"],
    ] as const)
      await publish(await signedIn(system, name), group, {
        ...plan,
        title: `自己的 ${subject}`,
        fields: { subject },
      });
    await system.runJobs();
  });
  afterAll(() => system.stop());

  const subjectsFor = async (name: string, q: string) => {
    const { body } = await (await signedIn(system, name)).get("/api/search").query({ q }).expect(200);
    return {
      understood: body.understood.preferences,
      subjects: body.hits.map(({ resource }: { resource: { subject: string } }) => resource.subject),
    };
  };

  test("the asker's own subject comes first, and is not said to be in the question", async () => {
    expect(await subjectsFor("yixiao.teacher", "海星")).toEqual({
      understood: [],
      subjects: ["chinese", "mathematics"],
    });
    expect(await subjectsFor("yixiao.math", "海星")).toEqual({
      understood: [],
      subjects: ["mathematics", "chinese"],
    });
  });

  test("what the question says counts, not what the asker teaches", async () => {
    const { subjects } = await subjectsFor("yixiao.teacher", "数学 海星");
    expect(subjects[0]).toBe("mathematics");
  });
});
