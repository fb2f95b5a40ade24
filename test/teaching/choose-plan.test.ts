import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, seedPeople, signedIn } from "../support/client.ts";
import { adoptPlan, lessonRows, publishPlan } from "../support/plans.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { autumn, joinClass } from "../support/teaching.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let [research, lead, teacher] = [] as unknown as [Client, Client, Client];
let [one, two] = ["", ""];
const [group, campus] = [unitOf("group1").id, unitOf("sanxiao").id];
beforeAll(async () => {
  system = await startTestSystem();
  system.clock.set("2026-09-09T02:00:00Z");
  await seedPeople(system);
  research = await signedIn(system, "group1.research");
  lead = await signedIn(system, "sanxiao.lead");
  teacher = await signedIn(system, "sanxiao.teacher");
  const groupLead = await signedIn(system, "group1.lead");
  await groupLead.put(`/api/units/${group}/calendars/2026-2027-1`).send(autumn).expect(200);
  [one, two] = [await joinClass(teacher, campus, "1班"), await joinClass(teacher, campus, "2班")];
});
afterAll(() => system.stop());

interface Course {
  plan: { id: string; title: string };
  choices: { id: string }[];
  classes: { id: string; planStanding: string }[];
  rows: { id: string; lesson: string; note: { text: string }; taught: { classId: string }[] }[];
  left: { about: string; note: { text: string } }[];
}
const courses = async (client = teacher): Promise<Course[]> =>
  (await client.get("/api/teaching-week").expect(200)).body.courses;
/** What each class follows, and how it came to. */
const followed = async () =>
  (await courses()).flatMap(({ plan, classes }) =>
    classes.map(({ id, planStanding }) => `${id === one ? 1 : 2} ${plan.title} ${planStanding}`),
  );
const choose = (client: Client, classId: string, planId: string) =>
  client.put(`/api/taught-classes/${classId}/plan`).send({ planId });
const at = (classId: string, rowId: string, below: string) =>
  `/api/taught-classes/${classId}/rows/${rowId}/${below}`;

describe("the plan that a class follows", () => {
  let [first, second] = [] as unknown as [{ id: string }, { id: string }];

  test("stays the first one when there comes a second, which can be chosen", async () => {
    first = await publishPlan(research, group, { title: "甲版", edition: "tongbian" });
    expect(await followed()).toEqual(["1 甲版 only", "2 甲版 only"]);
    system.clock.advance(60_000);
    second = await publishPlan(research, group, { title: "乙版", edition: null });
    expect(await followed()).toEqual(["1 甲版 open", "2 甲版 open"]);
    expect((await courses())[0]).toMatchObject({
      plan: { id: first.id, edition: "tongbian", unit: { id: group } },
      choices: [{ id: first.id }, { id: second.id, edition: null }],
    });
  });

  test("is settled by the first tick, for that class alone, whatever its campus publishes later", async () => {
    const row = (await courses())[0]?.rows[0] as Course["rows"][number];
    await teacher
      .put(at(one, row.id, "taught"))
      .send({})
      .expect(200);
    const own = await publishPlan(lead, campus, { title: "校本", rows: lessonRows.slice(2) });
    expect((await followed()).sort()).toEqual(["1 甲版 chosen", "2 校本 open"]);
    await lead.post(`/api/plans/${own.id}/archive`).expect(200);
    expect(await followed()).toEqual(["1 甲版 chosen", "2 甲版 open"]);
  });

  test("becomes the campus's copy of it when the campus adopts it, with its ticks", async () => {
    const copy = await adoptPlan(lead, first, campus);
    const [course] = await courses();
    expect(course).toMatchObject({
      plan: { id: copy.id, originId: first.id },
      choices: [{ id: copy.id }, { id: second.id }],
      classes: [{ planStanding: "chosen" }, { planStanding: "open" }],
    });
    expect(course?.rows[0]?.taught).toMatchObject([{ classId: one }]);
  });

  test("is chosen by who teaches the class or leads its campus, and by no others", async () => {
    await choose(await signedIn(system, "sanxiao.english"), two, second.id).expect(403);
    await choose(await signedIn(system, "erxiao.lead"), two, second.id).expect(404);
    await choose(research, two, second.id).expect(404);
    await choose(lead, two, second.id).expect(204);
    expect((await followed()).sort()).toEqual(["1 甲版 chosen", "2 乙版 chosen"]);
    await choose(teacher, two, second.id).expect(204);
  });

  test("is one that the campus can teach by: no draft, no other grade's, no other group's, and none is told apart", async () => {
    const draft = await research.post("/api/plans").send({
      unitId: group,
      title: "草稿",
      term: "2026-2027-1",
      subject: "chinese",
      grade: "3",
      periodsPerWeek: 7,
    });
    const foreign = await publishPlan(await signedIn(system, "group2.research"), unitOf("group2").id);
    const fourth = await publishPlan(research, group, { grade: "4" });
    const answers = [];
    for (const id of [draft.body.id, foreign.id, fourth.id, first.id, "9b2f1c52-6c1c-4c0e-9f6e-0d5a1b7c3e11"])
      answers.push((await choose(teacher, two, id).expect(400)).body.fields);
    expect(new Set(answers.map((fields) => JSON.stringify(fields))).size).toBe(1);
  });

  test("keeps ticks and notes with their rows when it is another, and shows them again when it is the same", async () => {
    const [course] = await courses();
    const row = course?.rows[0] as Course["rows"][number];
    await teacher
      .put(at(one, row.id, "note"))
      .send({ text: "慢一点" })
      .expect(200);
    await choose(teacher, one, second.id).expect(204);
    const [other] = await courses();
    expect(other).toMatchObject({ left: [{ about: row.lesson, note: { text: "慢一点" } }] });
    expect(other?.rows.flatMap(({ taught }) => taught)).toEqual([]);
    await choose(teacher, one, course?.plan.id as string).expect(204);
    const again = await courses();
    const rows = again.find(({ plan }) => plan.id === course?.plan.id)?.rows ?? [];
    expect(rows.find(({ id }) => id === row.id)).toMatchObject({
      note: { text: "慢一点" },
      taught: [{ classId: one }],
    });
    expect(again.flatMap(({ left }) => left)).toEqual([]);
  });

  test("is told to be another where the chosen one is no more, until somebody chooses or ticks", async () => {
    await research.post(`/api/plans/${second.id}/archive`).expect(200);
    expect((await followed()).sort()).toEqual(["1 甲版 chosen", "2 甲版 replaced"]);
    const row = (await courses())[0]?.rows[0] as Course["rows"][number];
    await teacher
      .put(at(two, row.id, "taught"))
      .send({})
      .expect(200);
    expect((await followed()).sort()).toEqual(["1 甲版 chosen", "2 甲版 chosen"]);
  });

  test("is said of every class on the page of progress, with who may choose", async () => {
    const of = async (client: Client) =>
      (await client.get("/api/teaching-progress").expect(200)).body.campuses[0].classes[0];
    const shown = { plan: { title: "甲版" }, planStanding: "chosen" };
    expect(await of(lead)).toMatchObject({ ...shown, can: { choosePlan: true } });
    expect(await of(research)).toMatchObject({ ...shown, can: { choosePlan: false } });
  });
});
