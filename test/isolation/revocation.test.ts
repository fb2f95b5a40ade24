import { sql } from "kysely";
import supertest from "supertest";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UnitId } from "../../server/ids.ts";
import { endPosting } from "../../server/modules/identity/index.ts";
import { moveUnit } from "../../server/modules/units/index.ts";
import { anonymous, type Client, password, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { lineOf, personOf, unitOf } from "../support/world.ts";

/** What gave a right ends: the very next request is denied, on every route, whatever was held from before. */

let system: TestSystem;
let author: Client;
const shared: { id: string; fileId: string }[] = [];
const word = "圆明园遗址";
/** A title, its author and its campus; for all three only what the author shared vouches. */
const typings = [word, personOf("sanxiao.teacher").name, unitOf("sanxiao").name];

beforeAll(async () => {
  system = await startTestSystem();
  const noon = new Date();
  noon.setUTCHours(4, 0, 0, 0);
  system.clock.set(noon);
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  for (const part of ["一", "二", "三"]) {
    const made = await publish(author, unitOf("group1").id, {
      title: `${word} ${part}`,
      text: `${word} ${part}`,
    });
    shared.push({ id: made.id, fileId: made.files[0].id });
    system.clock.advance(1000);
  }
  await system.runJobs();
});
afterAll(() => system.stop());

const shareAll = async (by: Client, unitKey: string): Promise<void> => {
  const sharedWith = unitOf(unitKey).id;
  for (const { id } of shared) await by.put(`/api/resources/${id}/sharing`).send({ sharedWith }).expect(200);
};

const lineTo = (key: string): UnitId[] => lineOf(key).map(({ id }) => id);

const yesterday = (): string =>
  new Date(system.clock.now().getTime() - 24 * 3600_000).toISOString().slice(0, 10);

const first = () => shared[0] as { id: string; fileId: string };
const details = () => {
  const base = `/api/resources/${first().id}`;
  const file = `${base}/files/${first().fileId}`;
  return [
    base,
    `${base}/versions`,
    `${base}/versions/1`,
    `${base}/lineage`,
    `${base}/similar`,
    `${base}/bundle`,
    file,
    `${file}/passages`,
    `${file}/marked-passages?q=${word}`,
    `${file}/marked-pages?q=${word}`,
  ];
};

/** What the person's saved question finds new, of all that was ever shared. */
const newCount = async (client: Client): Promise<number> => {
  await sql`update saved_search set visited_at = '2000-01-01'`.execute(system.ctx.db);
  return (await client.get("/api/saved-searches").expect(200)).body.items[0].newCount;
};

/** Reads everything, and answers how to read on from where the two lists stood. */
const readAll = async (client: Client) => {
  const list = await client.get("/api/resources?limit=1").expect(200);
  const found = await client.get("/api/search").query({ q: word, limit: 1 }).expect(200);
  expect([list.body.items.length, found.body.total]).toEqual([1, 3]);
  for (const path of details()) await client.get(path).expect(200);
  await client
    .post("/api/saved-searches")
    .send({ question: { q: word } })
    .expect(201);
  expect(await newCount(client)).toBe(3);
  for (const typed of typings) {
    const { body } = await client.get("/api/search/suggest").query({ q: typed }).expect(200);
    expect(body.suggestions, typed).not.toEqual([]);
  }
  return { list: list.body.nextCursor as string, search: found.body.nextCursor as string };
};

/** The person is still somebody, but sees none of it any more, with the cursors from before or without. */
const seesNothing = async (client: Client, held: { list: string; search: string }): Promise<void> => {
  for (const path of details()) expect((await client.get(path)).status, path).toBe(404);
  for (const cursor of [undefined, held.list]) {
    const list = await client.get("/api/resources").query({ limit: 1, ...(cursor ? { cursor } : {}) });
    expect(list.body).toEqual({ items: [], nextCursor: null });
  }
  for (const cursor of [undefined, held.search]) {
    const found = await client.get("/api/search").query({ q: word, limit: 1, ...(cursor ? { cursor } : {}) });
    expect(found.body).toMatchObject({ hits: [], total: 0, nextCursor: null });
    expect(Object.values(found.body.facets).flat()).toEqual([]);
  }
  for (const typed of typings) {
    const { body } = await client.get("/api/search/suggest").query({ q: typed }).expect(200);
    expect(body.suggestions, typed).toEqual([]);
  }
  expect(await newCount(client)).toBe(0);
  await client.post(`/api/resources/${first().id}/adapt`).send({}).expect(404);
};

/** Not even somebody any more. */
const isNobody = async (client: Client): Promise<void> => {
  await client.get("/api/me").expect(401);
  await client.get("/api/units").expect(401);
  await client.get("/api/saved-searches").expect(401);
  for (const path of details()) expect((await client.get(path)).status, path).toBe(404);
  const list = await client.get("/api/resources").expect(200);
  expect(list.body.items).toEqual([]);
};

/** A program that names a key is never taken for the public: it is told that the key is no good. */
const isRefused = async (program: Client): Promise<void> => {
  for (const path of ["/api/me", "/api/units", "/api/saved-searches", "/api/resources", ...details()]) {
    expect((await program.get(path)).body, path).toMatchObject({ status: 401, code: "api-key.invalid" });
  }
};

describe("the next request is denied", () => {
  test("when the posting has ended", async () => {
    const client = await signedIn(system, "yixiao.teacher");
    const held = await readAll(client);
    await endPosting(system.ctx, personOf("yixiao.teacher").postings[0]?.id as never, yesterday());
    await seesNothing(client, held);
    expect((await client.get("/api/me").expect(200)).body).toMatchObject({ postings: [], campuses: [] });
    await client.post("/api/resources").send({ title: "新的", kind: "lesson-plan" }).expect(403);
  });

  test("at the midnight after the posting's last day, without anybody doing anything", async () => {
    const client = await signedIn(system, "yixiao.math");
    const today = system.clock.now();
    const held = await readAll(client);
    const lastDay = today.toISOString().slice(0, 10);
    await endPosting(system.ctx, personOf("yixiao.math").postings[0]?.id as never, lastDay);
    await client.get(details()[0] as string).expect(200);
    system.clock.advance(24 * 3600_000);
    await seesNothing(client, held);
    system.clock.set(today);
  });

  test("when the person is disabled, with the session and with a key", async () => {
    const client = await signedIn(system, "yixiao.english");
    const { key } = (await client.post("/api/me/api-keys").send({ name: "程序" }).expect(201)).body;
    const program = supertest.agent(system.server).set("X-Api-Key", key);
    await readAll(client);
    await readAll(program);
    await sql`update person set disabled_at = now() where username = 'yixiao.english'`.execute(system.ctx.db);
    await isNobody(client);
    await isRefused(program);
    await anonymous(system).post("/api/session").send({ username: "yixiao.english", password }).expect(401);
  });

  test("in other sessions when the password is changed", async () => {
    const [here, elsewhere] = [
      await signedIn(system, "yixiao.science"),
      await signedIn(system, "yixiao.science"),
    ];
    await readAll(elsewhere);
    const change = { currentPassword: password, newPassword: "another-password" };
    await here.put("/api/me/password").send(change).expect(204);
    await isNobody(elsewhere);
    await here.get("/api/me").expect(200);
  });

  test("when the API key is removed", async () => {
    const owner = await signedIn(system, "yixiao.sport");
    const made = await owner.post("/api/me/api-keys").send({ name: "程序" }).expect(201);
    const program = supertest.agent(system.server).set("X-Api-Key", made.body.key);
    await readAll(program);
    await owner.delete(`/api/me/api-keys/${made.body.id}`).expect(204);
    await isRefused(program);
  });

  test("when everything is shared with fewer, before the index has heard of it", async () => {
    const client = await signedIn(system, "yixiao.arts");
    const held = await readAll(client);
    await shareAll(author, "sanxiao");
    await seesNothing(client, held);
    await system.runJobs();
    await seesNothing(client, held);
    const near = await signedIn(system, "sanxiao.math");
    expect((await near.get("/api/search").query({ q: word })).body.total).toBe(3);
  });

  test("when the campus leaves the unit that all was shared with, of which the index has not heard", async () => {
    const near = await signedIn(system, "sanxiao.arts");
    const held = await readAll(near);
    await shareAll(author, "group1");
    await moveUnit(system.ctx.db, unitOf("sanxiao").id, unitOf("group2").id, lineTo("group2"));
    await seesNothing(near, held);
    await system.runJobs();
    await seesNothing(near, held);
    const left = await signedIn(system, "yixiao.arts");
    expect((await left.get("/api/search").query({ q: word })).body.total).toBe(3);
    await moveUnit(system.ctx.db, unitOf("sanxiao").id, unitOf("group1").id, lineTo("group1"));
  });

  test("when first the campus and then its group leave, the bureau that all was shared with, as the index has not heard", async () => {
    const left = await signedIn(system, "yixiao.arts");
    for (const part of ["四", "五", "六"])
      await publish(left, unitOf("yixiao").id, { title: `别的课 ${part}`, text: word });
    await system.runJobs();
    const totalOf = async (): Promise<number> =>
      (await left.get("/api/search").query({ q: word, limit: 1, sort: "newest" }).expect(200)).body.total;
    expect(await totalOf()).toBe(6);
    const lead = await signedIn(system, "sanxiao.lead");
    await shareAll(lead, "xinping");
    await moveUnit(system.ctx.db, unitOf("sanxiao").id, unitOf("group2").id, lineTo("group2"));
    await moveUnit(system.ctx.db, unitOf("group1").id, unitOf("longnan").id, lineTo("longnan"));
    // The bureau's are on none of the pages that are looked at.
    expect(await totalOf()).toBe(3);
  });
});
