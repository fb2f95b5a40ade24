import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, publish, seedPeople, signedInByPassword } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let groupLead: Client;
let bureauAdministrator: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  [teacher, groupLead, bureauAdministrator] = await Promise.all([
    signedInByPassword(system, "sanxiao.teacher"),
    signedInByPassword(system, "group1.lead"),
    signedInByPassword(system, "xinping.admin"),
  ]);
});
afterAll(() => system.stop());

const unit = (parentKey: string, kind: string, more: Record<string, unknown> = {}) => ({
  parentId: unitOf(parentKey).id,
  kind,
  name: "新校区",
  ...more,
});
const create = (client: Client, body: object) => client.post("/api/units").send(body);

describe("opening a unit", () => {
  test("is refused to the signed-out and to teachers, hidden from other groups, and held to its shape", async () => {
    await create(anonymous(system), unit("group1", "campus")).expect(401);
    await create(teacher, unit("sanxiao", "teaching-point")).expect(403);
    await create(groupLead, unit("xinping", "group")).expect(403);
    await create(groupLead, unit("group2", "campus")).expect(404);
    await create(bureauAdministrator, unit("longnan", "group")).expect(404);
    for (const body of [
      {},
      unit("group1", "bureau"),
      unit("group1", "campus", { name: "" }),
      unit("group1", "campus", { path: [] }),
      unit("group1", "campus", { openedOn: "yesterday" }),
    ])
      await create(groupLead, body).expect(400);
  });

  test("keeps the order of bureau, group, campus, teaching point", async () => {
    const wrong = await create(groupLead, unit("group1", "teaching-point")).expect(400);
    expect(wrong.body.code).toBe("unit.kind");
    await create(bureauAdministrator, unit("xinping", "campus")).expect(400);
    await create(groupLead, unit("sanxiao", "campus")).expect(400);
  });

  test("lets a campus that joins a group see at once what the group has shared before", async () => {
    const old = await publish(teacher, unitOf("group1").id);
    const campus = await create(groupLead, unit("group1", "campus", { openedOn: "2026-09-01" })).expect(201);
    expect(campus.body.path).toEqual([unitOf("xinping").id, unitOf("group1").id, campus.body.id]);
    const person = {
      name: "新校区教师",
      username: "new.campus.teacher",
      password: "a-password-for-tests",
      posting: { unitId: campus.body.id, role: "teacher", fromOn: "2026-09-01" },
    };
    await groupLead.post("/api/people").send(person).expect(201);
    const newcomer = await signedInByPassword(system, person.username);
    await newcomer.get(`/api/resources/${old.id}`).expect(200);
    const list = await newcomer.get("/api/resources").expect(200);
    expect(list.body.items.map((item: { id: string }) => item.id)).toContain(old.id);
  });
});
