import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { scanEverything, scanForgottenFiles } from "../../indexer/tasks/scan-forgotten-files.ts";
import { NotFound } from "../../server/errors.ts";
import { type Client, createDraft, publish, seedPeople, signedIn } from "../support/client.ts";
import { type Behaviour, type FakeClamd, malware, startFakeClamd } from "../support/fake-clamd.ts";
import { environmentOf, type RunningPart, startPart } from "../support/processes.ts";
import { scanAgain } from "../support/scan-again.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";

let daemon: FakeClamd;
let system: TestSystem;
let author: Client;

beforeAll(async () => {
  daemon = await startFakeClamd();
  system = await startTestSystem({ environment: daemon.environment, scanner: { silenceMs: 300 } });
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
});
beforeEach(() => {
  daemon.behaviour = "scans";
});
afterAll(async () => {
  await system.stop();
  await daemon.goAway();
});

let count = 0;
const fileOf = (words: string) => {
  count += 1;
  return { name: `${count}.txt`, bytes: Buffer.from(`${words} ${count}`) };
};
const share = (words = "没有毒") => publish(author, unitOf("group1").id, { files: [fileOf(words)] });

const fileNow = async (id: string) =>
  (await author.get(`/api/resources/${id}`).query({ draft: "true" }).expect(200)).body.files[0];

const statusOf = async (id: string): Promise<number> =>
  (await author.get(`/api/resources/${id}/files/${(await fileNow(id)).id}`)).status;

describe("while the scanner", () => {
  test("is not there, uploads go on and their files wait; when it is back, they are given", async () => {
    await daemon.goAway();
    const { id } = await share();
    const infected = await createDraft(author, { files: [fileOf(malware)] });
    await system.runJobs();
    await scanAgain(system);
    expect((await fileNow(id)).scan).toEqual({ status: "waiting", detail: "scanner-away" });
    expect(await statusOf(id)).toBe(409);
    await daemon.comeBack();
    await scanAgain(system);
    expect((await fileNow(id)).scan).toEqual({ status: "clean", detail: null });
    expect(await statusOf(id)).toBe(200);
    expect((await fileNow(infected.id)).scan.status).toBe("infected");
  });

  test("is not there, bytes that others brought and that are infected wait like any other", async () => {
    const file = fileOf(malware);
    const stranger = await signedIn(system, "erxiao.teacher");
    await publish(stranger, "private", { files: [file] });
    await system.runJobs();
    await daemon.goAway();
    const { id } = await createDraft(author, { files: [file] });
    await system.runJobs();
    expect((await fileNow(id)).scan).toEqual({ status: "waiting", detail: "scanner-away" });
    await daemon.comeBack();
    await scanAgain(system);
    expect((await fileNow(id)).scan.status).toBe("infected");
  });

  test.each(["is silent", "hangs up", "is a web server"] satisfies Behaviour[])(
    "%s, nothing passes and nothing is given up",
    async (behaviour) => {
      const { id } = await share();
      daemon.behaviour = behaviour;
      await system.runJobs();
      for (let again = 0; again < 7; again += 1) await scanAgain(system);
      expect((await fileNow(id)).scan.status).toBe("waiting");
      expect(await statusOf(id)).toBe(409);
      daemon.behaviour = "scans";
      await scanAgain(system);
      expect(await statusOf(id)).toBe(200);
    },
  );

  test("is there but fails, what waits goes on waiting, and what was given is given with its text", async () => {
    const known = await share();
    await system.runJobs();
    const { id } = await share();
    await scanEverything(system.ctx);
    daemon.behaviour = "fails";
    await system.runJobs();
    for (let again = 0; again < 7; again += 1) await scanAgain(system);
    expect((await fileNow(id)).scan).toEqual({ status: "waiting", detail: null });
    expect(await statusOf(id)).toBe(409);
    expect(await fileNow(known.id)).toMatchObject({ scan: { status: "clean" }, text: { status: "ready" } });
    expect(await statusOf(known.id)).toBe(200);
    daemon.behaviour = "scans";
    await scanAgain(system);
    expect(await statusOf(id)).toBe(200);
  });

  test("is well but always fails on one file, that one is given up and told, while others go on", async () => {
    const known = await share(malware);
    daemon.behaviour = "finds nothing";
    await system.runJobs();
    await scanEverything(system.ctx);
    daemon.behaviour = "chokes";
    const { id } = await share(malware);
    const other = await share();
    await system.runJobs();
    expect(await statusOf(other.id)).toBe(200);
    for (let again = 0; again < 13; again += 1) await scanAgain(system);
    expect((await fileNow(id)).scan).toEqual({ status: "waiting", detail: null });
    await scanAgain(system);
    expect((await fileNow(id)).scan).toEqual({ status: "unscannable", detail: "failed" });
    expect(await statusOf(id)).toBe(409);
    const { items } = (await author.get("/api/quarantine").expect(200)).body;
    expect(items.map(({ resource }: { resource: { id: string } }) => resource.id)).toContain(id);
    // What was found clean before stays so.
    expect((await fileNow(known.id)).scan.status).toBe("clean");
    const { rows } = await sql`select 1 from graphile_worker.jobs where key like 'scan:%'`.execute(
      system.ctx.db,
    );
    expect(rows).toEqual([]);
  });

  test("cannot be given the bytes because the store does not find them, nothing changes until it does", async () => {
    const known = await share();
    await system.runJobs();
    const { id } = await share();
    await scanEverything(system.ctx);
    const read = vi.spyOn(system.ctx.blobs, "read").mockRejectedValue(new NotFound());
    try {
      await system.runJobs();
      await scanAgain(system);
    } finally {
      read.mockRestore();
    }
    expect((await fileNow(id)).scan).toEqual({ status: "waiting", detail: null });
    expect(await fileNow(known.id)).toMatchObject({ scan: { status: "clean" }, text: { status: "ready" } });
    await scanAgain(system);
    expect(await statusOf(id)).toBe(200);
  });

  test("takes no more, the file is held and told to be too large", async () => {
    daemon.behaviour = "takes no more";
    const { id } = await share();
    await system.runJobs();
    expect((await fileNow(id)).scan).toEqual({ status: "unscannable", detail: "too-large" });
    expect(await statusOf(id)).toBe(409);
  });
});

describe("a scan", () => {
  test("whose job was lost is asked for again", async () => {
    const { id } = await share();
    await sql`delete from graphile_worker._private_jobs where key like 'scan:%'`.execute(system.ctx.db);
    await system.runJobs();
    expect(await statusOf(id)).toBe(409);
    await scanForgottenFiles(system.ctx);
    await system.runJobs();
    expect(await statusOf(id)).toBe(200);
  });

  test("during which the indexer is killed is begun again by the next", async () => {
    const { id } = await share();
    daemon.behaviour = "is silent";
    const indexers: RunningPart[] = [];
    const start = async () => {
      const indexer = await startPart("indexer", { ...environmentOf(system), ...daemon.environment });
      indexers.push(indexer);
      return indexer;
    };
    try {
      const first = await start();
      const isScanning = sql<{ one: number }>`select 1 as one from graphile_worker.jobs
        where task_identifier = 'scan-blob' and locked_at is not null`;
      await until("the scan has begun", async () => (await isScanning.execute(system.ctx.db)).rows[0]);
      await first.end("SIGKILL");
      expect(await statusOf(id)).toBe(409);
      daemon.behaviour = "scans";
      await start();
      await until("the file is given", async () => (await statusOf(id)) === 200);
    } finally {
      for (const indexer of indexers) if (indexer.isAlive()) await indexer.end("SIGTERM");
    }
  });
});
