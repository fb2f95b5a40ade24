import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweepStorage } from "../../indexer/tasks/sweep-storage.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

const MiB = 1024 * 1024;
let system: TestSystem;
let author: Client;
let disk: string;

/** A disk of 20 MB in the place of the blob store; null where we may not mount one. */
const mountSmallDisk = (directory: string): boolean => {
  mkdirSync(directory, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=20m", "tmpfs", directory], { stdio: "ignore" });
    return true;
  } catch {
    console.warn("SKIPPED: a blob store whose disk is full, since only root may mount a small one");
    return false;
  }
};

let isMounted = false;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  disk = system.ctx.config.blobs.directory;
  isMounted = mountSmallDisk(disk);
});
afterAll(async () => {
  if (isMounted) execFileSync("umount", [disk]);
  await system.stop();
});

const upload = (bytes: number) => author.post("/api/uploads").attach("file", someBytes(bytes), "大.bin");
const remount = (how: string) => execFileSync("mount", ["-o", `remount,${how}`, disk]);

describe("a disk that is full", () => {
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
