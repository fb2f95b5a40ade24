import { afterAll, beforeAll, expect, it } from "vitest";
import { runIndexer } from "../../indexer/run-indexer.ts";
import { waitForTexts } from "../../indexer/tasks/wait-for-texts.ts";
import type { Sha256 } from "../../server/ids.ts";
import { enqueue, hindmost, priorityOf } from "../../server/jobs.ts";
import { createDraft, seedPeople, signedIn } from "../support/client.ts";
import { ownChildren } from "../support/own-children.ts";
import { twoPages } from "../support/preview-files.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;

beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.stop());

const extract = (digit: string, behind: number) =>
  enqueue(system.ctx, "extract-text", { sha256: digit.repeat(64) as Sha256 }, `text:${digit}`, { behind });

it("pictures wait for the texts of what is published, and not for those of drafts", async () => {
  await extract("a", hindmost);
  await waitForTexts(system.ctx, AbortSignal.timeout(5000));
  await extract("b", hindmost - 1);
  await expect(waitForTexts(system.ctx, AbortSignal.timeout(700))).rejects.toThrow("abort");
});

it("pictures of drafts wait for all texts, those that are being read too, unless they keep others waiting", async () => {
  await system.connection.pool.query("delete from graphile_worker._private_jobs");
  const ofDraft = (mostMs: number) =>
    waitForTexts(system.ctx, AbortSignal.timeout(mostMs), priorityOf("make-preview", hindmost));
  await ofDraft(5000);
  await extract("c", hindmost);
  await expect(ofDraft(700)).rejects.toThrow("abort");
  await system.connection.pool.query(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'another'",
  );
  await expect(ofDraft(700)).rejects.toThrow("abort");
  await enqueue(system.ctx, "make-preview", { sha256: "d".repeat(64) as Sha256 }, "preview:d");
  await ofDraft(5000);
});

it("no process waits for a file to read while pictures are drawn, which need the memory", async (context) => {
  context.skip(process.platform !== "linux", "SKIPPED: processes are found in /proc");
  await system.connection.pool.query("delete from graphile_worker._private_jobs");
  await seedPeople(system);
  const teacher = await signedIn(system, "sanxiao.teacher");
  const others = new Set(await ownChildren("extract-process"));
  const readers = async () => (await ownChildren("extract-process")).filter((id) => !others.has(id));
  const indexer = await runIndexer(system.ctx, system.connection.pool);
  try {
    const files = [{ name: "讲义.pdf", bytes: twoPages("内存") }];
    const draft = await createDraft(teacher, { title: "讲义", files });
    const texts = () => system.ctx.db.selectFrom("file_text").select("status").execute();
    await until("the draft's text", async () => (await texts()).length > 0);
    const sharedWith = unitOf("group1").id;
    await teacher.post(`/api/resources/${draft.id}/publish`).send({ sharedWith }).expect(200);
    await until("pictures to be drawn", async () => (await ownChildren("drawing-process")).length > 0);
    expect(await readers()).toEqual([]);
  } finally {
    await indexer.stop();
  }
}, 90_000);
