import { afterAll, beforeAll, expect, it } from "vitest";
import { runIndexer } from "../../indexer/run-indexer.ts";
import type { Sha256 } from "../../server/ids.ts";
import { type Client, publish, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { makeZip } from "../support/make-zip.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;

beforeAll(async () => {
  system = await startTestSystem({ environment: { INDEXER_CONCURRENCY: "1" } });
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

const countTexts = async (): Promise<number> =>
  (await system.ctx.db.selectFrom("file_text").select("sha256").execute()).length;

it("files are read while archives are unpacked, and archives are unpacked one after the other", async () => {
  const archives = await Promise.all(
    ["甲", "乙", "丙"].map((bytes) =>
      uploadFile(teacher, `${bytes}.zip`, makeZip([{ name: `${bytes}.txt`, bytes }])),
    ),
  );
  for (const id of archives) await teacher.post(`/api/uploads/${id}/unpacking`).expect(202);
  const zips = await system.ctx.db
    .selectFrom("upload")
    .select("sha256")
    .where("id", "in", archives as never[])
    .execute();
  const released = Promise.withResolvers<void>();
  const held: Sha256[] = [];
  const { blobs } = system.ctx;
  /** Archives so large that they are still being copied. */
  const read = async (...[sha256, ...more]: Parameters<typeof blobs.read>) => {
    if (zips.some((zip) => zip.sha256 === sha256)) {
      held.push(sha256);
      await released.promise;
    }
    return blobs.read(sha256, ...more);
  };
  const slow = new Proxy(blobs, {
    get: (store, name: keyof typeof blobs) =>
      name === "read" ? read : (store[name] as () => unknown).bind(store),
  });
  const indexer = await runIndexer({ ...system.ctx, blobs: slow }, system.connection.pool);
  try {
    await until("an archive to be copied", () => held.length > 0);
    const files = [{ name: "教案.txt", bytes: Buffer.from("朗读课文") }];
    await publish(teacher, unitOf("group1").id, { title: "教案", files });
    await until("the file to be read", async () => (await countTexts()) > 0, 20_000);
    expect(held).toHaveLength(1);
  } finally {
    released.resolve();
    await indexer.stop();
  }
}, 60_000);
