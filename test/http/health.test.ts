import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Unavailable } from "../../server/errors.ts";
import { anonymous } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

const token = "a-token-for-metrics";
let system: TestSystem;
let guarded: TestSystem;
beforeAll(async () => {
  [system, guarded] = await Promise.all([
    startTestSystem(),
    startTestSystem({ environment: { METRICS_TOKEN: token } }),
  ]);
  // As the indexer does at its first start: an index that is missing counts as down.
  await system.ctx.search.rebuild(async () => {});
  await vi.waitFor(() => system.ctx.search.check(), { timeout: 60_000 });
});
afterAll(() => Promise.all([system.stop(), guarded.stop()]));

const down = () => Promise.reject(new Unavailable("test.down", "the inner reason"));

/** Runs `work` while a part does not answer its check. */
const without = async (part: "blobs" | "search", work: () => Promise<void>) => {
  const owner = system.ctx[part];
  const { check } = owner;
  owner.check = down;
  try {
    await work();
  } finally {
    owner.check = check;
  }
};

describe("readiness", () => {
  test("names its parts while all are up", async () => {
    const reply = await anonymous(system).get("/readyz").expect(200);
    expect(reply.body).toEqual({ status: "ready", parts: { database: "up", blobs: "up", search: "up" } });
  });

  test("names the search engine when it is down, and goes on", () =>
    without("search", async () => {
      const reply = await anonymous(system).get("/readyz").expect(200);
      expect(reply.body).toEqual({ status: "ready", parts: { database: "up", blobs: "up", search: "down" } });
    }));

  test("ends with the blob store, naming it and nothing of the reason", () =>
    without("blobs", async () => {
      const reply = await anonymous(system).get("/readyz").expect(503);
      expect(reply.body).toEqual({
        status: "not-ready",
        parts: { database: "up", blobs: "down", search: "up" },
      });
      await anonymous(system).get("/healthz").expect(200);
    }));
});

describe("metrics", () => {
  test("are for the machine itself where no token is set", async () => {
    const reply = await anonymous(system).get("/metrics").expect(200);
    expect(reply.text).toContain("http_request_duration_seconds");
  });

  test("are not for those whom a proxy of this machine speaks for", async () => {
    await anonymous(system).get("/metrics").set("X-Forwarded-For", "127.0.0.1").expect(404);
  });

  test("are for whoever knows the token where one is set, wherever from", async () => {
    await anonymous(guarded).get("/metrics").expect(404);
    await anonymous(guarded).get("/metrics").set("Authorization", "Bearer wrong").expect(404);
    await anonymous(guarded).get("/metrics").set("Authorization", `Bearer ${token}`).expect(200);
  });

  test("name routes and never what was asked for", async () => {
    await anonymous(system).get("/api/search").query({ q: "秘密的词" }).expect(200);
    await anonymous(system).get("/api/resources/00000000-0000-4000-8000-000000000000").expect(404);
    const { text } = await anonymous(system).get("/metrics").expect(200);
    expect(text).toContain('route="/api/resources/:id"');
    expect(text).not.toContain("00000000-0000-4000");
    expect(text).not.toContain(encodeURIComponent("秘密的词"));
  });
});
