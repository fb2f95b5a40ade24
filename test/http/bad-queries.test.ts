import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { hostileQuestions } from "../support/hostile-questions.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let hidden: { id: string };
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
  await publish(teacher, unitOf("group1").id, { title: "百分之一百%_的教案" });
  hidden = await publish(await signedIn(system, "erxiao.teacher"), unitOf("group2").id);
  await system.runJobs();
});
afterAll(() => system.stop());

const lists = ["/api/resources", "/api/search"];

describe("a query that asks for what there is not", () => {
  test.each([
    "limit=0",
    "limit=-1",
    "limit=1e9",
    "limit=1e20",
    "limit=NaN",
    "limit=1.5",
    "limit=%E4%B8%80",
    "limit=1&limit=2",
    "page=2",
    "offset=100000",
    "sort=unknown",
    "sort=(select%201)",
    "view=everything",
    "kind=",
    "kind='%20or%201=1",
    "kind[]=lesson-plan",
    "kind[$ne]=x",
    "subject=%00",
    "grade=%ED%A0%80",
    "campus=1%20OR%20group_id%20EXISTS",
    "campus=not-an-id",
    "author=1",
    "term=2026",
    "cursor=",
    "cursor=x",
    "cursor=%25",
    "cursor=WyJ4IiwxXQ",
    `cursor=${"A".repeat(401)}`,
    "__proto__=1",
    "constructor=1",
    "unknown=1",
    Array.from({ length: 51 }, () => "kind=lesson-plan").join("&"),
  ])("is refused in words by lists and searches: %s", async (query) => {
    for (const path of lists) {
      const reply = await teacher.get(`${path}?${query}`);
      expect(reply.status, path).toBe(400);
      expect(reply.body).toMatchObject({ code: expect.stringMatching(/^(query|cursor)\.invalid$/) });
    }
  });

  test("of a thousand filters or more costs nothing", async () => {
    const query = Array.from({ length: 1000 }, (_one, index) => `kind=k${index}`).join("&");
    for (const path of lists) await teacher.get(`${path}?${query}`).expect(400);
  });

  test("of ten thousand Hanzi or a thousand ids is still refused in words", async () => {
    const ids = Array.from({ length: 1000 }, () => `campus=${unitOf("sanxiao").id}`).join("&");
    for (const query of [`q=${encodeURIComponent("教".repeat(10_000))}`, ids]) {
      const reply = await teacher.get(`/api/search?${query}`).expect(400);
      expect(reply.body).toMatchObject({ code: "query.invalid" });
    }
  });

  test("of more than 500 characters is refused; 500 Hanzi are answered", async () => {
    await teacher
      .get("/api/search")
      .query({ q: "教".repeat(501) })
      .expect(400);
    await teacher
      .get("/api/search")
      .query({ q: "教".repeat(500) })
      .expect(200);
  });
});

describe("a search for signs that mean something to machines", () => {
  test.each([
    ...hostileQuestions.map((question) => question.slice(0, 500)),
    "* : & | <-> ( \" '",
    "%",
    "_",
    "\\",
    "1 OR group_id EXISTS",
    "title:*",
    "NEAR(a b)",
    "a AND",
    '"',
  ])("is a search like any other: %j", async (q) => {
    const reply = await teacher.get("/api/search").query({ q });
    if (reply.status === 400) {
      // What no text can hold.
      expect(q.includes("\u0000") || !q.isWellFormed()).toBe(true);
      return;
    }
    expect(reply.status).toBe(200);
    expect(JSON.stringify(reply.body)).not.toContain(hidden.id);
    const suggested = await teacher.get("/api/search/suggest").query({ q: q.slice(0, 100) });
    expect([200, 400]).toContain(suggested.status);
    expect(JSON.stringify(suggested.body)).not.toContain(hidden.id);
  });
});
