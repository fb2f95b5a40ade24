import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { runIndexer } from "../../indexer/run-indexer.ts";
import { releaseJobsOfTheDead } from "../../indexer/worker-lease.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";

vi.setConfig({ testTimeout: 120_000 });

let system: TestSystem;
let author: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

const publishText = async (title: string): Promise<string> =>
  (await publish(author, unitOf("group1").id, { title, text: `${title}的文字` })).id;
const textOf = async (id: string) =>
  (await author.get(`/api/resources/${id}`).expect(200)).body.files[0].text;

/** As if indexers had been killed, one after the other, while they were at the jobs that wait. */
const killAtWork = async (times: number) => {
  const { rows } = await system.connection.pool.query(
    "select id from graphile_worker._private_jobs where locked_by is null and key like any ('{text:%,preview:%}')",
  );
  for (let time = 1; time <= times; time += 1) {
    await system.connection.pool.query(
      `update graphile_worker._private_jobs set attempts = attempts + 1, locked_by = 'killed',
         locked_at = now() - interval '1 minute' where id = any($1)`,
      [rows.map(({ id }) => id)],
    );
    if (time < times) await releaseJobsOfTheDead(system.ctx.db);
  }
};
/** As if what they were at had merely failed. */
const failAtWork = (times: number) =>
  system.connection.pool.query(
    "update graphile_worker._private_jobs set attempts = $1 where key like any ('{text:%,preview:%}')",
    [times],
  );

it("what failed twice and was killed once is tried again", async () => {
  const unlucky = await publishText("倒霉的教案");
  await failAtWork(2);
  await killAtWork(1);
  const indexer = await runIndexer(system.ctx, system.connection.pool);
  await until("it is read", async () => (await textOf(unlucky)).status === "ready");
  await indexer.stop();
});

it("a file that kills the indexer itself is given up after three tries; one that was beside it, and the next, are read", async () => {
  const beside = await publishText("旁边的教案");
  await killAtWork(1);
  const deadly = await publishText("致命的教案");
  await killAtWork(3);
  const next = await publishText("后来的教案");
  const indexer = await runIndexer(system.ctx, system.connection.pool);
  for (const id of [beside, next])
    await until("a sound file is read", async () => (await textOf(id)).status === "ready");
  await until("the deadly one has a result", async () => (await textOf(deadly)).status !== "waiting");
  expect(await textOf(deadly)).toEqual({ status: "failed", reason: "out-of-memory", pageCount: null });
  await indexer.stop();
});
