import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Context } from "../../server/context.ts";
import { Locked } from "../../server/errors.ts";
import type { UploadId } from "../../server/ids.ts";
import { RunningHashes } from "../../server/modules/resources/running-hashes.ts";
import { exchange, findTusSubject } from "../../server/modules/resources/tus-exchange.ts";
import { type TusParts, tusPath } from "../../server/modules/resources/tus-server.ts";
import { type Lease, leaseMs, UploadLeases } from "../../server/modules/resources/upload-leases.ts";
import { createChunkVerifier } from "../../server/modules/storage/index.ts";
import { actAs } from "../support/acting.ts";
import { seedPeople } from "../support/client.ts";
import { signInForCookie } from "../support/patient-client.ts";
import { sha256Of, someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { addBytes, begun, finished, offsetOf, type TusSession } from "./tus-requests.ts";

const MiB = 1024 * 1024;

/** Leases that tell the last one taken. */
class WatchedLeases extends UploadLeases {
  last: Lease | undefined;

  override async take(...of: Parameters<UploadLeases["take"]>): Promise<Lease> {
    this.last = await super.take(...of);
    return this.last;
  }
}

let system: TestSystem;
let ctx: Context;
/** Somebody whose requests come to another server. */
let elsewhere: TusSession;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  elsewhere = { address: system.address, cookie: await signInForCookie(system.address, "sanxiao.teacher") };
  ctx = await actAs(system.ctx, "sanxiao.teacher");
});
afterAll(() => system.stop());

/** What the server shares among its requests that is going to lose its lease. */
let parts: TusParts & { leases: WatchedLeases };
beforeEach(() => {
  const verifyChunk = createChunkVerifier(64 * MiB);
  parts = { leases: new WatchedLeases(), hashes: new RunningHashes(), verifyChunk };
});
afterEach(() => void vi.restoreAllMocks());

const beginUpload = async (sizeBytes: number) => {
  const path = await begun(elsewhere, sizeBytes);
  return { path, id: path.split("/").at(-1) as UploadId };
};

/** The lease as another server takes it, once it has run out here; answers how that gives it back. */
const takeOver = async (id: UploadId): Promise<() => Promise<void>> => {
  const set = (lock_token: string | null, locked_until: Date | null) =>
    system.ctx.db
      .updateTable("resumable_upload")
      .set({ lock_token, locked_until })
      .where("id", "=", id)
      .execute();
  await set(randomUUID(), new Date("2099-01-01"));
  return async () => void (await set(null, null));
};

/** A PATCH to the server, which goes on as it is told. */
const openPatch = async (id: UploadId, offset: number) => {
  const body = new TransformStream<Uint8Array, Uint8Array>();
  const writer = body.writable.getWriter();
  const request = new Request(`http://127.0.0.1${tusPath}/${id}`, {
    method: "PATCH",
    headers: {
      "Tus-Resumable": "1.0.0",
      "Upload-Offset": String(offset),
      "Content-Type": "application/offset+octet-stream",
    },
    body: body.readable,
    duplex: "half",
  } as RequestInit);
  const subject = await findTusSubject(ctx, id);
  const outcome = exchange(ctx, parts, request, { subject, checksum: null }).then(
    ({ response }) => response.status,
    (error: unknown) => error,
  );
  const write = (bytes: Buffer) => void writer.write(new Uint8Array(bytes)).catch(() => {});
  return { outcome, write, end: () => void writer.close().catch(() => {}) };
};

const storedOf = (id: UploadId) => system.ctx.blobs.partials.offset(id);

test("a server whose lease has run out writes no further byte, though nobody told it", async () => {
  const bytes = someBytes(8 * MiB);
  const { id, path } = await beginUpload(bytes.length);
  const patch = await openPatch(id, 0);
  patch.write(bytes.subarray(0, 2 * MiB));
  await expect.poll(() => storedOf(id)).toBe(2 * MiB);
  const giveBack = await takeOver(id);
  const now = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => now() + leaseMs);
  patch.write(someBytes(2 * MiB));
  patch.end();
  expect(await patch.outcome).toBeInstanceOf(Locked);
  expect(await storedOf(id)).toBe(2 * MiB);
  vi.restoreAllMocks();
  await giveBack();
  const offset = Number(await offsetOf(elsewhere, path));
  expect((await addBytes(elsewhere, path, offset, bytes.subarray(offset))).status).toBe(204);
  expect((await finished(elsewhere, path)).body.sha256).toBe(sha256Of(bytes));
});

test("what it had not written when it learns of its loss is not written", async () => {
  const bytes = someBytes(200_000);
  const { id } = await beginUpload(bytes.length);
  const patch = await openPatch(id, 0);
  patch.write(bytes.subarray(0, 100_000));
  await expect.poll(() => parts.leases.last?.isHeld()).toBe(true);
  await takeOver(id);
  await expect.poll(() => parts.leases.last?.isHeld(), { timeout: 10_000 }).toBe(false);
  expect(await patch.outcome).toBeInstanceOf(Locked);
  expect(await storedOf(id)).toBe(0);
});

test("one that loses its lease with all bytes stored does not make an upload of them", async () => {
  const bytes = someBytes(1000);
  const { id, path } = await beginUpload(bytes.length);
  let giveBack = async () => {};
  parts.hashes.finish = async function (...of) {
    const sha256 = await RunningHashes.prototype.finish.apply(this, of);
    giveBack = await takeOver(id);
    return sha256;
  };
  const patch = await openPatch(id, 0);
  patch.write(bytes);
  patch.end();
  expect(await patch.outcome).toBeInstanceOf(Locked);
  expect((await findTusSubject(ctx, id)).state).toBe("unfinished");
  await giveBack();
  expect(await offsetOf(elsewhere, path)).toBe(bytes.length);
  expect((await finished(elsewhere, path)).body.sha256).toBe(sha256Of(bytes));
});
