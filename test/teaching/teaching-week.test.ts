import { beforeAll, describe, expect, test } from "vitest";
import { endPosting } from "../../server/modules/identity/index.ts";
import { type Client, publish, signedIn } from "../support/client.ts";
import { withPlanPeople } from "../support/plan-people.ts";
import { adoptPlan, lessons, publishPlan } from "../support/plans.ts";
import { autumn, joinClass } from "../support/teaching.ts";
import { personOf, unitOf } from "../support/world.ts";

const { system, research, lead, teacher } = await withPlanPeople();
const [group, campus] = [unitOf("group1").id, unitOf("sanxiao").id];
system.clock.set("2026-09-09T02:00:00Z");
const keeper = await signedIn(system, "group1.lead");
await keeper.put(`/api/units/${group}/calendars/2026-2027-1`).send(autumn).expect(200);

interface Row {
  id: string;
  lesson: string;
  note: { text: string; version: number };
  taught: object[];
}
const week = async (client = teacher, on?: string) =>
  (await client.get(`/api/teaching-week${on ? `?on=${on}` : ""}`).expect(200)).body;
const course = async (client = teacher, on?: string) => (await week(client, on)).courses[0];
const at = (id: string, row: { id: string }, below: string) =>
  `/api/taught-classes/${id}/rows/${row.id}/${below}`;
const lessonsOf = ({ rows }: { rows: Row[] }) => rows.map(({ lesson }) => lesson);

describe("the week of a teacher", () => {
  let plan: { id: string; rows: Row[] };
  let [one, two] = ["", ""];
  beforeAll(async () => {
    [one, two] = [await joinClass(teacher, campus, "1班"), await joinClass(teacher, campus, "2班")];
  });

  test("says that there is no plan, then follows the group's, then the campus's own copy", async () => {
    expect(await course()).toMatchObject({ plan: null, rows: [], weekCount: 21, week: { number: 2 } });
    plan = await publishPlan(research, group);
    expect(await course()).toMatchObject({
      plan: { id: plan.id },
      week: { number: 2, from: "2026-09-07", until: "2026-09-11", isExam: false },
      classes: [{ name: "1班" }, { name: "2班" }],
    });
    expect(lessonsOf(await course())).toEqual([lessons[2], lessons[3]]);
    const [row] = (await course()).rows;
    await teacher
      .put(at(one, row, "taught"))
      .send({})
      .expect(200);
    const copy = await adoptPlan(lead, plan, campus);
    const move = { weeks: { first: 3, last: 3 }, reason: "校运会" };
    await lead.patch(`/api/plans/${copy.id}/rows/${row.id}`).send(move).expect(200);
    expect(lessonsOf(await course())).toEqual([lessons[3]]);
    const next = await course(teacher, "2026-09-16");
    expect(next).toMatchObject({ plan: { id: copy.id }, week: { number: 3 } });
    expect(next.rows.find(({ id }: Row) => id === row.id).taught).toEqual([
      { classId: one, taughtOn: "2026-09-09" },
    ]);
  });

  test("names the holidays of a week without school, and knows no week outside the term", async () => {
    const holiday = { ...autumn, holidays: [{ name: "国庆节", from: "2026-09-28", until: "2026-10-04" }] };
    const groupLead = await signedIn(system, "group1.lead");
    await groupLead.put(`/api/units/${group}/calendars/2026-2027-1`).send(holiday).expect(200);
    expect(await course(teacher, "2026-09-30")).toMatchObject({ week: null, holidays: ["国庆节"], rows: [] });
    await groupLead.put(`/api/units/${group}/calendars/2026-2027-1`).send(autumn).expect(200);
    expect(await course(teacher, "2026-08-10")).toMatchObject({ week: null, holidays: [] });
    expect((await week(teacher, "2026-07-31")).courses).toEqual([]);
    await teacher.get("/api/teaching-week?on=2026-02-31").expect(400);
  });

  test("ticks once for each class, on a day that has been, and takes it back", async () => {
    const [row] = (await course()).rows;
    for (const taughtOn of ["2026-09-10", "2026-07-01", "2026-02-31"])
      await teacher
        .put(at(two, row, "taught"))
        .send({ taughtOn })
        .expect(400);
    await teacher
      .put(at(two, row, "taught"))
      .send({})
      .expect(200);
    await teacher
      .put(at(two, row, "taught"))
      .send({ taughtOn: "2026-09-08" })
      .expect(200);
    expect((await course()).rows[0].taught).toEqual([{ classId: two, taughtOn: "2026-09-08" }]);
    await teacher.delete(at(two, row, "taught")).expect(204);
    await teacher.delete(at(two, row, "taught")).expect(204);
    expect((await course()).rows[0].taught).toEqual([]);
    const unknown = { id: "9b2f1c52-6c1c-4c0e-9f6e-0d5a1b7c3e11" };
    await teacher
      .put(at(two, unknown, "taught"))
      .send({})
      .expect(404);
    await teacher
      .put(at(two, unknown, "note"))
      .send({ text: "笔记" })
      .expect(404);
  });

  test("keeps notes that nobody else reads, also when the row moves or is dropped, and never overwrites unseen ones", async () => {
    const [row] = (await course()).rows;
    const write = (text: string, version: number) =>
      teacher
        .put(at(one, row, "note"))
        .set("If-Match", `"${version}"`)
        .send({ text });
    expect((await write("多讲一课时", 0).expect(200)).body).toMatchObject({ text: "多讲一课时", version: 1 });
    await write("没有看到的", 0).expect(412);
    await write("多讲两课时", 1).expect(200);
    expect((await course()).rows[0].note).toMatchObject({ text: "多讲两课时", version: 2 });
    const other = await signedIn(system, "sanxiao.english");
    await joinClass(other, campus, "1班");
    expect((await course(other)).rows[0].note).toEqual({ text: "", version: 0, editedAt: null });
    for (const client of [lead, research]) {
      const { text } = await client.get("/api/teaching-progress").expect(200);
      expect(text).not.toContain("多讲两课时");
    }
    const { id } = (await course()).plan;
    await lead.post(`/api/plans/${id}/rows/${row.id}/drop`).send({ reason: "合并" }).expect(204);
    expect((await course()).left).toMatchObject([
      { about: row.lesson, note: { text: "多讲两课时", version: 2 } },
    ]);
    expect((await course(other)).left).toEqual([]);
    await write("", 2).expect(200);
    expect((await course()).left).toEqual([]);
  });

  test("shows a linked resource without its title to whom it is not shared with", async () => {
    const author = await signedIn(system, "group1.research");
    const mathematics = await signedIn(system, "sanxiao.math");
    const shared = await publish(mathematics, campus);
    const links = [{ resourceId: shared.id, versionNumber: null }];
    const rows = [{ weeks: { first: 2, last: 2 }, lesson: "分数", links }];
    await author.post("/api/plans").send({ unitId: group, title: "数", rows }).expect(400);
    const own = { subject: "mathematics", rows };
    await publishPlan(lead, campus, own);
    await joinClass(mathematics, campus, "1班", { subject: "mathematics" });
    const link = async () => (await course(mathematics)).rows[0].links[0];
    expect(await link()).toMatchObject({ resourceId: shared.id, title: shared.title });
    await mathematics.post(`/api/resources/${shared.id}/archive`).expect(200);
    expect(await link()).toMatchObject({ resourceId: shared.id, title: null });
  });
});

