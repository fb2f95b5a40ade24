import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, createDraft, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
let author: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

/** Somebody outside the system holds the resource's row until told otherwise. */
const lockRow = async (id: string) => {
  const client = new pg.Client({ connectionString: system.ctx.config.database.url ?? "" });
  await client.connect();
  await client.query("begin");
  await client.query("select 1 from resource where id = $1 for update", [id]);
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
});
