import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { verifyReply } from "../../server/http/verify-reply.ts";
import { anonymous, type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

describe("replies held to their shapes", () => {
  const shape = z.object({
    items: z.array(z.object({ id: z.string(), author: z.object({ name: z.string() }) })),
  });

  test("pass with the declared fields", () => {
    expect(() => verifyReply(shape, { items: [{ id: "1", author: { name: "甲" } }] })).not.toThrow();
  });

  test.each([
    ["at the top", { items: [], secret: 1 }, "/secret"],
    ["within a list", { items: [{ id: "1", author: { name: "甲" }, revision: 3 }] }, "/items/0/revision"],
    ["deep within", { items: [{ id: "1", author: { name: "甲", email: "a@b" } }] }, "/items/0/author/email"],
  ])("fail with an undeclared field %s", (_where, body, path) => {
    expect(() => verifyReply(shape, body)).toThrow(path);
  });

  test("fail with a declared field missing or of another type", () => {
    expect(() => verifyReply(shape, { items: [{ id: 1, author: { name: "甲" } }] })).toThrow();
    expect(() => verifyReply(shape, { items: [{ id: "1" }] })).toThrow();
  });
});

describe("what a reader learns of a resource", () => {
  let system: TestSystem;
  let author: Client;
  let id: string;
  beforeAll(async () => {
    system = await startTestSystem();
    await seedPeople(system);
    author = await signedIn(system, "sanxiao.teacher");
    const lead = await signedIn(system, "group1.lead");
    id = (await publish(author, unitOf("group1").id)).id;
    await lead.put(`/api/resources/${id}/sharing`).send({ sharedWith: "public" }).expect(200);
    await author.patch(`/api/resources/${id}`).send({ title: "还没有发布的题目" }).expect(200);
    await system.runJobs();
  });
  afterAll(() => system.stop());

  test("is nothing of a draft: neither its fields nor that there is one", async () => {
    const readers = [
      anonymous(system),
      await signedIn(system, "yixiao.teacher"),
      await signedIn(system, "sanxiao.lead"),
    ];
    for (const reader of readers) {
      for (const path of [`/api/resources/${id}`, `/api/resources/${id}?draft=true`, "/api/resources"]) {
        const { text } = await reader.get(path).expect(200);
        expect(text).not.toContain("还没有发布的题目");
        expect(text).not.toContain('"hasDraft":true');
        expect(text).not.toContain('"isDraftView":true');
      }
    }
    expect((await author.get(`/api/resources/${id}?draft=true`)).body).toMatchObject({
      title: "还没有发布的题目",
      isDraftView: true,
    });
  });

  test("names people by id and name only, and never how they sign in", async () => {
    const reader = await signedIn(system, "erxiao.teacher");
    for (const path of [
      `/api/resources/${id}`,
      "/api/resources",
      "/api/search?q=",
      `/api/resources/${id}/versions`,
      `/api/resources/${id}/similar`,
      "/api/search/suggest?q=三小",
      "/api/saved-searches",
      "/api/quarantine",
      `/api/resources/${id}/collections`,
    ]) {
      const { text } = await reader.get(encodeURI(path)).expect(200);
      expect(text).not.toMatch(/sanxiao\.teacher|people\.invalid|username|email|password|person_id/);
    }
  });

  test.each([
    "/api/resources?sort=updated_at",
    "/api/resources?sharing=private",
    "/api/resources?author_id=x",
    "/api/search?q=&sort=revision",
    "/api/search?q=&sharedWith=private",
    "/api/search?q=&scope=public",
    "/api/search/suggest?q=a&scope=public",
    "/api/search/suggest?q=a&kind=author",
    "/api/resources/00000000-0000-4000-8000-000000000000/similar?sharedWith=private",
  ])("cannot be sorted out by fields that are not shown: %s", async (path) => {
    const reply = await (await signedIn(system, "erxiao.teacher")).get(path).expect(400);
    expect(reply.body.code).toBe("query.invalid");
  });
});