describe("progress", () => {
  test("is seen by the teacher of the own classes, by the lead of the campus's, and by the group's of all campuses'", async () => {
    await joinClass(await signedIn(system, "yixiao.teacher"), unitOf("yixiao").id, "3班");
    const seenBy = async (username: string) =>
      (await (await signedIn(system, username)).get("/api/teaching-progress").expect(200)).body.campuses.map(
        ({ campus, classes }: { campus: { name: string }; classes: object[] }) =>
          `${campus.name} ${classes.length}`,
      );
    expect(await seenBy("sanxiao.teacher")).toEqual(["三小校区 2"]);
    expect(await seenBy("sanxiao.lead")).toEqual(["三小校区 3"]);
    expect(await seenBy("group1.research")).toEqual(["三小校区 3", "一小校区 1"]);
    expect(await seenBy("xinping.officer")).toEqual(["三小校区 3", "一小校区 1"]);
    for (const username of ["sanxiao.sport", "group2.lead", "erxiao.teacher"])
      expect(await seenBy(username)).toEqual([]);
  });

  test("counts periods of the weeks that are over against those that are ticked", async () => {
    const of = async (client: Client, name: string) => {
      const { body } = await client.get("/api/teaching-progress").expect(200);
      return body.campuses[0].classes.find((one: { name: string; subject: string }) => one.name === name)
        .progress;
    };
    expect(await of(teacher, "2班")).toMatchObject({ total: 10, due: 4, taught: 0, difference: -4 });
    for (const { id } of (await course(teacher, "2026-09-01")).rows) {
      const two = (await course()).classes[1].id;
      await teacher
        .put(at(two, { id }, "taught"))
        .send({ taughtOn: "2026-09-03" })
        .expect(200);
    }
    expect(await of(lead, "2班")).toMatchObject({ due: 4, taught: 4, difference: 0 });
    expect((await teacher.get("/api/teaching-progress?term=2025-2026-2").expect(200)).body.campuses).toEqual(
      [],
    );
  });
});

