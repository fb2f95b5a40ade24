import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, publish, seedPeople, signedInByPassword } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let campusLead: Client;
let groupLead: Client;
let bureauAdministrator: Client;

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

const posting = (username: string, unitKey: string, role: string, more: Record<string, unknown> = {}) => ({
  personId: personOf(username).id,
  unitId: unitOf(unitKey).id,
  role,
  fromOn: "2018-09-01",
  ...more,
});
const post = (client: Client, body: object) => client.post("/api/postings").send(body);
const end = (client: Client, id: string, untilOn: unknown) =>
  client.post(`/api/postings/${id}/end`).send({ untilOn });
const postingId = (username: string) => personOf(username).postings[0]?.id as string;

describe("posting a person", () => {
  test("is refused to the signed-out, to teachers, and where the request is not right", async () => {
    await post(anonymous(system), posting("sanxiao.math", "sanxiao", "teacher")).expect(401);
    await post(teacher, posting("sanxiao.math", "yixiao", "teacher")).expect(403);
    await post(groupLead, {}).expect(400);
    await post(groupLead, posting("sanxiao.math", "yixiao", "teacher", { id: "x" })).expect(400);
    await post(groupLead, posting("sanxiao.math", "yixiao", "teacher", { untilOn: "2018-08-31" })).expect(
      400,
    );
  });

  test("raises nobody who does it to himself", async () => {
    const refusedTo = [
      [teacher, posting("sanxiao.teacher", "sanxiao", "campus-lead")],
      [teacher, posting("sanxiao.teacher", "group1", "group-lead")],
      [campusLead, posting("sanxiao.lead", "group1", "group-lead")],
      [campusLead, posting("sanxiao.lead", "yixiao", "campus-lead")],
      [campusLead, posting("sanxiao.lead", "sanxiao", "research-lead")],
      [groupLead, posting("group1.lead", "xinping", "bureau-administrator")],
      [groupLead, posting("group1.lead", "xinping", "bureau-officer")],
    ] as const;
    for (const [client, body] of refusedTo) await post(client, body).expect(403);
    await post(bureauAdministrator, posting("xinping.admin", "longnan", "bureau-administrator")).expect(404);
  });

  test("lets the person see what the new unit shares with the very next request, and no longer than posted", async () => {
    const author = await signedInByPassword(system, "yixiao.teacher");
    const { id } = await publish(author, unitOf("yixiao").id);
    await teacher.get(`/api/resources/${id}`).expect(404);
    const made = await post(groupLead, posting("sanxiao.teacher", "yixiao", "teacher")).expect(201);
    await teacher.get(`/api/resources/${id}`).expect(200);
    await end(groupLead, made.body.id, "2018-09-02").expect(200);
    await teacher.get(`/api/resources/${id}`).expect(404);
  });

  test("that is another group's is answered as if there were no such person", async () => {
    const foreign = await post(groupLead, posting("erxiao.teacher", "sanxiao", "teacher")).expect(404);
    const unknown = await post(groupLead, {
      ...posting("erxiao.teacher", "sanxiao", "teacher"),
      personId: "00000000-0000-4000-8000-000000000000",
    }).expect(404);
    expect({ ...foreign.body, requestId: "" }).toEqual({ ...unknown.body, requestId: "" });
    await post(bureauAdministrator, posting("erxiao.teacher", "sanxiao", "teacher")).expect(201);
  });
});

describe("ending a posting", () => {
  test("is refused to the signed-out, to equals and to the person, hidden from outsiders, and wants a day", async () => {
    const id = postingId("sanxiao.science");
    await end(anonymous(system), id, "2026-01-01").expect(401);
    await end(teacher, id, "2026-01-01").expect(403);
    await end(await signedInByPassword(system, "yixiao.lead"), id, "2026-01-01").expect(403);
    await end(await signedInByPassword(system, "erxiao.lead"), id, "2026-01-01").expect(404);
    await end(campusLead, "not-an-id", "2026-01-01").expect(404);
    for (const day of [null, "", "tomorrow", "2026-13-01", 20260101, "2017-01-01"])
      await end(campusLead, id, day).expect(400);
  });

  test("of a lead is not for the lead or the lead's equals", async () => {
    await end(campusLead, postingId("sanxiao.lead"), "2030-01-01").expect(403);
    await end(groupLead, postingId("group1.lead"), "2030-01-01").expect(403);
    await end(groupLead, postingId("sanxiao.lead"), "2040-01-01").expect(200);
  });

  test("takes sight with the next request and leaves authorship where it was", async () => {
    const author = await signedInByPassword(system, "sanxiao.english");
    const resource = await publish(author, unitOf("group1").id);
    await end(campusLead, postingId("sanxiao.english"), "2025-07-31").expect(200);
    const others = await publish(await signedInByPassword(system, "yixiao.science"), unitOf("group1").id);
    await author.get(`/api/resources/${others.id}`).expect(404);
    const seen = await teacher.get(`/api/resources/${resource.id}`).expect(200);
    expect(seen.body).toMatchObject({
      author: { id: personOf("sanxiao.english").id },
      ownerCampus: { name: "三小校区" },
    });
    const events = await system.ctx.db
      .selectFrom("event")
      .select(["kind", "actor_id"])
      .where("kind", "=", "posting.ended")
      .where("subject_id", "=", postingId("sanxiao.english"))
      .execute();
    expect(events).toEqual([{ kind: "posting.ended", actor_id: personOf("sanxiao.lead").id }]);
  });
});
