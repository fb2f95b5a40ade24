import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "../../server/db/transaction.ts";
import { moveUnit } from "../../server/modules/units/index.ts";
import { anonymous, type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { adoptPlan, publishPlan } from "../support/plans.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";
import { type Change, idsOf, readFeed, untilSettled } from "./read-feed.ts";

let system: TestSystem;
let author: Client;
let colleague: Client;
let research: Client;
let lead: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  colleague = await signedIn(system, "yixiao.teacher");
  research = await signedIn(system, "group1.research");
  lead = await signedIn(system, "sanxiao.lead");
});
afterAll(() => system.stop());

const group = unitOf("group1").id;
const share = (id: string, sharedWith: string) =>
  author.put(`/api/resources/${id}/sharing`).send({ sharedWith }).expect(200);

/** A reader that has come to the end, and what it is told from then on. */
const follow = async (client: Client, query: Record<string, string | number> = {}) => {
  await untilSettled(system);
  let { cursor } = await readFeed(client, undefined, query);
  return async (): Promise<Change[]> => {
    await untilSettled(system);
    const page = await readFeed(client, cursor, query);
    cursor = page.cursor;
    return page.items;
  };
};

describe("the change feed", () => {
  test("begins with everything that the caller's units see, in pages", async () => {
    const made = await Promise.all([1, 2, 3].map((n) => publish(author, group, { title: `第 ${n} 份` })));
    const plan = await publishPlan(research, group);
    await untilSettled(system);
    const { items } = await readFeed(colleague, undefined, { limit: 1 });
    expect(idsOf(items, "put")).toEqual(expect.arrayContaining([...made.map(({ id }) => id), plan.id]));
    expect(idsOf(items, "gone")).toEqual([]);
    expect((await readFeed(colleague, undefined, { limit: 1000 })).items).toEqual(items);
    expect(items.find(({ id }) => id === plan.id)).toEqual({
      kind: "plan",
      id: plan.id,
      change: "put",
      revision: 1,
    });
  });

  test("tells a change once, however often a thing changed, and nothing of drafts", async () => {
    const { id } = await publish(author, group);
    const news = await follow(colleague);
    await author.patch(`/api/resources/${id}`).send({ title: "草稿" }).expect(200);
    expect(await news()).toEqual([]);
    for (const title of ["第二版", "第三版"]) {
      await author.patch(`/api/resources/${id}`).send({ title }).expect(200);
      await author.post(`/api/resources/${id}/publish`).send({ sharedWith: group }).expect(200);
    }
    expect(await news()).toMatchObject([{ kind: "resource", id, change: "put" }]);
    expect(await news()).toEqual([]);
  });

  test("tells only that a thing is gone where it is shared less widely or archived, and that it is back", async () => {
    const { id } = await publish(author, group);
    const [news, atHome] = [await follow(colleague), await follow(lead)];
    await share(id, unitOf("sanxiao").id);
    expect(await news()).toEqual([{ kind: "resource", id, change: "gone", revision: null }]);
    expect(idsOf(await atHome(), "put")).toEqual([id]);
    await author.post(`/api/resources/${id}/archive`).expect(200);
    expect(await news()).toEqual([]);
    expect(idsOf(await atHome(), "gone")).toEqual([id]);
    await author.post(`/api/resources/${id}/unarchive`).expect(200);
    await share(id, group);
    expect(idsOf(await news(), "put")).toEqual([id]);
  });

  test("tells whoever begins later nothing of what was gone before", async () => {
    const { id } = await publish(author, group);
    await share(id, "private");
    await untilSettled(system);
    const { items } = await readFeed(colleague);
    expect(items.map((one) => one.id)).not.toContain(id);
  });

  test("tells of plans: revisions to the group, each edit of a copy to its campus and who oversees it", async () => {
    const [news, elsewhere, above] = [await follow(author), await follow(colleague), await follow(research)];
    const plan = await publishPlan(research, group);
    const copy = await adoptPlan(lead, plan, unitOf("sanxiao").id);
    expect(idsOf(await news(), "put")).toEqual([plan.id, copy.id]);
    expect(idsOf(await elsewhere(), "put")).toEqual([plan.id]);
    expect(idsOf(await above(), "put")).toEqual([plan.id, copy.id]);
    await research.patch(`/api/plans/${plan.id}`).send({ title: "改" }).expect(200);
    expect(await elsewhere()).toEqual([]);
    const row = { weeks: { first: 1, last: 1 }, lesson: "校本", reason: "校情" };
    await lead.post(`/api/plans/${copy.id}/rows`).send(row).expect(201);
    expect(await elsewhere()).toEqual([]);
    expect(idsOf(await news(), "put")).toEqual([copy.id]);
    await research.post(`/api/plans/${plan.id}/publish`).send({}).expect(200);
    expect(await elsewhere()).toMatchObject([{ id: plan.id, change: "put", revision: 2 }]);
    await research.post(`/api/plans/${plan.id}/archive`).expect(200);
    expect(idsOf(await elsewhere(), "gone")).toEqual([plan.id]);
  });

  test("of a campus that leaves tells its old group that the plans are gone, and the new one of them", async () => {
    const copy = await adoptPlan(lead, await publishPlan(research, group), unitOf("sanxiao").id);
    const other = await signedIn(system, "group2.research");
    const [before, after] = [await follow(research), await follow(other)];
    const campus = unitOf("sanxiao").id;
    const moveTo = (key: string) =>
      moveUnit(system.ctx.db, campus, unitOf(key).id, [unitOf("xinping").id, unitOf(key).id]);
    await moveTo("group2");
    try {
      expect(idsOf(await before(), "gone")).toContain(copy.id);
      expect(idsOf(await after(), "put")).toContain(copy.id);
    } finally {
      await moveTo("group1");
    }
  });

  test("of one unit has what is shared with it and above, and no unit of others", async () => {
    const { id } = await publish(author, unitOf("sanxiao").id);
    await untilSettled(system);
    const ofCampus = await readFeed(author, undefined, { unit: unitOf("sanxiao").id });
    expect(idsOf(ofCampus.items, "put")).toContain(id);
    const ofGroup = await readFeed(author, undefined, { unit: group });
    expect(idsOf(ofGroup.items, "put")).not.toContain(id);
    await author
      .get("/api/sync/changes")
      .query({ unit: unitOf("erxiao").id })
      .expect(404);
  });

  test("never skips a transaction that took its number first and was committed last", async () => {
    const [first, second] = [await publish(author, group), await publish(author, group)];
    await untilSettled(system);
    const start = await readFeed(colleague);
    const commit = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const touch = (id: string) => (ctx: typeof system.ctx) =>
      ctx.db
        .updateTable("resource")
        .set({ public_revision: 77 })
        .where("id", "=", id as never)
        .execute();
    const late = inTransaction(system.ctx, async (ctx) => {
      await touch(first.id)(ctx);
      written.resolve();
      await commit.promise;
    });
    await written.promise;
    await inTransaction(system.ctx, touch(second.id));
    const early = await readFeed(colleague, start.cursor);
    expect(early).toEqual({ items: [], cursor: start.cursor });
    commit.resolve();
    await late;
    await untilSettled(system);
    expect((await readFeed(colleague, early.cursor)).items).toMatchObject([
      { id: first.id, revision: 77 },
      { id: second.id, revision: 77 },
    ]);
  });
});

