import { createHash } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scanForgottenFiles } from "../../indexer/tasks/scan-forgotten-files.ts";
import { listBlobsToScan } from "../../server/modules/resources/index.ts";
import { blobsToScan } from "../../server/modules/resources/scan-store.ts";
import { type Client, publish, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { type FakeClamd, startFakeClamd } from "../support/fake-clamd.ts";
import { twoPages } from "../support/preview-files.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let daemon: FakeClamd;
let system: TestSystem;
let author: Client;

beforeAll(async () => {
  daemon = await startFakeClamd();
  system = await startTestSystem({ environment: daemon.environment, previewer: {} });
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
});
afterAll(async () => {
  await system.stop();
  await daemon.goAway();
});

const usual = { statuses: ["waiting", "unscanned"], limit: 1000 } as const;

test("what is yet to be scanned is found by an index of its own, however many files have been", async () => {
  await sql`insert into blob (sha256, size_bytes, media_type, scan_status)
    select encode(sha256(n::text::bytea), 'hex'), 1, 'text/plain', 'clean' from generate_series(1, 20000) n`.execute(
    system.ctx.db,
  );
  await sql`analyze blob`.execute(system.ctx.db);
  const { rows } = await sql<{ "QUERY PLAN": string }>`explain ${blobsToScan(usual)}`.execute(system.ctx.db);
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain("blob_to_scan");
  expect(plan).not.toMatch(/Seq Scan on blob|using blob_pkey/);
});

test("pictures that were made here are not scanned, until somebody brings the same bytes", async () => {
  const files = [{ name: "两页.pdf", bytes: twoPages("两页") }];
  await publish(author, unitOf("group1").id, { files });
  await system.runJobs();
  const { pack_sha256: packSha256 } = await system.ctx.db
    .selectFrom("file_preview")
    .select("pack_sha256")
    .executeTakeFirstOrThrow();
  if (!packSha256) throw new Error("no pictures were made");
  expect(await listBlobsToScan(system.ctx.db, usual)).toEqual([]);
  const chunks = await (await system.ctx.blobs.read(packSha256)).toArray();
  const pack = Buffer.concat(chunks);
  expect(createHash("sha256").update(pack).digest("hex")).toBe(packSha256);
  await uploadFile(author, "图片.bin", pack);
  expect(await listBlobsToScan(system.ctx.db, usual)).toEqual([packSha256]);
  const { streams } = daemon;
  await scanForgottenFiles(system.ctx);
  await system.runJobs();
  expect(daemon.streams).toBe(streams + 1);
  expect(await listBlobsToScan(system.ctx.db, usual)).toEqual([]);
});

test("while an author's new version waits for its scan, its card names no picture that would be refused", async () => {
  const files = [{ name: "封面.pdf", bytes: twoPages("封面") }];
  const { id } = await publish(author, unitOf("group1").id, { title: "有封面的", files });
  await system.runJobs();
  const colleague = await signedIn(system, "yixiao.teacher");
  const thumbnailOf = async (address: string) => {
    const { body } = await colleague.get(address).expect(200);
    return (body.hits?.[0]?.resource ?? body).thumbnail;
  };
  const search = encodeURI("/api/search?q=有封面的");
  expect(await thumbnailOf(search)).not.toBeNull();
  const uploadId = await uploadFile(author, "封面.pdf", twoPages("封面"));
  await author
    .patch(`/api/resources/${id}`)
    .send({ files: [{ uploadId }] })
    .expect(200);
  await author
    .post(`/api/resources/${id}/publish`)
    .send({ sharedWith: unitOf("group1").id })
    .expect(200);
  expect(await thumbnailOf(search)).toBeNull();
  expect(await thumbnailOf(`/api/resources/${id}`)).toBeNull();
  await system.runJobs();
  const { address } = await thumbnailOf(search);
  await colleague.get(address).expect(200);
});
