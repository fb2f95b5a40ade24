import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  anonymous,
  type Client,
  createDraft,
  password,
  seedPeople,
  signedInByPassword,
} from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

let system: TestSystem;
let owner: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  owner = await signedInByPassword(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

const keys = "/api/me/api-keys";
const createKey = async (client = owner) =>
  (await client.post(keys).send({ name: "备份程序" }).expect(201)).body;
const program = (key: string) => anonymous(system).set("X-Api-Key", key);

describe("an API key", () => {
  test("is made by the signed-in only, with a name and a life of a year at most", async () => {
    await anonymous(system).post(keys).send({ name: "程序" }).expect(401);
    for (const body of [
      {},
      { name: " " },
      { name: "x", expiresInDays: 0 },
      { name: "x", expiresInDays: 366 },
      { name: "x", permissions: {} },
    ])
      await owner.post(keys).send(body).expect(400);
  });

  test("has a name as long as a program's may be, and lives a whole year", async () => {
    const name = "教务系统与集团资源库同步程序".repeat(5).slice(0, 60);
    const made = await owner.post(keys).send({ name, expiresInDays: 365 }).expect(201);
    expect(made.body.name).toBe(name);
    await owner
      .post(keys)
      .send({ name: `${name}长` })
      .expect(400);
  });

  test("asked for again with its Idempotency-Key is not made twice, nor told twice", async () => {
    const ask = () => owner.post(keys).set("Idempotency-Key", "one-key").send({ name: "只要一个" });
    const replies = await Promise.all([ask(), ask(), ask()]);
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([201, 409, 409]);
    expect((await ask().expect(409)).body).toMatchObject({ code: "idempotency.told-once" });
    const { items } = (await owner.get(keys).expect(200)).body;
    expect(items.filter((item: { name: string }) => item.name === "只要一个")).toHaveLength(1);
  });

  test("does what its owner may, and is shown once", async () => {
    const made = await createKey();
    const me = await program(made.key).get("/api/me").expect(200);
    expect(me.body.id).toBe(personOf("sanxiao.teacher").id);
    const draft = await createDraft(program(made.key));
    await owner.get(`/api/resources/${draft.id}`).expect(200);
    const listed = await owner.get(keys).expect(200);
    expect(listed.body.items.map((item: { id: string }) => item.id)).toContain(made.id);
    expect(JSON.stringify(listed.body)).not.toContain(made.key);
    const { rows } = await system.connection.pool.query("select key from api_key where id = $1", [made.id]);
    expect(rows[0].key).not.toBe(made.key);
  });

  test("ends with the next request when it is revoked", async () => {
    const made = await createKey();
    await program(made.key).get("/api/me").expect(200);
    await owner.delete(`${keys}/${made.id}`).expect(204);
    await program(made.key).get("/api/me").expect(401);
    await owner.delete(`${keys}/${made.id}`).expect(404);
  });

  test("can be revoked by its owner only, as if it were not there for others", async () => {
    const made = await createKey();
    const other = await signedInByPassword(system, "yixiao.teacher");
    const foreign = await other.delete(`${keys}/${made.id}`).expect(404);
    const unknown = await other.delete(`${keys}/00000000-0000-4000-8000-000000000000`).expect(404);
    expect({ ...foreign.body, requestId: "" }).toEqual({ ...unknown.body, requestId: "" });
    await anonymous(system).delete(`${keys}/${made.id}`).expect(401);
    await owner.delete(`${keys}/not-an-id`).expect(404);
    await program(made.key).get("/api/me").expect(200);
  });

  test("makes no further keys, lists and revokes none, and changes neither password nor sessions", async () => {
    const made = await createKey();
    const client = program(made.key);
    const refused = [
      client.post(keys).send({ name: "更多" }),
      client.get(keys),
      client.delete(`${keys}/${made.id}`),
      client.put("/api/me/password").send({ currentPassword: password, newPassword: "taken-over-by-a-key" }),
      client.delete("/api/session"),
      client.delete("/api/sessions"),
    ];
    for (const request of refused) expect((await request).body.code).toBe("session.needed");
    await owner.get("/api/me").expect(200);
    await signedInByPassword(system, "sanxiao.teacher");
  });

  test("of an administrator makes no account and no posting, and ends none", async () => {
    const administrator = await signedInByPassword(system, "xinping.admin");
    const made = await createKey(administrator);
    const client = program(made.key);
    const unitId = unitOf("sanxiao").id;
    const posting = { unitId, role: "teacher", fromOn: "2026-09-01" };
    const person = { name: "后继", username: "successor", password: "made-by-a-leaked-key", posting };
    const named = { ...posting, personId: personOf("sanxiao.math").id };
    const own = (await administrator.post("/api/postings").send(named).expect(201)).body;
    const refused = [
      client.post("/api/people").send(person),
      client.post("/api/postings").send(named),
      client.post(`/api/postings/${own.id}/end`).send({ untilOn: "2026-09-02" }),
    ];
    for (const request of refused) {
      const { status, body } = await request;
      expect({ status, code: body.code }).toEqual({ status: 403, code: "session.needed" });
    }
    await client.get("/api/units").expect(200);
  });

  test("is worth nothing when it is wrong, or once its owner's account is disabled or its time has passed", async () => {
    for (const key of ["x", "cc_", "a".repeat(5000), "cc_' or 1=1", `cc_${"a".repeat(64)}`])
      await program(key).get("/api/me").expect(401);
    const made = await createKey(await signedInByPassword(system, "sanxiao.it"));
    const until = new Date(Date.now() - 1000);
    await system.ctx.db.updateTable("api_key").set({ expires_at: until }).where("id", "=", made.id).execute();
    await program(made.key).get("/api/me").expect(401);
    const other = await createKey(await signedInByPassword(system, "sanxiao.arts"));
    await system.ctx.db
      .updateTable("person")
      .set({ disabled_at: new Date() })
      .where("username", "=", "sanxiao.arts")
      .execute();
    await program(other.key).get("/api/me").expect(401);
  });

  const changePassword = (client: Client, choice: object) =>
    client.put("/api/me/password").send({ currentPassword: password, newPassword: password, ...choice });

  test("ends when its owner changes the password, unless it is to be kept, and nobody else's does", async () => {
    const client = await signedInByPassword(system, "sanxiao.science");
    const [made, foreign] = [await createKey(client), await createKey()];
    await changePassword(client, { apiKeys: "keep" }).expect(204);
    await changePassword(client, { currentPassword: "not-the-password" }).expect(400);
    await program(made.key).get("/api/me").expect(200);
    await changePassword(client, { apiKeys: "perhaps" }).expect(400);
    await changePassword(client, {}).expect(204);
    await program(made.key).get("/api/me").expect(401);
    expect((await client.get(keys).expect(200)).body.items).toEqual([]);
    await program(foreign.key).get("/api/me").expect(200);
    const removed = await system.ctx.db
      .selectFrom("event")
      .select("subject_id")
      .where("kind", "=", "api-key.removed")
      .where("subject_id", "=", made.id)
      .execute();
    expect(removed).toHaveLength(1);
  });

  test("goes on when its owner signs out everywhere, unless it is to end too", async () => {
    const foreign = await createKey();
    const first = await signedInByPassword(system, "sanxiao.sport");
    const made = await createKey(first);
    await first.delete("/api/sessions").expect(204);
    await program(made.key).get("/api/me").expect(200);
    const again = await signedInByPassword(system, "sanxiao.sport");
    await again.delete("/api/sessions?apiKeys=perhaps").expect(400);
    await again.delete("/api/sessions?apiKeys=revoke").expect(204);
    await again.get("/api/me").expect(401);
    await program(made.key).get("/api/me").expect(401);
    await program(foreign.key).get("/api/me").expect(200);
  });
});
