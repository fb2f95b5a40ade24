import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId, type PersonId, type PostingId } from "../../server/ids.ts";
import {
  insertPasswordCredential,
  insertPerson,
  insertPosting,
} from "../../server/modules/identity/index.ts";
import {
  type Client,
  createDraft,
  password,
  publish,
  seedPeople,
  signedInByPassword,
} from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let shared: { id: string };
let passwordHash: string;
let count = 0;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  shared = await publish(await signedInByPassword(system, "sanxiao.teacher"), unitOf("group1").id);
  passwordHash = await (await system.ctx.auth.$context).password.hash(password);
});
afterAll(() => system.stop());

/** The real day, since sessions are dated by the sign-in library; days of postings are chosen around it. */
const today = () =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(system.clock.now());
const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 3600_000).toISOString().slice(0, 10);
const at = (day: string, time: string) => system.clock.set(`${day}T${time}+08:00`);

/** A teacher of 一小校区 with one posting on these days. */
const teacherPosted = async (fromOn: string, untilOn: string | null): Promise<Client> => {
  const id = newId() as PersonId;
  const username = `dated.${count++}`;
  await insertPerson(system.ctx.db, { id, name: "有期限的教师", username });
  await insertPasswordCredential(system.ctx.db, newId(), id, passwordHash);
  const posting = { id: newId() as PostingId, unitId: unitOf("yixiao").id, role: "teacher" as const };
  await insertPosting(system.ctx.db, { ...posting, personId: id, fromOn, untilOn });
  return signedInByPassword(system, username);
};

const sees = async (client: Client) => {
  const [one, list, me] = await Promise.all([
    client.get(`/api/resources/${shared.id}`),
    client.get("/api/resources"),
    client.get("/api/me").expect(200),
  ]);
  expect(list.body.items.some((item: { id: string }) => item.id === shared.id)).toBe(one.status === 200);
  expect(me.body.postings.length > 0).toBe(one.status === 200);
  return one.status === 200;
};

describe("a posting", () => {
  let day: string;
  beforeEach(() => {
    system.clock.set(new Date());
    day = today();
  });

  test("that begins tomorrow gives nothing today and everything from midnight in Shanghai", async () => {
    const client = await teacherPosted(dayAfter(day, 1), null);
    at(day, "23:59:59");
    expect(await sees(client)).toBe(false);
    const refused = await client
      .post("/api/resources")
      .send({ title: "早了", kind: "lesson-plan" })
      .expect(403);
    expect(refused.body.code).toBe("resource.no-campus");
    at(dayAfter(day, 1), "00:00:00");
    expect(await sees(client)).toBe(true);
    await createDraft(client);
  });

  test("still holds on its last day at 23:59, and ends with it", async () => {
    const client = await teacherPosted("2018-09-01", day);
    at(day, "23:59:59");
    expect(await sees(client)).toBe(true);
    at(dayAfter(day, 1), "00:00:00");
    expect(await sees(client)).toBe(false);
  });

  test("that ended yesterday gives nothing, and the own work can be read but not changed", async () => {
    const client = await teacherPosted("2018-09-01", day);
    const own = await publish(client, unitOf("yixiao").id);
    const draft = await createDraft(client);
    at(dayAfter(day, 1), "12:00:00");
    expect(await sees(client)).toBe(false);
    const read = await client.get(`/api/resources/${own.id}`).expect(200);
    expect(read.body.can).toMatchObject({ edit: false, publish: false, archive: false, shareWith: [] });
    await client.patch(`/api/resources/${own.id}`).send({ title: "改" }).expect(403);
    await client.post(`/api/resources/${draft.id}/publish`).send({ sharedWith: "private" }).expect(403);
    await client.post(`/api/resources/${own.id}/archive`).expect(403);
    await client.post("/api/uploads").attach("file", Buffer.from("x"), "x.txt").expect(403);
  });

  test("at two campuses makes the choice of one needful", async () => {
    const client = await signedInByPassword(system, "yixiao.exchange");
    const body = { title: "交流教师的教案", kind: "lesson-plan" };
    const unclear = await client.post("/api/resources").send(body).expect(400);
    expect(unclear.body.fields).toMatchObject([{ path: "campusId" }]);
    const made = await client
      .post("/api/resources")
      .send({ ...body, campusId: unitOf("sanxiao").id })
      .expect(201);
    expect(made.body.ownerCampus.name).toBe("三小校区");
    await client
      .post("/api/resources")
      .send({ ...body, campusId: unitOf("erxiao").id })
      .expect(404);
  });
});
