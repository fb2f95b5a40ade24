import { readdir } from "node:fs/promises";
import { get, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publish, seedPeople, signedIn } from "../support/client.ts";
import { signInForCookie } from "../support/patient-client.ts";
import { environmentOf, type RunningPart, startPart } from "../support/processes.ts";
import { startSlowUpload } from "../support/slow-upload.ts";
import { bytesOf, sha256Of, someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";
import { checkInvariants } from "./check-invariants.ts";

const MiB = 1024 * 1024;
let system: TestSystem;
let server: RunningPart;
let cookie: string;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  cookie = await signInForCookie(system.address, "sanxiao.teacher");
});
afterAll(async () => {
  if (server?.isAlive()) await server.end("SIGKILL");
  await system.stop();
});

const startDownload = (path: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(`${server.address}${path}`, { headers: { cookie } }, resolve).once("error", reject);
  });

describe("a server asked to stop while four files come and four go", () => {
  it("lets them end, refuses what is new with 503, and ends itself in order", async () => {
    const title = "下载到一半";
    const bytes = someBytes(24 * MiB);
    const author = await signedIn(system, "sanxiao.teacher");
    const files = [{ name: "大.bin", bytes }];
    const { id, files: published } = await publish(author, unitOf("group1").id, { title, files });
    // Longer than this test waits: what is still open when all is answered must not hold up the end.
    server = await startPart("server", { ...environmentOf(system), SHUTDOWN_GRACE_MS: "600000" });

    const path = `/api/resources/${id}/files/${published[0].id}`;
    const downloads = await Promise.all(Array.from({ length: 4 }, () => startDownload(path)));
    expect(downloads.map((reply) => reply.statusCode)).toEqual([200, 200, 200, 200]);
    const uploads = Array.from({ length: 4 }, () =>
      startSlowUpload(server.address, cookie, someBytes(4 * MiB)),
    );
    await Promise.all(uploads.map((upload) => upload.send(MiB)));
    const staging = join(system.ctx.config.blobs.directory, "staging");
    await until("the uploads to be under way", async () => (await readdir(staging)).length === 4);

    const ended = server.end("SIGTERM");
    const list = () => fetch(`${server.address}/api/resources`, { headers: { cookie } });
    await until("new requests to be refused", async () => (await list()).status !== 200);
    const refused = await list();
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("connection")).toBe("close");
    expect(await refused.json()).toMatchObject({ status: 503, code: "server.draining" });
    expect(server.isAlive()).toBe(true);
    const hashes = await Promise.all(downloads.map(async (reply) => sha256Of(await bytesOf(reply))));
    expect(new Set(hashes)).toEqual(new Set([sha256Of(bytes)]));
    for (const upload of uploads)
      expect(await upload.finish()).toEqual({ status: 201, sha256: upload.sha256 });
    expect(await ended).toBe(0);

    server = await startPart("server", environmentOf(system));
    const acknowledged = [{ title, resourceId: id, sha256: sha256Of(bytes) }];
    await checkInvariants({ system, address: server.address, cookie, acknowledged });
  }, 120_000);
});

describe("a server asked to stop while an upload stands still", () => {
  it("waits for it no longer than it was told to", async () => {
    server = await startPart("server", { ...environmentOf(system), SHUTDOWN_GRACE_MS: "500" });
    const upload = startSlowUpload(server.address, cookie, someBytes(MiB));
    await upload.send(1000);
    const staging = join(system.ctx.config.blobs.directory, "staging");
    await until("the upload to be under way", async () => (await readdir(staging)).length === 1);
    expect(await server.end("SIGTERM")).toBe(0);
    await expect(upload.finish()).rejects.toThrow();
  });
});
