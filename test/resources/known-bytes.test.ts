import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePlainText } from "../../scripts/make-files/text.ts";
import type { ResourceId } from "../../server/ids.ts";
import { type Client, publish, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { type FakeClamd, startFakeClamd } from "../support/fake-clamd.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let daemon: FakeClamd;
let system: TestSystem;
let colleague: Client;
let held: { id: ResourceId };

const file = {
  name: "蒲公英.txt",
  bytes: makePlainText({ title: "蒲公英", paragraphs: ["蒲公英的种子"] }),
};
const publishFile = (client: Client, title: string) =>
  publish(client, unitOf("group1").id, { title, files: [file] });

/** When the resource's row was last written, by the transaction that did. */
const writtenBy = async (id: ResourceId): Promise<string | undefined> =>
  (await sql<{ xmin: string }>`select xmin::text from resource where id = ${id}`.execute(system.ctx.db))
    .rows[0]?.xmin;

beforeAll(async () => {
  daemon = await startFakeClamd();
  system = await startTestSystem({ environment: daemon.environment, previewer: {} });
  await seedPeople(system);
  const author = await signedIn(system, "sanxiao.teacher");
  colleague = await signedIn(system, "yixiao.teacher");
  held = await publishFile(author, "先有的");
  await system.runJobs();
});
afterAll(async () => {
  await system.stop();
  await daemon.goAway();
});

/** Which resources were indexed, and which jobs done, while this went on. */
const jobsWhile = async (act: () => Promise<unknown>): Promise<string[]> => {
  await sql`create table done_job (key text)`.execute(system.ctx.db);
  await sql`create function note_job() returns trigger language plpgsql as $$
    begin insert into done_job values (old.key); return old; end $$`.execute(system.ctx.db);
  await sql`create trigger note_job after delete on graphile_worker._private_jobs
    for each row execute function note_job()`.execute(system.ctx.db);
  try {
    await act();
    await system.runJobs();
    const { rows } = await sql<{ key: string }>`select key from done_job`.execute(system.ctx.db);
    return rows.map(({ key }) => key.replace(/:[0-9a-f]{64}$/, ""));
  } finally {
    await sql`drop trigger note_job on graphile_worker._private_jobs`.execute(system.ctx.db);
    await sql`drop function note_job`.execute(system.ctx.db);
    await sql`drop table done_job`.execute(system.ctx.db);
  }
};

describe("bytes that a published resource has, coming once more", () => {
  test("have only the resource indexed and shown anew that is published with them", async () => {
    const before = await writtenBy(held.id);
    let own: { id: ResourceId } | undefined;
    const jobs = await jobsWhile(async () => {
      own = await publishFile(colleague, "后来的");
    });
    expect(jobs).toContain(`index:${own?.id}`);
    expect(jobs).toContain("preview");
    expect(jobs).not.toContain(`index:${held.id}`);
    expect(await writtenBy(held.id)).toBe(before);
    const found = await colleague.get("/api/search").query({ q: "蒲公英的种子" }).expect(200);
    expect(found.body.total).toBe(2);
  });

  test("have nothing indexed and no picture made where they are only uploaded", async () => {
    const before = await writtenBy(held.id);
    const jobs = await jobsWhile(() => uploadFile(colleague, file.name, file.bytes));
    expect(jobs.sort()).toEqual(["scan", "text"]);
    expect(await writtenBy(held.id)).toBe(before);
  });
});
