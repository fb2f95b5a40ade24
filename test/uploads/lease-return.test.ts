import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { UploadId } from "../../server/ids.ts";
import { returnLease, takeLease } from "../../server/modules/resources/lease-store.ts";
import { seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
let id: UploadId;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  const teacher = await signedIn(system, "sanxiao.teacher");
  const begun = await teacher
    .post("/api/uploads/tus")
    .set({ "Tus-Resumable": "1.0.0", "Upload-Length": "5", "Upload-Metadata": "filename YS50eHQ=" })
    .expect(201);
  id = begun.headers.location?.split("/").at(-1) as UploadId;
});
afterAll(() => system.stop());

it("a lease is returned without waiting for the disk, and only that: what follows is waited for again", async () => {
  const isOnDisk = await system.ctx.db.connection().execute(async (db) => {
    const found: boolean[] = [];
    // As where data are to be kept; the tests' own have no need of it.
    await sql`set synchronous_commit = on`.execute(db);
    // Another may have had it all put on the disk by chance, though not each time.
    for (let round = 0; round < 30; round += 1) {
      const token = randomUUID();
      expect(await takeLease(db, id, token, 6000)).toBe(true);
      await returnLease(db, id, token);
      const { rows } = await sql<{ is_on_disk: boolean }>`
        select pg_current_wal_insert_lsn() <= pg_current_wal_flush_lsn() as is_on_disk`.execute(db);
      found.push(rows[0]?.is_on_disk ?? true);
    }
    const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(db);
    expect(rows).toEqual([{ synchronous_commit: "on" }]);
    await sql`reset synchronous_commit`.execute(db);
    return found;
  });
  expect(isOnDisk).toContain(false);
});

it("a lease is returned by nobody but who has it", async () => {
  const token = randomUUID();
  expect(await takeLease(system.ctx.db, id, token, 60_000)).toBe(true);
  await returnLease(system.ctx.db, id, randomUUID());
  expect(await takeLease(system.ctx.db, id, randomUUID(), 6000)).toBe(false);
  await returnLease(system.ctx.db, id, token);
  expect(await takeLease(system.ctx.db, id, randomUUID(), 6000)).toBe(true);
});