describe("a cursor", () => {
  const page = (client: Client, since?: string) =>
    client.get("/api/sync/changes").query(since ? { since } : {});

  test("of somebody else, of another unit, damaged or from nowhere begins anew", async () => {
    const { cursor } = await readFeed(colleague);
    const damaged = `${cursor.slice(0, 20)}${cursor[20] === "A" ? "B" : "A"}${cursor.slice(21)}`;
    const refused = [
      await page(author, cursor),
      await page(colleague, damaged),
      await page(colleague, "AAAA"),
      await colleague.get("/api/sync/changes").query({ since: cursor, unit: group }),
    ];
    for (const { status, body } of refused) expect([status, body.code]).toEqual([410, "sync.start-anew"]);
    await page(colleague, cursor).expect(200);
  });

  test("ends when the units that its reader sees are others", async () => {
    const exchanged = await signedIn(system, "yixiao.exchange");
    const { cursor } = await readFeed(exchanged);
    await page(exchanged, cursor).expect(200);
    const posting = personOf("yixiao.exchange").postings.find(({ unitKey }) => unitKey === "sanxiao");
    const row = system.ctx.db.updateTable("posting").where("id", "=", posting?.id as never);
    await row.set({ until_on: "2026-08-31" }).execute();
    const { status, body } = await page(exchanged, cursor);
    expect([status, body.code]).toEqual([410, "sync.start-anew"]);
  });

  test("says nothing to its reader: neither number of its place is in it", async () => {
    const { cursor } = await readFeed(colleague);
    const bytes = Buffer.from(cursor, "base64url");
    const { rows } = await system.connection.pool.query("select xid::text, number from sync_change");
    for (const { xid, number } of rows) {
      for (const value of [xid, number]) {
        const binary = Buffer.alloc(8);
        binary.writeBigUInt64BE(BigInt(value));
        expect(bytes.includes(binary)).toBe(false);
      }
    }
    expect(rows.length).toBeGreaterThan(10);
    // As long as any other, and the same while there is nothing new.
    expect(bytes.length).toBe(68);
    expect((await page(colleague, cursor)).body.nextCursor).toBe(cursor);
  });

  test("is for whoever is signed in, also a program with a key", async () => {
    await anonymous(system).get("/api/sync/changes").expect(401);
    const { body } = await colleague.post("/api/me/api-keys").send({ name: "校区系统" }).expect(201);
    const program = anonymous(system).set("X-Api-Key", body.key);
    const { cursor } = await readFeed(colleague);
    await page(program as Client, cursor).expect(200);
  });
});

describe("a conditional request", () => {
  test("of the feed or a plan answers 304 until something changes", async () => {
    const plan = await publishPlan(research, group);
    await untilSettled(system);
    const { cursor } = await readFeed(colleague);
    for (const path of [`/api/sync/changes?since=${cursor}`, `/api/plans/${plan.id}`, "/api/plans"]) {
      const { headers } = await colleague.get(path).expect(200);
      const again = () => colleague.get(path).set("If-None-Match", headers.etag as string);
      expect((await again().expect(304)).text).toBe("");
      await research
        .patch(`/api/plans/${plan.id}`)
        .send({ title: `改 ${path.length}` })
        .expect(200);
      await research.post(`/api/plans/${plan.id}/publish`).send({}).expect(200);
      await untilSettled(system);
      await again().expect(200);
    }
  });

  test("the ETag of a plan that was read is good for If-Match", async () => {
    const plan = await publishPlan(research, group);
    const { headers } = await research.get(`/api/plans/${plan.id}?shows=live`).expect(200);
    const edit = (etag: string) =>
      research.patch(`/api/plans/${plan.id}`).set("If-Match", etag).send({ title: "改" });
    await edit(headers.etag as string).expect(200);
    await edit(headers.etag as string).expect(412);
  });
});
