import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Client, createDraft, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let author: Client;
let reader: Client;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  [author, reader] = await Promise.all([
    signedIn(system, "sanxiao.teacher"),
    signedIn(system, "yixiao.teacher"),
  ]);
});
afterAll(() => system.stop());

/** As a browser's cache asks: the test clients add headers of their own, which would hide a wrong 304. */
const statusOf = (path: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request(system.address + path, { headers }, (reply) => {
      reply.resume();
      resolve(reply.statusCode ?? 0);
    });
    asked.once("error", reject).end();
  });

const cookieOf = async (username: string): Promise<string> => {
  const reply = await fetch(`${system.address}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password: "a-password-for-tests" }),
  });
  return reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
};

test("a resource is never answered as unchanged: its revision says nothing of who asks, nor of its text", async () => {
  const resource = await publish(author, unitOf("group1").id);
  const cookie = await cookieOf("yixiao.teacher");
  const conditional = { cookie, "if-none-match": `"${resource.revision}"` };
  expect(await statusOf(`/api/resources/${resource.id}`, conditional)).toBe(200);
  const reply = await reader.get(`/api/resources/${resource.id}`).expect(200);
  expect(reply.headers["cache-control"]).toContain("no-store");
});

test("a download with If-Match is not taken for an edit", async () => {
  const draft = await createDraft(author);
  const [file] = draft.files;
  await author
    .get(`/api/resources/${draft.id}/files/${file.id}`)
    .set("If-Match", `"${file.sha256}"`)
    .expect(200);
});
