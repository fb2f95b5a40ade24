import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../../server/db/transaction.ts";
import { type Client, createDraft, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let author: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

const statuses = (replies: { status: number }[]): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe("twenty people changing one resource at the same time", () => {
  it("with the same If-Match: one change is taken, nineteen are told that it changed meanwhile", async () => {
    const { id, revision } = await createDraft(author);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        author
          .patch(`/api/resources/${id}`)
          .set("If-Match", `"${revision}"`)
          .send({ title: `第${number}次` }),
      ),
    );
    expect(statuses(replies)).toEqual({ 200: 1, 412: 19 });
    const taken = replies.find((reply) => reply.status === 200);
    const now = await author.get(`/api/resources/${id}?draft=true`).expect(200);
    expect(now.body).toMatchObject({ title: taken?.body.title, revision: revision + 1 });
  });

  it("without If-Match: changes of different fields are all kept", async () => {
    const { id, revision } = await publish(author, unitOf("group1").id);
    const changes = [
      { title: "新的题目" },
      { summary: "新的说明" },
      { kind: "exercise" },
      { subject: "mathematics" },
      { grades: ["3"] },
      { keywords: ["分数", "月饼"] },
      { language: "en" },
    ];
    const kinds = await system.ctx.db
      .selectFrom("vocabulary_term")
      .select(["scheme", "key"])
      .where("scheme", "in", ["kind", "subject", "grade"])
      .orderBy("position")
      .execute();
    const keyOf = (scheme: string) => kinds.findLast((term) => term.scheme === scheme)?.key ?? "";
    const known = { kind: keyOf("kind"), subject: keyOf("subject"), grades: [keyOf("grade")] };
    const sent = changes.map((change) =>
      Object.fromEntries(
        Object.entries(change).map(([name, value]) => [name, known[name as "kind"] ?? value]),
      ),
    );
    const replies = await Promise.all(
      [...sent, ...sent, ...sent].map((change) => author.patch(`/api/resources/${id}`).send(change)),
    );
    expect(statuses(replies)).toEqual({ 200: 21 });
    const now = await author.get(`/api/resources/${id}?draft=true`).expect(200);
    expect(now.body).toMatchObject({ ...Object.assign({}, ...sent), revision: revision + 21 });
  });

  it("publishing twice at once makes one version", async () => {
    const { id } = await createDraft(author);
    const sharedWith = unitOf("group1").id;
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => author.post(`/api/resources/${id}/publish`).send({ sharedWith })),
    );
    expect(statuses(replies)).toEqual({ 200: 1, 409: 5 });
    const versions = await author.get(`/api/resources/${id}/versions`).expect(200);
    expect(JSON.stringify(versions.body).match(/"number":/g)).toHaveLength(1);
  });
});

describe("transactions that run into each other", () => {
  const touch = (id: string, title: string) => sql`update resource_version set title = title || ${title}
    where resource_id = ${id} and published_at is null`;

  /** Runs two transactions that lock the same two rows in opposite order and wait for each other at the first meeting. */
  const runIntoEachOther = async (first: string, second: string) => {
    const attempts = { 甲: 0, 乙: 0 };
    const met = { 甲: Promise.withResolvers<void>(), 乙: Promise.withResolvers<void>() };
    const run = (me: "甲" | "乙", other: "甲" | "乙", rows: [string, string]) =>
      inTransaction(system.ctx, async (ctx) => {
        attempts[me] += 1;
        await touch(rows[0], me).execute(ctx.db);
        met[me].resolve();
        await met[other].promise;
        await touch(rows[1], me).execute(ctx.db);
      });
    await Promise.all([run("甲", "乙", [first, second]), run("乙", "甲", [second, first])]);
    return attempts;
  };

  it("a deadlock is tried again, and both changes are there, each once", async () => {
    const [one, two] = [
      await createDraft(author, { title: "一" }),
      await createDraft(author, { title: "二" }),
    ];
    const attempts = await runIntoEachOther(one.id, two.id);
    // At least one was sent back, and perhaps again.
    expect(attempts.甲 + attempts.乙).toBeGreaterThan(2);
    for (const { id } of [one, two]) {
      const { body } = await author.get(`/api/resources/${id}?draft=true`).expect(200);
      expect([...body.title.slice(1)].toSorted()).toEqual(["乙", "甲"]);
    }
  });

  it("are not tried for ever: what keeps failing is told to the caller", async () => {
    let attempts = 0;
    const always = inTransaction(system.ctx, async (ctx) => {
      attempts += 1;
      await sql`do $$ begin raise exception 'always' using errcode = '40001'; end $$`.execute(ctx.db);
    });
    await expect(always).rejects.toMatchObject({ code: "40001" });
    expect(attempts).toBe(3);
  });
});
