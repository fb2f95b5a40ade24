import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { createPlan, lessons, publishPlan } from "../support/plans.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let research: Client;
let lead: Client;
let teacher: Client;
let outsider: Client;
const group = unitOf("group1").id;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  research = await signedIn(system, "group1.research");
  lead = await signedIn(system, "group1.lead");
  teacher = await signedIn(system, "sanxiao.teacher");
  outsider = await signedIn(system, "group2.research");
});
afterAll(() => system.stop());

const at = (plan: { id: string }, below = "") => `/api/plans/${plan.id}${below}`;
const lessonsOf = (plan: { rows: { lesson: string }[] }) => plan.rows.map(({ lesson }) => lesson);
const live = async (plan: { id: string }) =>
  (await research.get(at(plan)).query({ shows: "live" }).expect(200)).body;

describe("a plan", () => {
  test("is written by the group's leads, and read in the group once it is published", async () => {
    const plan = await createPlan(research, group);
    expect(plan).toMatchObject({ status: "draft", shows: "live", can: { edit: true, publish: true } });
    expect(lessonsOf(plan)).toEqual(lessons);
    await teacher.get(at(plan)).expect(404);
    const { body: published } = await lead.post(at(plan, "/publish")).send({ note: "开学版" }).expect(200);
    expect(published).toMatchObject({ status: "published", currentNumber: 1, shows: 1 });
    const { body: read } = await teacher.get(at(plan)).expect(200);
    expect(read).toMatchObject({ shows: 1, can: { edit: false, publish: false, archive: false } });
    await outsider.get(at(plan)).expect(404);
    await teacher.patch(at(plan)).send({ title: "改" }).expect(403);
    await (await signedIn(system, "sanxiao.lead"))
      .post(at(plan, "/rows"))
      .send({ weeks: { first: 1, last: 1 } })
      .expect(403);
    const listed = async (client: Client) => (await client.get("/api/plans").expect(200)).body.items;
    expect((await listed(teacher)).some(({ id }: { id: string }) => id === plan.id)).toBe(true);
    expect(await listed(outsider)).toEqual([]);
  });

  test("is not made of what is not there", async () => {
    const create = (fields: object) =>
      research.post("/api/plans").send({
        unitId: group,
        title: "计划",
        term: "2026-2027-1",
        subject: "chinese",
        grade: "3",
        periodsPerWeek: 7,
        ...fields,
      });
    for (const week of [0, 60, -1, 1.5])
      await create({ rows: [{ weeks: { first: week, last: week } }] }).expect(400);
    await create({ rows: [{ weeks: { first: 4, last: 3 } }] }).expect(400);
    for (const term of ["2026-2027-3", "2026-2026-1", "2026-2099-1"]) await create({ term }).expect(400);
    await create({ rows: [{ weeks: { first: 1, last: 1 }, order: "a0" }] }).expect(400);
    const refused = await create({ subject: "alchemy" }).expect(400);
    expect(refused.body).toMatchObject({ code: "plan.vocabulary", fields: [{ path: "subject" }] });
  });

  test("shows its readers nothing of what is being changed", async () => {
    const plan = await publishPlan(research, group);
    const [row] = plan.rows;
    await research.patch(at(plan)).send({ title: "还没有发布的题目" }).expect(200);
    await research
      .patch(at(plan, `/rows/${row.id}`))
      .send({ content: "还没有发布的内容" })
      .expect(200);
    for (const path of [at(plan), "/api/plans", at(plan, "/revisions"), at(plan, "/revisions/1")])
      expect((await teacher.get(path).expect(200)).text).not.toContain("还没有发布");
    await teacher.get(at(plan)).query({ shows: "live" }).expect(404);
    await teacher.get(at(plan, "/comparison")).query({ from: 1, to: "live" }).expect(404);
    await teacher.get(at(plan, "/history")).expect(403);
    expect((await teacher.get(at(plan)).expect(200)).body.revision).toBe(1);
    expect((await live(plan)).title).toBe("还没有发布的题目");
  });

  test("that is archived is left to its writers", async () => {
    const plan = await publishPlan(research, group);
    await research.post(at(plan, "/archive")).expect(200);
    await teacher.get(at(plan)).expect(404);
    await research.patch(at(plan)).send({ title: "改" }).expect(403);
    const { body } = await research.get("/api/plans").query({ view: "archived" }).expect(200);
    expect(body.items).toMatchObject([{ id: plan.id, status: "archived" }]);
    await research.post(at(plan, "/unarchive")).expect(200);
    await teacher.get(at(plan)).expect(200);
  });
});

