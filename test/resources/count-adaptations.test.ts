import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let author: Client;
let adapter: Client;
let outsider: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  adapter = await signedIn(system, "yixiao.teacher");
  outsider = await signedIn(system, "erxiao.teacher");
});
afterAll(() => system.stop());

interface Made {
  id: string;
}
const at = (resource: Made, below = "") => `/api/resources/${resource.id}${below}`;
const adapt = async (original: Made, client = adapter): Promise<Made> =>
  (await client.post(at(original, "/adapt")).send({}).expect(201)).body;
const publishTo = (resource: Made, sharedWith: string, client = adapter) =>
  client.post(at(resource, "/publish")).send({ sharedWith }).expect(200);
const share = (resource: Made, sharedWith: string) =>
  adapter.put(at(resource, "/sharing")).send({ sharedWith }).expect(200);
const lineage = async (resource: Made, client = author) =>
  (await client.get(at(resource, "/lineage")).expect(200)).body;
const countOf = async (resource: Made): Promise<number> =>
  (await author.get(at(resource)).expect(200)).body.adaptationCount;
/** Which of all that matches comes first where the most adapted does. */
const mostReused = async (q: string): Promise<string[]> => {
  await system.runJobs();
  const { body } = await author.get(`/api/search?sort=most-reused&q=${encodeURIComponent(q)}`).expect(200);
  return body.hits.map((hit: { resource: { id: string } }) => hit.resource.id);
};

describe("adaptations count", () => {
  test("once others see them, and while they do", async () => {
    const original = await publish(author, unitOf("group1").id);
    const made = await adapt(original);
    expect(await countOf(original)).toBe(0);
    expect(await lineage(original)).toMatchObject({ count: 0, byCampus: [], visible: [] });
    await publishTo(made, "private");
    expect(await countOf(original)).toBe(0);
    await share(made, unitOf("group1").id);
    expect(await countOf(original)).toBe(1);
    await adapter.patch(at(made)).send({ title: "第二版" }).expect(200);
    await publishTo(made, unitOf("group1").id);
    expect(await countOf(original)).toBe(1);
    await adapter.post(at(made, "/archive")).expect(200);
    expect(await countOf(original)).toBe(0);
    await adapter.post(at(made, "/unarchive")).expect(200);
    expect(await countOf(original)).toBe(1);
    await share(made, "private");
    expect(await countOf(original)).toBe(0);
  });

  test("each once, however many come out at the same time, and none of the author's own", async () => {
    const original = await publish(author, unitOf("group1").id);
    const [first, second, own] = [
      await adapt(original),
      await adapt(original),
      await adapt(original, author),
    ];
    await Promise.all([
      publishTo(first, unitOf("group1").id),
      publishTo(second, unitOf("yixiao").id),
      publishTo(own, unitOf("sanxiao").id, author),
    ]);
    const seen = await lineage(original);
    expect(seen).toMatchObject({
      count: 2,
      byCampus: [{ campus: { name: "一小校区" }, count: 1 }],
      adaptedFrom: null,
    });
    const ids = (visible: Made[]) => visible.map(({ id }) => id).sort();
    expect(ids(seen.visible)).toEqual([first.id, own.id].sort());
    const others = await lineage(original, adapter);
    expect(others.byCampus).toMatchObject([{ count: 2 }]);
    expect(ids(others.visible)).toEqual([first.id, second.id].sort());
    expect((await lineage(first)).adaptedFrom.resourceId).toBe(original.id);
  });

  test("in the order of searches, which no draft of anybody moves", async () => {
    const title = "竹节人课例";
    const older = await publish(author, unitOf("group1").id, { title });
    system.clock.advance(1000);
    const newer = await publish(author, unitOf("group1").id, { title });
    const made = await adapt(older);
    await adapt(older, author);
    expect((await mostReused(title)).slice(0, 2)).toEqual([newer.id, older.id]);
    await publishTo(made, unitOf("yixiao").id);
    expect((await mostReused(title))[0]).toBe(older.id);
    await adapter.post(at(made, "/archive")).expect(200);
    expect((await mostReused(title)).slice(0, 2)).toEqual([newer.id, older.id]);
  });

  test("of what everybody sees in another group too, but say nothing of where", async () => {
    const lead = await signedIn(system, "group1.lead");
    const original = await publish(author, unitOf("group1").id);
    await lead.put(at(original, "/sharing")).send({ sharedWith: "public" }).expect(200);
    await publishTo(await adapt(original, outsider), unitOf("group2").id, outsider);
    await adapt(original, outsider);
    expect(await lineage(original)).toMatchObject({ count: 1, byCampus: [], visible: [] });
    expect(await countOf(original)).toBe(1);
  });

  test("anew where they were counted by an older rule", async () => {
    const original = await publish(author, unitOf("group1").id, { title: "旧账" });
    await publishTo(await adapt(original), unitOf("group1").id);
    await adapt(original);
    await system.runJobs();
    await sql`update resource set adaptation_count = 7`.execute(system.ctx.db);
    const migration = new URL("../../server/db/migrations/0021-count-what-is-out.sql", import.meta.url);
    const text = await readFile(migration, "utf8");
    await system.ctx.db.transaction().execute((tx) => sql.raw(text).execute(tx));
    expect(await countOf(original)).toBe(1);
    const { rows } = await sql<{ task: string }>`select task_identifier as task from graphile_worker.jobs
      where key = ${`index:${original.id}`}`.execute(system.ctx.db);
    expect(rows).toEqual([{ task: "index-resource" }]);
  });
});
