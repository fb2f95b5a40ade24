import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, password, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { cookieOf } from "../uploads/form.ts";

let system: TestSystem;
let teacher: Client;
let cookie: string;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
  cookie = await cookieOf(system, "sanxiao.teacher", password);
});
afterAll(() => system.stop());

const post = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
  const reply = await fetch(`${system.address}/api/resources`, {
    method: "POST",
    headers: { Cookie: cookie, "Content-Type": "application/json", ...headers },
    body,
  });
  return {
    status: reply.status,
    type: reply.headers.get("content-type"),
    body: (await reply.json()) as never,
  };
};
const drafts = async (): Promise<number> =>
  (await teacher.get("/api/resources").query({ view: "drafts", limit: 100 }).expect(200)).body.items.length;

const valid = '"kind":"lesson-plan"';

describe("a body that is no JSON for a resource", () => {
  test.each<[string, string, number]>([
    ["nothing", "", 400],
    ["half of it", '{"title":"一"', 400],
    ["a number", "1", 400],
    ["null", "null", 400],
    ["an array", "[]", 400],
    ["NaN", `{"title":NaN,${valid}}`, 400],
    ["a number beyond all", `{"title":1e400,${valid}}`, 400],
    [
      "a hundred thousand arrays deep",
      `{"title":${"[".repeat(100_000)}${"]".repeat(100_000)},${valid}}`,
      400,
    ],
    ["a hundred thousand objects deep", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, 400],
    ["a text of ten million", `{"title":"${"x".repeat(10_000_000)}",${valid}}`, 413],
    [
      "a hundred thousand unknown fields",
      `{${Array.from({ length: 60_000 }, (_one, index) => `"f${index}":1`).join()}}`,
      400,
    ],
    ["an own __proto__", `{"title":"一",${valid},"__proto__":{"admin":true}}`, 400],
    ["a constructor", `{"title":"一",${valid},"constructor":{"prototype":{"admin":true}}}`, 400],
    ["NUL in a text", `{"title":"一\\u0000二",${valid}}`, 400],
    ["NUL in a list", `{"title":"一",${valid},"keywords":["\\u0000"]}`, 400],
    ["half a surrogate pair", `{"title":"\\ud800",${valid}}`, 400],
    ["only spaces", `{"title":"   ",${valid}}`, 400],
    ["a byte order mark and a quote", '\ufeff"', 400],
  ])("is refused in words: %s", async (_what, body, status) => {
    const before = await drafts();
    const reply = await post(body);
    expect(reply.status).toBe(status);
    expect(reply.type).toMatch("application/problem+json");
    expect(reply.body).toMatchObject({ status, code: expect.any(String), requestId: expect.any(String) });
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
    expect(await drafts()).toBe(before);
  });

  test("takes the last of two equal keys, as JSON does everywhere", async () => {
    const reply = await post(`{"title":"一","title":"二",${valid}}`);
    expect(reply).toMatchObject({ status: 201, body: { title: "二" } });
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/xml",
    "multipart/form-data; boundary=x",
    "application/json-patch+json",
    "",
  ])("is refused by its Content-Type: %j", async (contentType) => {
    expect((await post(`{"title":"一",${valid}}`, { "Content-Type": contentType })).status).toBe(415);
  });

  test("is refused in an encoding or a character set that hides what it is", async () => {
    const bomb = Buffer.from(`{"title":"${" ".repeat(5_000_000)}",${valid}}`);
    const encoded = {
      gzip: gzipSync(bomb),
      br: brotliCompressSync(bomb),
      deflate: Buffer.from("x"),
      zip: bomb,
    };
    for (const [encoding, body] of Object.entries(encoded))
      expect((await post(new Uint8Array(body), { "Content-Encoding": encoding })).status).toBe(415);
    expect((await post("{}", { "Content-Type": "application/json; charset=gb2312" })).status).toBe(415);
  });
});

describe("values that are kept", () => {
  test.each([
    "%_\\",
    "=1+1",
    "<script>",
    "'; drop table person; --",
    "𠮷👩‍🏫",
    "$\u007bx}",
    "{{x}}",
    "ＡＢＣ",
  ])("come back byte for byte: %j", async (title) => {
    const made = await teacher
      .post("/api/resources")
      .send({ title, kind: "lesson-plan", summary: title, keywords: [title] })
      .expect(201);
    const read = await teacher.get(`/api/resources/${made.body.id}`).expect(200);
    expect(read.body).toMatchObject({ title, summary: title, keywords: [title] });
  });
});
