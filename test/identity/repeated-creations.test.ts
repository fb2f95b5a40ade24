import { afterAll, beforeAll, expect, test } from "vitest";
import { type Client, password, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

let system: TestSystem;
let administrator: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  administrator = await signedIn(system, "xinping.admin");
});
afterAll(() => system.stop());

const posting = () => ({ unitId: unitOf("yixiao").id, role: "teacher", fromOn: "2026-09-01" });

test.each([
  ["unit", "/api/units", () => ({ parentId: unitOf("group1").id, kind: "campus", name: "七小校区" })],
  [
    "person",
    "/api/people",
    () => ({ name: "新来的教师", username: "new.teacher", password, posting: posting() }),
  ],
  ["posting", "/api/postings", () => ({ ...posting(), personId: personOf("sanxiao.math").id })],
])("a %s asked for again with its Idempotency-Key is made once", async (table, path, body) => {
  const count = async () => (await system.connection.pool.query(`select from ${table}`)).rowCount;
  const ask = () => administrator.post(path).set("Idempotency-Key", `one-${table}`).send(body());
  const before = (await count()) ?? 0;
  const first = await ask().expect(201);
  const replies = await Promise.all([ask(), ask()]);
  for (const reply of replies)
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 201, body: first.body });
  expect(await count()).toBe(before + 1);
});
