import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, seedPeople, signedIn } from "../support/client.ts";
import { createCollection, gather, publishOf, seedPublished, take } from "../support/collections.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

const campus = unitOf("sanxiao").id;

let system: TestSystem;
let teacher: Client;
let colleague: Client;
let lead: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
  colleague = await signedIn(system, "sanxiao.math");
  lead = await signedIn(system, "sanxiao.lead");
});
afterAll(() => system.stop());

describe("who only reads a collection", () => {
  test("is told by no cursor how much stands between what is shown", async () => {
    const { id } = await createCollection(lead, campus, "翻页");
    const [first, second] = [await publishOf(teacher, campus, "一"), await publishOf(teacher, campus, "二")];
    const hidden = await publishOf(lead, "private", "不给看的");
    const put = (resource: string, afterId?: string | null) =>
      lead.put(`/api/collections/${id}/entries/${resource}`).send({ afterId }).expect(200);
    await put(first);
    await put(second);
    const page = async (query = "") =>
      (await colleague.get(`/api/collections/${id}/entries?limit=1${query}`).expect(200)).body;
    const before = await page();
    await put(hidden, null);
    expect(await page()).toEqual(before);
    const rest = await page(`&cursor=${before.nextCursor}`);
    expect(rest.items.map((one: { resource: { title: string } }) => one.resource.title)).toEqual(["二"]);
    // What is not shown any more is no place to ask from either.
    await teacher.post(`/api/resources/${first}/archive`).expect(200);
    const asked = colleague.get(`/api/collections/${id}/entries?limit=1&cursor=${before.nextCursor}`);
    expect((await asked.expect(400)).body.code).toBe("cursor.invalid");
  });

  test("does not fill it with proposals", async () => {
    const { id } = await createCollection(lead, campus, "塞满");
    const ids = await seedPublished(system, 101);
    const put = (resource: string | undefined) =>
      teacher.put(`/api/collections/${id}/entries/${resource}`).send({});
    for (const one of ids.slice(0, 100)) await put(one).expect(200);
    expect((await put(ids[100]).expect(409)).body.code).toBe("collection.waiting");
    await put(ids[0]).expect(200);
    await colleague.put(`/api/collections/${id}/entries/${ids[100]}`).send({}).expect(200);
    await lead.put(`/api/collections/${id}/entries/${ids[0]}`).send({}).expect(200);
    await put(ids[99]).expect(200);
  });
});

describe("whoever left the unit", () => {
  test("is not handed back what its curators took over", async () => {
    const [{ id }] = await gather(colleague, { 数学: [await publishOf(colleague, campus, "数学课")] });
    await take(colleague, id, "waiting").expect(200);
    await take(lead, id, "curated").expect(200);
    await take(lead, id, "waiting").expect(200);
    await take(lead, id, "curated").expect(200);
    const { id: personId } = personOf("sanxiao.math");
    await sql`update posting set until_on = from_on where person_id = ${personId}`.execute(system.ctx.db);
    expect((await take(lead, id, "waiting").expect(409)).body.code).toBe("collection.proposer-left");
    await colleague.get(`/api/collections/${id}`).expect(404);
    await lead.get(`/api/collections/${id}`).expect(200);
  });
});