describe("rows", () => {
  test("are added, moved and dropped where it is said, and come back", async () => {
    const plan = await createPlan(research, group);
    const [first, second, third] = plan.rows;
    const added = { weeks: { first: 1, last: 1 }, lesson: "插入的一课" };
    await research
      .post(at(plan, "/rows"))
      .send({ ...added, afterRowId: first.id })
      .expect(201);
    expect(lessonsOf(await live(plan)).slice(0, 3)).toEqual([lessons[0], "插入的一课", lessons[1]]);
    await research
      .post(at(plan, "/rows"))
      .send({ ...added, afterRowId: third.id })
      .expect(400);
    await research
      .patch(at(plan, `/rows/${second.id}`))
      .send({ afterRowId: null })
      .expect(200);
    const week = { weeks: { first: 2, last: 2 }, afterRowId: third.id };
    await research
      .patch(at(plan, `/rows/${first.id}`))
      .send(week)
      .expect(200);
    await research
      .post(at(plan, `/rows/${second.id}/drop`))
      .send({})
      .expect(204);
    expect(lessonsOf(await live(plan)).slice(0, 4)).toEqual([
      "插入的一课",
      lessons[2],
      lessons[0],
      lessons[3],
    ]);
    await research
      .patch(at(plan, `/rows/${second.id}`))
      .send({ lesson: "改" })
      .expect(404);
    await research
      .post(at(plan, `/rows/${second.id}/restore`))
      .send({})
      .expect(200);
    expect(lessonsOf(await live(plan))[0]).toBe(lessons[1]);
  });

  test("are saved one by one: two editors lose nothing, and who comes second on one row is told", async () => {
    const plan = await createPlan(research, group);
    const [one, other] = plan.rows;
    const edit = (client: Client, row: { id: string; version: number }, fields: object) =>
      client
        .patch(at(plan, `/rows/${row.id}`))
        .set("If-Match", `"${row.version}"`)
        .send(fields);
    const together = await Promise.all([
      edit(research, one, { homework: "抄写生字" }),
      edit(lead, other, { homework: "背诵全文" }),
    ]);
    expect(together.map(({ status }) => status)).toEqual([200, 200]);
    await edit(lead, one, { homework: "另一份作业" }).expect(412);
    const { body } = await edit(lead, together[0]?.body, { notes: "看过了再改" }).expect(200);
    expect(body).toMatchObject({ homework: "抄写生字", notes: "看过了再改", version: 3 });
    expect((await live(plan)).rows[1]).toMatchObject({ homework: "背诵全文" });
  });

  test("link resources, whose titles only those see who may see the resources", async () => {
    const author = await signedIn(system, "yixiao.teacher");
    const own = await publish(author, group, { title: "《山行》教学设计" });
    const plan = await createPlan(research, group);
    const rowPath = at(plan, `/rows/${plan.rows[0].id}`);
    const link = (versionNumber: number | null) => ({ links: [{ resourceId: own.id, versionNumber }] });
    await research.patch(rowPath).send(link(2)).expect(400);
    const { body: row } = await research.patch(rowPath).send(link(1)).expect(200);
    expect(row.links).toMatchObject([{ title: "《山行》教学设计" }]);
    await research.post(at(plan, "/publish")).send({}).expect(200);
    await author
      .put(`/api/resources/${own.id}/sharing`)
      .send({ sharedWith: unitOf("yixiao").id })
      .expect(200);
    const seen = await teacher.get(at(plan)).expect(200);
    expect(seen.body.rows[0].links).toEqual([{ resourceId: own.id, versionNumber: 1, title: null }]);
    expect(seen.text).not.toContain("《山行》教学设计");
    expect((await author.get(at(plan)).expect(200)).body.rows[0].links).toMatchObject([
      { title: "《山行》教学设计" },
    ]);
    await research
      .patch(rowPath)
      .send({ ...link(1), notes: "旧的链接可以留下" })
      .expect(200);
  });
});

describe("revisions", () => {
  test("are immutable, are compared, and tell who changed what", async () => {
    const plan = await publishPlan(research, group);
    await research.post(at(plan, "/publish")).send({}).expect(409);
    const [first, second] = plan.rows;
    await lead
      .patch(at(plan, `/rows/${first.id}`))
      .send({ periods: 3 })
      .expect(200);
    await research
      .post(at(plan, `/rows/${second.id}/drop`))
      .send({})
      .expect(204);
    await research.post(at(plan, "/publish")).send({ note: "第二版" }).expect(200);
    const { body: old } = await teacher.get(at(plan, "/revisions/1")).expect(200);
    expect(old).toMatchObject({ shows: 1, rows: plan.rows.map(({ id }: { id: string }) => ({ id })) });
    const { body: revisions } = await teacher.get(at(plan, "/revisions")).expect(200);
    expect(revisions.items).toMatchObject([{ number: 2, note: "第二版", rowCount: 5 }, { number: 1 }]);
    const { body } = await teacher.get(at(plan, "/comparison")).query({ from: 1, to: 2 }).expect(200);
    expect(body.rows).toMatchObject([
      {
        rowId: first.id,
        change: "changed",
        fields: ["periods"],
        before: { periods: 2 },
        after: { periods: 3 },
      },
      { rowId: second.id, change: "dropped", after: null },
    ]);
    const { body: history } = await research.get(at(plan, "/history")).query({ limit: 3 }).expect(200);
    expect(history.items.map(({ kind }: { kind: string }) => kind)).toEqual([
      "plan.published",
      "plan.row-dropped",
      "plan.row-changed",
    ]);
    expect(history.items[2]).toMatchObject({
      by: { name: "第一教育集团 集团校长" },
      data: { rowId: first.id },
    });
    const rest = await research.get(at(plan, "/history")).query({ cursor: history.nextCursor }).expect(200);
    expect(rest.body.items).toHaveLength(2);
    await research
      .post(at(plan, "/rows"))
      .send({ weeks: { first: 1, last: 1 }, lesson: " 口语\u202e\u200b交际\n" })
      .expect(201);
    const live = await research.get(at(plan, "/comparison")).query({ from: 2, to: "live" }).expect(200);
    expect(live.body.rows).toMatchObject([{ change: "added", before: null, after: { lesson: "口语交际" } }]);
    await expect(sql`update plan_revision set note = '改'`.execute(system.ctx.db)).rejects.toThrow(
      /immutable/,
    );
  });

  test("that are published at once get one number each", async () => {
    const plan = await createPlan(research, group);
    const replies = await Promise.all([1, 2].map(() => research.post(at(plan, "/publish")).send({})));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
