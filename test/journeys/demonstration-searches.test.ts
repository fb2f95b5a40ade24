import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Started, startScript } from "../start-up/start-system.ts";
import { request, signInForCookie } from "../support/patient-client.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 600_000 });

let dataDir: string;
let demo: Started;
let address: string;
let cookie: string;

const ask = async (path: string) => (await request(address, cookie, path)).body;
const search = (q: string) => ask(`/api/search?q=${encodeURIComponent(q)}`);

const isIndexed = async ({ id, title }: { id: string; title: string }): Promise<boolean> => {
  const { hits, degraded } = await search(`"${title}"`);
  return !degraded && hits.some((hit: { resource: { id: string } }) => hit.resource.id === id);
};

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "campus-commons-demo-"));
  demo = startScript("scripts/demo.ts", { DATA_DIR: dataDir, PORT: "0" });
  const [, username = "", password = ""] = await demo.untilSaid(
    /^ {2}(sanxiao\.teacher) [\s\S]*密码: (\S+)$/m,
  );
  [, address = ""] = await demo.untilSaid(/资源共享库: (http:\S+)/);
  cookie = await signInForCookie(address, username, password);
  for (const resource of (await ask("/api/resources?limit=100")).items)
    await until(`${resource.title} is indexed`, () => isIndexed(resource));
});
afterAll(async () => {
  demo.child.kill("SIGTERM");
  await demo.ended;
  rmSync(dataDir, { recursive: true, force: true });
});

test.each([
  ["fenshu", /分数/],
  ["fs", /分数/],
  ["fsjjf", /分数加减法/],
  ["道法 宪法", /宪法/],
  ["changfangxing", /长方形/],
  ["8.1", /^8\.1 /],
  ["三上数学 分数", /分数的初步认识/],
  ["处理", /处理/],
])("whoever tries the demonstration with %s finds a right resource first", async (q, title) => {
  expect((await search(q)).hits[0]?.resource.title).toMatch(title);
});
