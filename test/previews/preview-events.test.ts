import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../server/app.ts";
import type { FileId } from "../../server/ids.ts";
import { listen } from "../../server/listen.ts";
import { previewStreams } from "../../server/modules/resources/preview-routes.ts";
import { publish, seedPeople, signedIn } from "../support/client.ts";
import { follow, openSession } from "../support/follow-events.ts";
import { twoPages } from "../support/preview-files.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;

beforeAll(async () => {
  system = await startTestSystem({ previewer: {} });
  await seedPeople(system);
});
afterAll(() => system.stop());

const publishPdf = async (title: string): Promise<string> => {
  const teacher = await signedIn(system, "sanxiao.teacher");
  const files = [{ name: `${title}.pdf`, bytes: twoPages(title) }];
  const resource = await publish(teacher, unitOf("group1").id, { title, files });
  return `/api/resources/${resource.id}/files/${resource.files[0].id}/preview-events`;
};

test("events tell that a file waits, and end when its pictures are there", async () => {
  const path = await publishPdf("等一等");
  const cookie = await openSession(system.address, "yixiao.teacher");
  const events = await follow(system.address, path, cookie);
  expect(events.reply.headers.get("content-type")).toContain("text/event-stream");
  expect(await events.readTo('"stage":"queued"')).toContain("event: preview");
  await system.runJobs();
  expect(await events.readTo()).toMatch(/"status":"ready".*\n\n$/);
});

test("what somebody watches is made before what nobody watches", async () => {
  await publishPdf("先来的");
  const watched = await publishPdf("后来的");
  const events = await follow(system.address, watched, await openSession(system.address, "yixiao.teacher"));
  await events.readTo('"stage":"queued"');
  const { sha256 } = await system.ctx.db
    .selectFrom("resource_file")
    .select("sha256")
    .where("id", "=", watched.split("/")[5] as FileId)
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ key: string }>`select key from graphile_worker.jobs
    where task_identifier = 'make-preview' order by priority, run_at, id`.execute(system.ctx.db);
  expect(rows.map(({ key }) => key)).toHaveLength(2);
  expect(rows[0]?.key).toBe(`preview:${sha256}`);
  await system.runJobs();
  expect(await events.readTo()).toContain('"status":"ready"');
});

test("events end when the right to see the file ends", async () => {
  const path = await publishPdf("收回");
  const cookie = await openSession(system.address, "yixiao.teacher");
  const events = await follow(system.address, path, cookie);
  await events.readTo("queued");
  const id = path.split("/")[3];
  const teacher = await signedIn(system, "sanxiao.teacher");
  await teacher.post(`/api/resources/${id}/archive`).expect(200);
  expect(await events.readTo()).not.toContain("ready");
  expect((await follow(system.address, path, cookie)).reply.status).toBe(404);
});

test("of one person only so many streams stay open; whoever comes then is told how it is and asks again", async () => {
  const path = await publishPdf("很多窗口");
  const cookie = await openSession(system.address, "yixiao.teacher");
  const open = () => follow(system.address, path, cookie);
  const streams = await Promise.all(Array.from({ length: previewStreams.each }, open));
  for (const stream of streams) await stream.readTo("queued");
  const told = await (await open()).readTo();
  expect(told).toContain('"status":"waiting"');
  expect(told).toMatch(/^retry: \d+$/m);
  const colleague = await openSession(system.address, "sanxiao.teacher");
  const other = await follow(system.address, path, colleague);
  expect(await other.readTo("queued")).not.toContain("retry");
  await system.runJobs();
  for (const stream of [...streams, other]) expect(await stream.readTo()).toContain('"status":"ready"');
  // Those that have ended make room.
  const next = await publishPdf("又一份");
  const later = await follow(system.address, next, cookie);
  expect(await later.readTo("queued")).not.toContain("retry");
  await system.runJobs();
  expect(await later.readTo()).toContain('"status":"ready"');
});

test("events hold no server up that stops", async () => {
  const path = await publishPdf("停机");
  const server = await listen(createApp(system.ctx), { port: 0, host: "127.0.0.1" });
  const address = `http://127.0.0.1:${server.port}`;
  const events = await follow(address, path, await openSession(address, "yixiao.teacher"));
  await events.readTo("queued");
  // Longer than this test waits: the stream is ended, not cut when the grace is over.
  const [text] = await Promise.all([events.readTo(), server.close(600_000)]);
  expect(text).not.toContain("ready");
});
