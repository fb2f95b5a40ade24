import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweepStorage } from "../../indexer/tasks/sweep-storage.ts";
import { type Client, createDraft, publish, seedPeople, signedIn } from "../support/client.ts";
import { mountSmallDisk, onSmallTemporaryDisk } from "../support/mount-small-disk.ts";
import { startOwnPostgres } from "../support/own-postgres.ts";
import { signInForCookie } from "../support/patient-client.ts";
import { sha256Of, someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";
import { addBytes, begun, finished, offsetOf, type TusSession } from "../uploads/tus-requests.ts";

const MiB = 1024 * 1024;
let system: TestSystem;
let author: Client;
let disk: string;
let resuming: TusSession;

let isMounted = false;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  resuming = { address: system.address, cookie: await signInForCookie(system.address, "sanxiao.teacher") };
  disk = system.ctx.config.blobs.directory;
  isMounted = mountSmallDisk(disk, 20);
});
afterAll(async () => {
  if (isMounted) execFileSync("umount", [disk]);
  await system.stop();
});

const upload = (bytes: number) => author.post("/api/uploads").attach("file", someBytes(bytes), "大.bin");
const remount = (how: string, where = disk) => execFileSync("mount", ["-o", `remount,${how}`, where]);

describe("the disk of the files that is full", () => {
  it("refuses an upload with 507 and keeps nothing of it; everything else goes on", async (test) => {
    test.skip(!isMounted);
    const files = [{ name: "小.bin", bytes: someBytes(4 * MiB) }];
    const kept = await publish(author, unitOf("group1").id, { title: "先来的", files });
    const refused = await upload(30 * MiB);
    expect(refused).toMatchObject({ status: 507, body: { status: 507, code: "storage.full" } });
    expect(refused.headers["content-type"]).toMatch("application/problem+json");
    expect(await readdir(join(disk, "staging"))).toEqual([]);
    const got = await author.get(`/api/resources/${kept.id}/files/${kept.files[0].id}`).expect(200);
    expect(Buffer.compare(got.body, files[0]?.bytes ?? Buffer.alloc(0))).toBe(0);
    await author.patch(`/api/resources/${kept.id}`).send({ title: "改得了" }).expect(200);
    await author.get("/api/search").query({ q: "先来的" }).expect(200);
  });

  it("takes uploads again as soon as there is room, without a restart", async (test) => {
    test.skip(!isMounted);
    const taken: string[] = [];
    for (;;) {
      const reply = await upload(4 * MiB);
      if (reply.status === 507) break;
      expect(reply.status).toBe(201);
      taken.push(reply.body.id);
    }
    expect(taken.length).toBeGreaterThan(0);
    for (const id of taken) await author.delete(`/api/uploads/${id}`).expect(204);
    await sweepStorage({ ...system.ctx, clock: { now: () => new Date(Date.now() + 49 * 3600_000) } });
    expect((await upload(4 * MiB)).status).toBe(201);
  });

  it("keeps of a resumable upload what there was room for, and takes the rest when there is room", async (test) => {
    test.skip(!isMounted);
    const bytes = someBytes(16 * MiB);
    const path = await begun(resuming, bytes.length);
    const refused = await addBytes(resuming, path, 0, bytes);
    remount("size=40m");
    expect(refused).toMatchObject({ status: 507, body: { code: "storage.full" } });
    const offset = Number(await offsetOf(resuming, path));
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThan(bytes.length);
    expect((await addBytes(resuming, path, offset, bytes.subarray(offset))).status).toBe(204);
    expect((await finished(resuming, path)).body.sha256).toBe(sha256Of(bytes));
  });

  it("when it can only be read: uploads are refused with 503, downloads are not", async (test) => {
    test.skip(!isMounted);
    remount("ro");
    try {
      expect(await upload(MiB)).toMatchObject({ status: 503, body: { code: "storage.unavailable" } });
      const { body } = await author.get("/readyz").expect(503);
      expect(body.parts).toMatchObject({ blobs: "down", database: "up" });
      const mine = await author.get("/api/resources?view=mine").expect(200);
      const seen = await author.get(`/api/resources/${mine.body.items[0].id}`).expect(200);
      await author.get(`/api/resources/${seen.body.id}/files/${seen.body.files[0].id}`).expect(200);
    } finally {
      remount("rw");
    }
    expect((await upload(MiB)).status).toBe(201);
  });
});

