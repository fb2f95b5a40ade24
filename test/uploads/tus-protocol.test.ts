import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sweepStorage } from "../../indexer/tasks/sweep-storage.ts";
import type { UploadId } from "../../server/ids.ts";
import { openSession } from "../support/acting.ts";
import { blobPlaces } from "../support/blob-places.ts";
import { seedPeople } from "../support/client.ts";
import { signInForCookie } from "../support/patient-client.ts";
import { sha256Of, someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf } from "../support/world.ts";
import {
  addBytes,
  begun,
  finished,
  named,
  offsetOf,
  openPatch,
  send,
  type TusSession,
} from "./tus-requests.ts";

const KiB = 1024;
const MiB = 1024 * KiB;

describe.each(blobPlaces)("a resumable upload, stored as $name", (place) => {
  let system: TestSystem;
  let teacher: TusSession;
  beforeAll(async () => {
    system = await startTestSystem({ environment: await place.environment() });
    await seedPeople(system);
    const { address } = system;
    teacher = { address, cookie: await signInForCookie(address, "sanxiao.teacher") };
  });
  afterAll(async () => {
    await system.stop();
    await place.close();
  });

  const leftBehind = () => readdir(path.join(system.dataDir, "blobs", "partials")).catch(() => []);
  const countOf = async (sha256: string): Promise<number> => {
    let count = 0;
    for await (const blob of system.ctx.blobs.list()) if (blob.sha256 === sha256) count += 1;
    return count;
  };

  test("in several pieces becomes the same upload as one that came at once", async () => {
    const bytes = Buffer.concat([Buffer.from("%PDF-1.7\n"), someBytes(11 * MiB)]);
    const upload = await begun(teacher, bytes.length, "《圆明园的毁灭》导学案.pdf");
    expect(upload).toMatch(/^\/api\/uploads\/tus\/[0-9a-f-]{36}$/);
    let offset = 0;
    for (const size of [1, 6 * MiB, 300 * KiB, bytes.length]) {
      const piece = bytes.subarray(offset, offset + size);
      const reply = await addBytes(teacher, upload, offset, piece);
      offset += piece.length;
      expect([reply.status, reply.headers.get("upload-offset")]).toEqual([204, String(offset)]);
      expect(await offsetOf(teacher, upload)).toBe(offset);
    }
    const { status, body } = await finished(teacher, upload);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: upload.split("/").at(-1),
      name: "《圆明园的毁灭》导学案.pdf",
      mediaType: "application/pdf",
      sizeBytes: bytes.length,
      sha256: sha256Of(bytes),
      warnings: [],
      duplicates: [],
    });
    expect(await countOf(sha256Of(bytes))).toBe(1);
    expect(await leftBehind()).toEqual([]);
  });

  test("says what it is again, however often the last byte's answer is asked for", async () => {
    const bytes = someBytes(70 * KiB);
    const upload = await begun(teacher, bytes.length, "录音.mp3");
    await addBytes(teacher, upload, 0, bytes);
    for (let times = 0; times < 2; times += 1) {
      expect(await offsetOf(teacher, upload)).toBe(bytes.length);
      const again = await addBytes(teacher, upload, bytes.length, Buffer.alloc(0));
      expect(again.status).toBe(204);
      const { body } = await finished(teacher, upload);
      expect(body).toMatchObject({ sha256: sha256Of(bytes), warnings: ["name-mismatch"] });
    }
    expect((await addBytes(teacher, upload, 0, bytes)).status).toBe(409);
  });

  test("can come with its creation", async () => {
    const bytes = someBytes(5000);
    const headers = { "Upload-Length": "5000", "Upload-Metadata": named("一次.bin") };
    const type = { "Content-Type": "application/offset+octet-stream" };
    const reply = await send(teacher, "POST", "/api/uploads/tus", { ...headers, ...type }, bytes);
    expect([reply.status, reply.headers.get("upload-offset")]).toEqual([201, "5000"]);
    const { body } = await finished(teacher, reply.headers.get("location") ?? "");
    expect(body.sha256).toBe(sha256Of(bytes));
  });

  test("keeps what had come when the line broke, and nothing is spliced", async () => {
    const bytes = someBytes(7 * MiB);
    const upload = await begun(teacher, bytes.length);
    let most = 0;
    for (const broken of [MiB, 3 * MiB]) {
      const offset = Number(await offsetOf(teacher, upload));
      const patch = openPatch(teacher, upload, offset, bytes.length - offset);
      await patch.write(bytes.subarray(offset, offset + broken));
      patch.abandon();
      most = offset + broken;
    }
    // What was sent last may still be on its way to the store: then the upload's end has moved, and is asked for again.
    const goOn = async () => {
      const offset = Number(await offsetOf(teacher, upload));
      expect(offset).toBeLessThanOrEqual(most);
      return (await addBytes(teacher, upload, offset, bytes.subarray(offset))).status;
    };
    await expect.poll(goOn, { timeout: 20_000 }).toBe(204);
    expect((await finished(teacher, upload)).body.sha256).toBe(sha256Of(bytes));
  });

  test("is written to by one request at a time: the later one asks the earlier to end", async () => {
    const bytes = someBytes(MiB);
    const upload = await begun(teacher, bytes.length);
    const slow = openPatch(teacher, upload, 0, bytes.length);
    await slow.write(bytes.subarray(0, 100 * KiB));
    const writer = () => system.ctx.db.selectFrom("resumable_upload").select("lock_token").execute();
    await expect.poll(writer).toContainEqual({ lock_token: expect.any(String) });
    const at = Number(await offsetOf(teacher, upload));
    expect(at).toBeLessThanOrEqual(100 * KiB);
    // The slow one has been sent away: what it still sends changes nothing.
    await slow.write(someBytes(50 * KiB)).catch(() => {});
    slow.abandon();
    const [first, second] = await Promise.all([
      addBytes(teacher, upload, at, bytes.subarray(at)),
      addBytes(teacher, upload, at, bytes.subarray(at)),
    ]);
    expect([first.status, second.status].sort()).toEqual([204, 409]);
    expect((await finished(teacher, upload)).body.sha256).toBe(sha256Of(bytes));
  });

  test("of which a chunk is not what was sent takes nothing of it", async () => {
    const bytes = someBytes(300 * KiB);
    const upload = await begun(teacher, bytes.length);
    const checksum = (algorithm: string, of: Buffer) => ({
      "Upload-Checksum": `${algorithm} ${createHash(algorithm).update(of).digest("base64")}`,
    });
    const half = bytes.subarray(0, 150 * KiB);
    const wrong = await addBytes(teacher, upload, 0, half, checksum("sha1", someBytes(9)));
    expect([wrong.status, wrong.body.code]).toEqual([460, "upload.checksum-mismatch"]);
    expect(await offsetOf(teacher, upload)).toBe(0);
    const right = await addBytes(teacher, upload, 0, half, checksum("sha1", half));
    expect(right.status).toBe(204);
    const rest = bytes.subarray(150 * KiB);
    expect((await addBytes(teacher, upload, 150 * KiB, rest, checksum("sha256", rest))).status).toBe(204);
    expect((await finished(teacher, upload)).body.sha256).toBe(sha256Of(bytes));
    const odd = await addBytes(teacher, upload, 0, half, { "Upload-Checksum": "crc32 AAAA" });
    expect([odd.status, odd.body.code]).toEqual([400, "upload.checksum"]);
  });

  test("that is given up is gone, unfinished or finished, with its bytes", async () => {
    const bytes = someBytes(6 * MiB);
    const upload = await begun(teacher, bytes.length);
    await addBytes(teacher, upload, 0, bytes.subarray(0, MiB));
    expect((await send(teacher, "DELETE", upload)).status).toBe(204);
    expect(await offsetOf(teacher, upload)).toBe("status 404");
    expect((await send(teacher, "DELETE", upload)).status).toBe(404);
    expect((await addBytes(teacher, upload, MiB, bytes.subarray(MiB))).status).toBe(404);
    const other = await begun(teacher, 10);
    await addBytes(teacher, other, 0, someBytes(10));
    expect((await send(teacher, "DELETE", other)).status).toBe(204);
    expect((await finished(teacher, other)).status).toBe(404);
    expect(await offsetOf(teacher, other)).toBe("status 404");
    expect(await leftBehind()).toEqual([]);
  });

  const idOf = (upload: string): UploadId => (upload.split("/").at(-1) ?? "") as UploadId;
  const recorded = async (upload: string): Promise<boolean> => {
    const rows = system.ctx.db.selectFrom("resumable_upload").select("id").where("id", "=", idOf(upload));
    return (await rows.executeTakeFirst()) !== undefined;
  };

  test("whose bytes are gone is begun anew, and takes no room meanwhile", async () => {
    const asked = await begun(teacher, MiB);
    await addBytes(teacher, asked, 0, someBytes(1000));
    await system.ctx.blobs.partials.remove(idOf(asked));
    expect((await addBytes(teacher, asked, 1000, someBytes(1000))).status).toBe(404);
    expect(await recorded(asked)).toBe(false);

    const [forgotten, whole] = [await begun(teacher, MiB), await begun(teacher, MiB)];
    await addBytes(teacher, whole, 0, someBytes(1000));
    await system.ctx.blobs.partials.remove(idOf(forgotten));
    await sweepStorage(system.ctx);
    // It may have been begun just now.
    expect(await recorded(forgotten)).toBe(true);
    system.clock.advance(2 * 3600_000);
    await sweepStorage(system.ctx);
    expect([await recorded(forgotten), await recorded(whole)]).toEqual([false, true]);
    await send(teacher, "DELETE", whole);
  });

  test("that the database, restored from before it, does not know any more is begun anew", async () => {
    const bytes = someBytes(MiB);
    const unknown = await begun(teacher, bytes.length);
    await addBytes(teacher, unknown, 0, bytes.subarray(0, 1000));
    await system.ctx.db.deleteFrom("resumable_upload").where("id", "=", idOf(unknown)).execute();
    expect(await offsetOf(teacher, unknown)).toBe("status 404");
    expect((await addBytes(teacher, unknown, 1000, bytes.subarray(1000))).status).toBe(404);

    // Of this one the database knows that it was begun, and not that it was finished.
    const upload = await begun(teacher, bytes.length);
    const row = await system.ctx.db
      .selectFrom("resumable_upload")
      .selectAll()
      .where("id", "=", idOf(upload))
      .executeTakeFirstOrThrow();
    await addBytes(teacher, upload, 0, bytes);
    await system.ctx.db.deleteFrom("upload").where("id", "=", idOf(upload)).execute();
    await system.ctx.db.insertInto("resumable_upload").values(row).execute();
    expect(await offsetOf(teacher, upload)).toBe("status 404");

    const again = await begun(teacher, bytes.length);
    expect((await addBytes(teacher, again, 0, bytes)).status).toBe(204);
    expect((await finished(teacher, again)).body.sha256).toBe(sha256Of(bytes));
    expect(await countOf(sha256Of(bytes))).toBe(1);
    await system.ctx.blobs.partials.remove(idOf(unknown));
  });

  test("that has more bytes than the database knew when it was saved goes on where these end", async () => {
    const bytes = someBytes(MiB);
    const upload = await begun(teacher, bytes.length);
    const rows = () =>
      system.ctx.db.selectFrom("resumable_upload").selectAll().where("id", "=", idOf(upload)).execute();
    const [saved] = await rows();
    await addBytes(teacher, upload, 0, bytes.subarray(0, 5000));
    await system.ctx.db.deleteFrom("resumable_upload").where("id", "=", idOf(upload)).execute();
    await system.ctx.db
      .insertInto("resumable_upload")
      .values(saved as NonNullable<typeof saved>)
      .execute();
    expect((await addBytes(teacher, upload, 0, bytes)).status).toBe(409);
    expect(await offsetOf(teacher, upload)).toBe(5000);
    expect((await addBytes(teacher, upload, 5000, bytes.subarray(5000))).status).toBe(204);
    expect((await finished(teacher, upload)).body.sha256).toBe(sha256Of(bytes));
  });

  test("of which a request says more bytes than come, or sends the same again, is never longer than what came", async () => {
    const bytes = someBytes(300 * KiB);
    const upload = await begun(teacher, bytes.length);
    const lying = openPatch(teacher, upload, 0, bytes.length);
    await lying.write(bytes.subarray(0, 100 * KiB));
    const writer = () =>
      system.ctx.db
        .selectFrom("resumable_upload")
        .select("lock_token")
        .where("id", "=", idOf(upload))
        .execute();
    await expect.poll(writer).toEqual([{ lock_token: expect.any(String) }]);
    // Again from the start, while the first has not ended: what the first has brought is not taken twice.
    const again = await addBytes(teacher, upload, 0, bytes);
    lying.abandon();
    if (again.status !== 204) {
      expect([409, 423]).toContain(again.status);
      const goOn = async () => {
        const offset = Number(await offsetOf(teacher, upload));
        expect(offset).toBeLessThanOrEqual(100 * KiB);
        return (await addBytes(teacher, upload, offset, bytes.subarray(offset))).status;
      };
      await expect.poll(goOn, { timeout: 20_000 }).toBe(204);
    }
    expect((await finished(teacher, upload)).body).toMatchObject({
      sha256: sha256Of(bytes),
      sizeBytes: bytes.length,
    });
  });

  test("nobody has gone on with for seven days is gone, with its bytes; a younger one stays", async () => {
    const old = await begun(teacher, MiB);
    await addBytes(teacher, old, 0, someBytes(1000));
    const later = { ...teacher, cookie: await openSession(system, personOf("sanxiao.teacher").id) };
    system.clock.advance(3 * 24 * 3600_000);
    const young = await begun(later, MiB);
    await addBytes(later, young, 0, someBytes(1000));
    const expires = (await send(later, "HEAD", old)).headers.get("upload-expires") ?? "";
    expect(expires).toMatch(/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/);
    system.clock.set(new Date(Date.parse(expires) + 1000));
    expect(await offsetOf(later, old)).toBe("status 404");
    expect((await addBytes(later, old, 1000, someBytes(1000))).status).toBe(404);
    await sweepStorage(system.ctx);
    expect(await offsetOf(later, young)).toBe(1000);
    const id = old.split("/").at(-1) ?? "";
    expect(await system.ctx.blobs.partials.offset(id)).toBeNull();
    await send(later, "DELETE", young);
    expect(await leftBehind()).toEqual([]);
  });
});
