import { beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, publish, signedIn } from "../support/client.ts";
import { withPlanPeople } from "../support/plan-people.ts";
import { adoptPlan, createPlan, publishPlan } from "../support/plans.ts";
import { unitOf } from "../support/world.ts";

const { system, research, lead, teacher } = await withPlanPeople();

const [bureau, group] = [unitOf("xinping").id, unitOf("group1").id];
const [other, campus] = [unitOf("group2").id, unitOf("sanxiao").id];
let administrator: Client;
let groupLead: Client;
let otherLead: Client;
beforeAll(async () => {
  [administrator, groupLead, otherLead] = await Promise.all([
    signedIn(system, "xinping.admin"),
    signedIn(system, "group1.lead"),
    signedIn(system, "group2.lead"),
  ]);
});

const move = (client: Client, id: string, parentId: unknown) =>
  client.post(`/api/units/${id}/move`).send({ parentId });
const create = async (parentId: string, kind: string): Promise<string> =>
  (await administrator.post("/api/units").send({ parentId, kind, name: "新的一处" }).expect(201)).body.id;
const pathOf = async (client: Client, id: string): Promise<string[] | undefined> =>
  (await client.get("/api/units").expect(200)).body.items.find((unit: { id: string }) => unit.id === id)
    ?.path;

describe("moving a unit", () => {
  test("is for who administers both places, and hidden where one of them is", async () => {
    await move(anonymous(system), campus, other).expect(401);
    await move(teacher, campus, group).expect(403);
    await move(lead, campus, group).expect(403);
    await move(groupLead, campus, other).expect(404);
    await move(otherLead, campus, other).expect(404);
    await move(groupLead, group, bureau).expect(403);
    await move(administrator, campus, unitOf("longnan").id).expect(404);
    await move(administrator, bureau, other).expect(403);
    for (const parentId of [undefined, null, "group2", 1])
      await move(administrator, campus, parentId).expect(400);
    expect(await pathOf(administrator, campus)).toEqual([bureau, group, campus]);
  });

  test("keeps the order of kinds, by which nothing comes to hang below itself", async () => {
    const point = await create(campus, "teaching-point");
    for (const [unit, parent] of [
      [campus, bureau],
      [campus, campus],
      [campus, point],
      [group, campus],
      [group, other],
      [point, group],
    ] as const) {
      const { body } = await move(administrator, unit, parent).expect(400);
      expect(body.code).toBe("unit.kind");
    }
  });

  test("within its group is for the group's lead; what hangs below goes along, and it is told once", async () => {
    const [from, to] = [await create(group, "campus"), await create(group, "campus")];
    const point = await create(from, "teaching-point");
    await move(groupLead, point, to).expect(200);
    expect(await pathOf(groupLead, point)).toEqual([bureau, group, to, point]);
    const moved = await move(administrator, to, other).expect(200);
    expect(moved.body).toMatchObject({ parentId: other, path: [bureau, other, to] });
    await move(administrator, to, other).expect(200);
    expect(await pathOf(groupLead, point)).toBeUndefined();
    expect(await pathOf(otherLead, point)).toEqual([bureau, other, to, point]);
    const events = await system.ctx.db
      .selectFrom("event")
      .select(["unit_id", "data"])
      .where("kind", "=", "unit.moved")
      .where("subject_id", "=", to)
      .execute();
    expect(events).toEqual([{ unit_id: to, data: { fromParentId: group, toParentId: other } }]);
  });

  test("while units are opened below it takes them along", async () => {
    for (let round = 0; round < 5; round++) {
      const school = await create(group, "campus");
      const [moved, ...points] = await Promise.all([
        move(administrator, school, other).then(({ body }) => body.id),
        ...[1, 2, 3].map(() => create(school, "teaching-point")),
      ]);
      expect(moved).toBe(school);
      for (const point of points)
        expect(await pathOf(administrator, point)).toEqual([bureau, other, school, point]);
    }
  });
});

test("a campus that leaves for another group keeps its copies and loses sight of the old group, and it of the campus", async () => {
  const plan = await publishPlan(research, group);
  const copy = await adoptPlan(lead, plan, campus);
  const own = await createPlan(lead, campus, { grade: "5" });
  const ofGroup = await publish(await signedIn(system, "yixiao.teacher"), group, {
    title: "共享给一集团的课件",
  });
  const ofCampus = await publish(teacher, campus, { title: "三小校区的校本课件" });
  const handedOver = await publish(teacher, group, { title: "三小校区给一集团的课件" });
  const theirs = await publish(await signedIn(system, "erxiao.teacher"), other, {
    title: "共享给二集团的课件",
  });
  await research.get(`/api/plans/${copy.id}`).expect(200);
  await teacher.get(`/api/resources/${ofGroup.id}`).expect(200);
  await teacher.get(`/api/resources/${theirs.id}`).expect(404);

  await move(administrator, campus, other).expect(200);
  await research.get(`/api/plans/${copy.id}`).expect(404);
  const board = await research.get(`/api/plans/${plan.id}/copies`).expect(200);
  expect(board.body.items.map((line: { campus: { id: string } }) => line.campus.id)).not.toContain(campus);
  await lead.get(`/api/plans/${plan.id}`).expect(404);
  expect((await lead.get(`/api/plans/${copy.id}`).expect(200)).body).toMatchObject({
    can: { edit: true },
    upstream: { status: "left", latestNumber: null },
  });
  await lead.patch(`/api/plans/${own.id}`).send({ title: "照常编写" }).expect(200);
  await (await signedIn(system, "group2.research")).get(`/api/plans/${copy.id}`).expect(200);

  await teacher.get(`/api/resources/${ofGroup.id}`).expect(404);
  const { body: seen } = await teacher.get("/api/resources").expect(200);
  const ids = seen.items.map(({ id }: { id: string }) => id);
  expect(ids).toContain(theirs.id);
  expect(ids).not.toContain(ofGroup.id);
  await teacher.get(`/api/resources/${theirs.id}`).expect(200);
  await teacher.get(`/api/resources/${ofCampus.id}`).expect(200);
  // What was given to the old group stays given.
  await research.get(`/api/resources/${handedOver.id}`).expect(200);
  await otherLead.get(`/api/resources/${handedOver.id}`).expect(404);

  await move(administrator, campus, group).expect(200);
  const back = await lead.get(`/api/plans/${copy.id}`).expect(200);
  expect(back.body.upstream).toMatchObject({ status: "following", takenNumber: 1, latestNumber: 1 });
});