describe("the disk of temporary files that is full", () => {
  const temporary = onSmallTemporaryDisk(() => system.dataDir);

  it("keeps a file from being read until there is room, and nothing else", async (test) => {
    test.skip(!temporary.isSmall);
    const bytes = Buffer.from("满山遍野的映山红。".repeat(100_000));
    const files = [{ name: "长文.txt", bytes }];
    const { id } = await publish(author, unitOf("group1").id, { title: "读不下的长文", files });
    await system.runJobs();
    const textOf = async () => (await author.get(`/api/resources/${id}`).expect(200)).body.files[0].text;
    expect(await textOf()).toMatchObject({ status: "waiting" });
    expect(await readdir(temporary.directory)).toEqual([]);
    const { body } = await author.get("/api/search").query({ q: "读不下的长文" }).expect(200);
    expect(body).toMatchObject({ degraded: false, hits: [{ resource: { id } }] });
    remount("size=20m", temporary.directory);
    await system.connection.pool.query(
      "update graphile_worker._private_jobs set run_at = now() where key like 'text:%'",
    );
    await system.runJobs();
    expect(await textOf()).toMatchObject({ status: "ready" });
  });

  it("refuses a chunk with a checksum with 507 and keeps nothing of it; it is taken when there is room", async (test) => {
    test.skip(!temporary.isSmall);
    const bytes = someBytes(3 * MiB);
    const path = await begun(resuming, bytes.length);
    const digest = createHash("sha1").update(bytes).digest("base64");
    const send = () => addBytes(resuming, path, 0, bytes, { "Upload-Checksum": `sha1 ${digest}` });
    expect(await send()).toMatchObject({ status: 507, body: { code: "storage.full" } });
    expect(await readdir(temporary.directory)).toEqual([]);
    expect(await offsetOf(resuming, path)).toBe(0);
    remount("size=20m", temporary.directory);
    expect((await send()).status).toBe(204);
    expect((await finished(resuming, path)).body.sha256).toBe(sha256Of(bytes));
  });
});

describe("the disk of the database that is full", () => {
  it("refuses what is written with 507, goes on showing what there is, and takes it when there is room, without a restart", async (test) => {
    let home = "";
    let isSmall = false;
    const postgres = await startOwnPostgres((directory) => {
      home = directory;
      isSmall = mountSmallDisk(directory, 300);
      chmodSync(directory, 0o755);
      return () => isSmall && execFileSync("umount", [directory]);
    });
    const small = await startTestSystem({ database: postgres });
    try {
      test.skip(!isSmall);
      await seedPeople(small);
      const teacher = await signedIn(small, "sanxiao.teacher");
      const kept = await createDraft(teacher);
      // Its log has room for what follows: without that PostgreSQL ends, which database-restarted.test.ts is about.
      await small.connection.pool.query("select pg_switch_wal()");
      await createDraft(teacher);
      const ballast = join(home, "ballast");
      const fill = () =>
        execFileSync("sh", ["-c", `cat /dev/zero >> ${ballast} || true`], { stdio: "ignore" });
      fill();
      const write = () =>
        teacher
          .post("/api/resources")
          .send({ title: "写到满", kind: "lesson-plan", files: [], summary: someBytes(600).toString("hex") });
      let refused = await write();
      for (let count = 0; count < 500 && refused.status === 201; count += 1) refused = await write();
      expect(refused).toMatchObject({ status: 507, body: { code: "storage.full" } });
      await teacher.get(`/api/resources/${kept.id}?draft=true`).expect(200);
      await teacher.get("/api/resources?view=mine").expect(200);
      await teacher.get("/readyz").expect(200);
      rmSync(ballast);
      await write().expect(201);
      await teacher.patch(`/api/resources/${kept.id}`).send({ title: "又写得了" }).expect(200);
    } finally {
      await small.stop();
      await postgres.stop();
    }
  });
});
