import { Registry } from "prom-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createJobMetrics } from "../../indexer/job-metrics.ts";
import { runIndexer } from "../../indexer/run-indexer.ts";
import { tellStatus } from "../../indexer/tell-status.ts";
import { connect } from "../../server/db/connect.ts";
import { createRegistry } from "../../server/http/metrics.ts";
import { newId, type Sha256 } from "../../server/ids.ts";
import { enqueue } from "../../server/jobs.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";

const token = "a-token-for-metrics";
let system: TestSystem;
let indexer: Awaited<ReturnType<typeof runIndexer>>;
let status: Awaited<ReturnType<typeof tellStatus>>;
beforeAll(async () => {
  system = await startTestSystem({ environment: { INDEXER_PORT: "0", METRICS_TOKEN: token } });
  const registry = new Registry();
  const { measure } = createJobMetrics(system.ctx.db, registry);
  indexer = await runIndexer(system.ctx, system.connection.pool, measure);
  status = await tellStatus(system.ctx, registry, indexer.isRunning);
});
afterAll(async () => {
  await status?.close(0);
  await system.stop();
});

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${status?.port}${path}`, { headers });
const metrics = async () => (await ask("/metrics", { authorization: `Bearer ${token}` })).text();

describe("an indexer", () => {
  test("is ready while it takes jobs, and names its parts", async () => {
    await until(
      "the index to be filled",
      async () => (await (await ask("/readyz")).json()).parts.search === "up",
    );
    const reply = await ask("/readyz");
    expect(reply.status).toBe(200);
    expect(await reply.json()).toEqual({
      status: "ready",
      parts: { database: "up", blobs: "up", search: "up", jobs: "up" },
    });
  });

  test("tells what it has done, what waits and what has failed for good", async () => {
    await enqueue(system.ctx, "index-resource", { resourceId: newId() }, "done at once");
    await until("the job to be done", async () =>
      (await metrics()).includes('job_duration_seconds_count{task="index-resource",result="done"} 1'),
    );
    await enqueue(system.ctx, "sketch-texts", {}, "put off", { delayMs: 3_600_000 });
    await enqueue(system.ctx, "scan-blob", { sha256: "0".repeat(64) as Sha256 }, "without a scanner");
    const text = await metrics();
    expect(text).toContain('jobs{task="sketch-texts",state="later"} 1');
    expect(text).toContain('jobs{task="scan-blob",state="due"} 1');
    expect(text).toMatch(/jobs_oldest_due_seconds\{task="scan-blob"\} [0-9.]*[1-9]/);
    await system.connection.pool.query("update graphile_worker._private_jobs set attempts = max_attempts");
    expect(await metrics()).toContain('jobs{task="scan-blob",state="failed"} 1');
  });

  test("tells its figures to nobody who does not know the token, and nothing else at all", async () => {
    expect((await ask("/metrics")).status).toBe(404);
    expect((await ask("/api/me")).status).toBe(404);
  });

  test("tells its own figures also while the database is away", async () => {
    const registry = createRegistry();
    const { log } = system.ctx;
    const away = connect({ url: "postgres://nobody@127.0.0.1:1/nothing", poolSize: 2, log, name: "away" });
    createJobMetrics(away.db, registry);
    const text = await registry.metrics();
    await away.close();
    expect(text).toContain("process_resident_memory_bytes ");
    expect(text).not.toContain("jobs{");
  });

  test("is not ready once it takes no more jobs", async () => {
    await indexer.stop();
    const reply = await ask("/readyz");
    expect(reply.status).toBe(503);
    expect((await reply.json()).parts.jobs).toBe("down");
  });
});
