import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Client, createDraft, seedPeople, signedIn } from "../support/client.ts";
import { createPlan } from "../support/plans.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let author: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

/** Somebody outside the system holds the row until told otherwise. */
const lockRow = async (id: string, table: "resource" | "plan" = "resource") => {
  const client = new pg.Client({ connectionString: system.ctx.config.database.url ?? "" });
  await client.connect();
  await client.query("begin");
  await client.query(`select 1 from ${table} where id = $1 for update`, [id]);
  return () => client.end();
};

describe("a resource whose row is locked by something that does not end", () => {
  it("cannot be changed and says so with 503; it can be read, and changed afterwards", async () => {
    const { id } = await createDraft(author);
    const unlock = await lockRow(id);
    const refused = await author.patch(`/api/resources/${id}`).send({ title: "不行" });
    expect(refused).toMatchObject({ status: 503, body: { code: "database.unavailable" } });
    await author.get(`/api/resources/${id}?draft=true`).expect(200);
    await unlock();
    await author.patch(`/api/resources/${id}`).send({ title: "可以" }).expect(200);
  });
});

describe("a row that is locked", () => {
  it("tells nobody who may not see its resource or plan that there is one, and holds them up no longer", async () => {
    const outsider = await signedIn(system, "hongqi.teacher");
    const { id } = await createDraft(author);
    const plan = await createPlan(await signedIn(system, "group1.research"), unitOf("group1").id);
    const unlock = [await lockRow(id), await lockRow(plan.id, "plan")];
    const refused = [
      await outsider.patch(`/api/resources/${id}`).send({ title: "看看" }),
      await outsider.post(`/api/resources/${id}/archive`).send(),
      await outsider.patch(`/api/plans/${plan.id}`).send({ title: "看看" }),
    ];
    for (const { status } of refused) expect(status).toBe(404);
    for (const end of unlock) await end();
  });
});

const held: pg.PoolClient[] = [];
const holdAll = async () => {
  const { pool } = system.connection;
  held.push(...(await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()))));
};
const releaseAll = () => {
  for (const client of held.splice(0)) client.release();
};
afterEach(releaseAll);

describe("a pool whose connections are all taken", () => {
  it("refuses what waits too long with 503 and serves again when they are free", async () => {
    const { id } = await createDraft(author);
    const unlock = await lockRow(id);
    const waiting = Array.from({ length: 30 }, () =>
      author.patch(`/api/resources/${id}`).send({ title: "等" }),
    );
    const replies = await Promise.all(waiting);
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([503]));
    await unlock();
    await author.get("/api/resources?view=mine").expect(200);
    await author.patch(`/api/resources/${id}`).send({ title: "好了" }).expect(200);
    expect(system.connection.pool.waitingCount).toBe(0);
  });

  it("acknowledges nothing that is lost, makes nothing twice when asked again, and recovers by itself", async () => {
    const { pool } = system.connection;
    const create = (number: number) =>
      author
        .post("/api/resources")
        .set("Idempotency-Key", `crowd-${number}`)
        .send({ title: `挤进来的第${number}课`, kind: "lesson-plan" });
    const listCrowd = () =>
      system.ctx.db
        .selectFrom("resource_version")
        .select("title")
        .where("title", "like", "挤进来的%")
        .execute();
    const numbers = Array.from({ length: 40 }, (_one, index) => index);
    await holdAll();
    // Some come through, since one connection is given back while they wait; the others are told.
    const crowd = numbers.map(create);
    const replies = Promise.all(crowd);
    await until("the crowd to wait", () => pool.waitingCount >= numbers.length);
    held.pop()?.release();
    const answered = await replies;
    for (const { status, body, headers } of answered.filter((reply) => reply.status !== 201)) {
      expect({ status, code: body.code }).toEqual({ status: 503, code: "database.unavailable" });
      expect(Number(headers["retry-after"])).toBeGreaterThan(0);
    }
    expect((await author.get("/healthz").expect(200)).body).toEqual({ status: "ok" });
    releaseAll();

    const acknowledged = answered.filter((reply) => reply.status === 201);
    for (const { body } of acknowledged) await author.get(`/api/resources/${body.id}?draft=true`).expect(200);
    const again = [];
    for (const number of numbers) again.push(await create(number).expect(201));
    for (const [number, reply] of answered.entries())
      if (reply.status === 201) expect(again[number]?.body.id).toBe(reply.body.id);
    expect((await listCrowd()).map(({ title }) => title).toSorted()).toEqual(
      numbers.map((number) => `挤进来的第${number}课`).toSorted(),
    );
    expect(pool.waitingCount).toBe(0);
  });

  it("refuses everybody while all are held, and serves everybody once they are free", async () => {
    await holdAll();
    const refused = await Promise.all(
      Array.from({ length: 40 }, () => author.get("/api/resources?view=mine")),
    );
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
    releaseAll();
    const served = await Promise.all(
      Array.from({ length: 40 }, () => author.get("/api/resources?view=mine")),
    );
    expect(new Set(served.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
