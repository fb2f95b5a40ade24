import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, password, seedPeople, signedInByPassword } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let campusLead: Client;
let groupLead: Client;
let bureauAdministrator: Client;
let count = 0;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  [teacher, campusLead, groupLead, bureauAdministrator] = await Promise.all([
    signedInByPassword(system, "sanxiao.teacher"),
    signedInByPassword(system, "sanxiao.lead"),
    signedInByPassword(system, "group1.lead"),
    signedInByPassword(system, "xinping.admin"),
  ]);
});
afterAll(() => system.stop());

const newPerson = (unitKey: string, role: string, more: Record<string, unknown> = {}) => ({
  name: "新来的教师",
  username: `new.person.${count++}`,
  password,
  posting: { unitId: unitOf(unitKey).id, role, fromOn: "2026-09-01" },
  ...more,
});
const create = (client: Client, body: object) => client.post("/api/people").send(body);

describe("creating a person", () => {
  test("is refused to the signed-out, to teachers, and where the request is not right", async () => {
    await create(anonymous(system), newPerson("sanxiao", "teacher")).expect(401);
    await create(teacher, newPerson("sanxiao", "teacher")).expect(403);
    await create(campusLead, {}).expect(400);
    for (const more of [
      { username: "不行" },
      { username: "a b" },
      { password: "short" },
      { name: "" },
      { id: personOf("sanxiao.teacher").id },
      { disabledAt: null },
      { posting: { unitId: unitOf("sanxiao").id, role: "king", fromOn: "2026-09-01" } },
      { posting: { unitId: unitOf("sanxiao").id, role: "teacher", fromOn: "2026-02-30" } },
      {
        posting: {
          unitId: unitOf("sanxiao").id,
          role: "teacher",
          fromOn: "2026-09-02",
          untilOn: "2026-09-01",
        },
      },
    ])
      await create(campusLead, newPerson("sanxiao", "teacher", more)).expect(400);
  });

  test("makes an account that signs in and is posted as told", async () => {
    const body = newPerson("sanxiao", "teacher");
    const made = await create(campusLead, body).expect(201);
    expect(made.body).toMatchObject({
      username: body.username,
      postings: [{ role: "teacher", untilOn: null }],
    });
    expect(JSON.stringify(made.body)).not.toContain(password);
    const me = await (await signedInByPassword(system, body.username)).get("/api/me").expect(200);
    expect(me.body.campuses.map((campus: { name: string }) => campus.name)).toEqual(["三小校区"]);
  });

  test("is bounded by the own role: a campus lead creates teachers only, a group lead no equals", async () => {
    await create(campusLead, newPerson("sanxiao", "campus-lead")).expect(403);
    await create(campusLead, newPerson("sanxiao", "research-lead")).expect(403);
    await create(campusLead, newPerson("yixiao", "teacher")).expect(403);
    await create(campusLead, newPerson("group1", "research-lead")).expect(403);
    await create(groupLead, newPerson("sanxiao", "campus-lead")).expect(201);
    await create(groupLead, newPerson("group1", "group-lead")).expect(403);
    await create(groupLead, newPerson("xinping", "bureau-officer")).expect(403);
    await create(bureauAdministrator, newPerson("group2", "group-lead")).expect(201);
    await create(bureauAdministrator, newPerson("xinping", "bureau-officer")).expect(201);
  });

  test("at another group's or bureau's unit is answered as if the unit were not there", async () => {
    for (const [client, unitKey] of [
      [campusLead, "erxiao"],
      [groupLead, "erxiao"],
      [bureauAdministrator, "hongqi"],
    ] as const) {
      const foreign = await create(client, newPerson(unitKey, "teacher")).expect(404);
      const unknown = newPerson("sanxiao", "teacher");
      unknown.posting.unitId = "00000000-0000-4000-8000-000000000000" as typeof unknown.posting.unitId;
      const missing = await create(client, unknown).expect(404);
      expect({ ...foreign.body, requestId: "" }).toEqual({ ...missing.body, requestId: "" });
    }
  });

  test("puts roles only where they belong", async () => {
    const wrong = await create(bureauAdministrator, newPerson("sanxiao", "group-lead")).expect(400);
    expect(wrong.body.code).toBe("posting.role");
    await create(bureauAdministrator, newPerson("group1", "teacher")).expect(400);
  });

  test("refuses a taken name, and tells of it only those who may create people", async () => {
    const taken = { username: "erxiao.teacher" };
    const told = await create(campusLead, newPerson("sanxiao", "teacher", taken)).expect(409);
    expect(told.body.code).toBe("person.username-taken");
    await create(teacher, newPerson("sanxiao", "teacher", taken)).expect(403);
    await create(campusLead, newPerson("sanxiao", "teacher", { username: "ERXIAO.Teacher" })).expect(409);
  });

  test("of the same name twice at once makes one", async () => {
    const body = newPerson("sanxiao", "teacher");
    const replies = await Promise.all([1, 2, 3].map(() => create(campusLead, body)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409, 409]);
  });
});

describe("looking at a person", () => {
  const path = (username: string) => `/api/people/${personOf(username).id}`;
  test("is for those who may post them; others of the group may not, outsiders find nobody", async () => {
    await anonymous(system).get(path("sanxiao.math")).expect(401);
    await teacher.get(path("sanxiao.math")).expect(403);
    await campusLead.get(path("sanxiao.math")).expect(200);
    await campusLead.get(path("yixiao.math")).expect(403);
    await campusLead.get(path("erxiao.math")).expect(404);
    await groupLead.get(path("yixiao.math")).expect(200);
    await groupLead.get(path("erxiao.math")).expect(404);
  });
});