describe("the classes of a campus", () => {
  const list = (client: Client) =>
    client.get(`/api/taught-classes?campusId=${campus}&schoolYear=2026-2027`).expect(200);
  const sport = personOf("sanxiao.sport").id;

  test("are kept by its lead, who names teachers of the campus and no others", async () => {
    const body = { campusId: campus, schoolYear: "2026-2027", grade: "5", subject: "chinese", name: "1班" };
    const { staff } = (await list(lead)).body;
    expect(staff).toContainEqual({ id: sport, name: personOf("sanxiao.sport").name });
    expect((await list(teacher)).body.staff).toEqual([]);
    await teacher
      .post("/api/taught-classes")
      .send({ ...body, teacherId: sport })
      .expect(403);
    const foreign = personOf("erxiao.teacher").id;
    await lead
      .post("/api/taught-classes")
      .send({ ...body, teacherId: foreign })
      .expect(400);
    await lead
      .post("/api/taught-classes")
      .send({ ...body, subject: "no-such" })
      .expect(400);
    const made = await lead
      .post("/api/taught-classes")
      .send({ ...body, teacherId: sport })
      .expect(201);
    expect(made.body).toMatchObject({ teachers: [{ id: sport }], can: { tick: false, edit: true } });
    await teacher.delete(`/api/taught-classes/${made.body.id}/teachers/${sport}`).expect(403);
    await lead.delete(`/api/taught-classes/${made.body.id}/teachers/${sport}`).expect(204);
    await lead.delete(`/api/taught-classes/${made.body.id}`).expect(204);
    await lead.patch(`/api/taught-classes/${made.body.id}`).send({ name: "9班" }).expect(404);
  });

  test("are joined once by one Idempotency-Key, also where the teacher has left since", async () => {
    const body = { campusId: campus, schoolYear: "2026-2027", grade: "6", subject: "chinese", name: "3班" };
    const ask = () => teacher.post("/api/taught-classes").set("Idempotency-Key", "one-class").send(body);
    const first = await ask().expect(201);
    const [{ id: self }] = first.body.teachers;
    for (const again of await Promise.all([ask(), ask()]))
      expect({ status: again.status, body: again.body }).toEqual({ status: 201, body: first.body });
    const ofName = ({ name, grade }: { name: string; grade: string }) => name === "3班" && grade === "6";
    expect((await list(teacher)).body.items.filter(ofName)).toHaveLength(1);
    await teacher.delete(`/api/taught-classes/${first.body.id}/teachers/${self}`).expect(204);
    expect((await ask().expect(201)).body).toMatchObject({ id: first.body.id, teachers: [] });
    expect((await list(teacher)).body.items.find(ofName).teachers).toEqual([]);
    await lead.delete(`/api/taught-classes/${first.body.id}`).expect(204);
  });

  test("keep their names apart, and come back with their ticks", async () => {
    const { items } = (await list(teacher)).body;
    const [one, two] = items.filter(
      ({ can, grade }: { can: { tick: boolean }; grade: string }) => can.tick && grade === "3",
    );
    await teacher.patch(`/api/taught-classes/${one.id}`).send({ name: two.name }).expect(409);
    await lead.delete(`/api/taught-classes/${two.id}`).expect(204);
    expect((await course()).classes).toHaveLength(1);
    expect(await joinClass(teacher, campus, two.name)).toBe(two.id);
    const [row] = (await course(teacher, "2026-09-01")).rows;
    expect(row.taught).toMatchObject([{ classId: two.id }]);
  });

  test("are lost with the posting: the classes, their ticks and the own notes", async () => {
    const client = await signedIn(system, "sanxiao.science");
    const id = await joinClass(client, campus, "8班");
    const [row] = (await course(client, "2026-09-01")).rows;
    await client
      .put(at(id, row, "note"))
      .send({ text: "我的话" })
      .expect(200);
    await endPosting(system.ctx, personOf("sanxiao.science").postings[0]?.id as never, "2026-09-08");
    expect((await week(client)).courses).toEqual([]);
    expect((await client.get("/api/teaching-progress").expect(200)).body.campuses).toEqual([]);
    await client
      .put(at(id, row, "note"))
      .send({ text: "还想写" })
      .expect(404);
    await client
      .put(at(id, row, "taught"))
      .send({})
      .expect(404);
    await client.delete(`/api/taught-classes/${id}/teachers/${personOf("sanxiao.science").id}`).expect(404);
  });
});
