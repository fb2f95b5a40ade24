import { afterAll, beforeAll, expect, test } from "vitest";
import { createPreviewer } from "../../indexer/preview/index.ts";
import { makePreview } from "../../indexer/tasks/make-preview.ts";
import { readForgottenFiles } from "../../indexer/tasks/read-forgotten-files.ts";
import { sweepStorage } from "../../indexer/tasks/sweep-storage.ts";
import type { Sha256 } from "../../server/ids.ts";
import { forgetPreviews } from "../../server/modules/resources/index.ts";
import { listRecordedBlobs, verifyBlobs } from "../../server/modules/storage/index.ts";
import { type Client, createDraft, publish, seedPeople, signedIn } from "../support/client.ts";
import { twoPages } from "../support/preview-files.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;

beforeAll(async () => {
  system = await startTestSystem({ previewer: {} });
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

/** The sweep of a day when uploads have expired and nothing is too fresh to go. */
const sweepLater = () => {
  const later = new Date(system.clock.now().getTime() + 10 * 24 * 3600_000);
  return sweepStorage({ ...system.ctx, clock: { now: () => later } });
};

const storedBlobs = async (): Promise<Set<Sha256>> => {
  const stored = new Set<Sha256>();
  for await (const { sha256 } of system.ctx.blobs.list()) stored.add(sha256);
  return stored;
};

const packOf = async (sha256: string): Promise<Sha256 | null> =>
  (
    await system.ctx.db
      .selectFrom("file_preview")
      .select("pack_sha256")
      .where("sha256", "=", sha256 as Sha256)
      .executeTakeFirst()
  )?.pack_sha256 ?? null;

const publishPdf = async (title: string) => {
  const files = [{ name: `${title}.pdf`, bytes: twoPages(title) }];
  const resource = await publish(teacher, unitOf("group1").id, { title, files });
  await system.runJobs();
  return {
    sha256: resource.files[0].sha256 as Sha256,
    at: `/api/resources/${resource.id}/files/${resource.files[0].id}/preview`,
  };
};

test("the sweep keeps the pictures of files that are there, and the verifier reads them", async () => {
  const { sha256, at } = await publishPdf("留着");
  const pack = await packOf(sha256);
  await sweepLater();
  await teacher.get(`${at}/2/view`).expect(200);
  const seen = new Map<string, string>();
  await verifyBlobs({
    blobs: system.ctx.blobs,
    expected: listRecordedBlobs(system.ctx.db),
    onResult: ({ sha256, state }) => void seen.set(sha256, state),
  });
  expect(seen.get(pack as string)).toBe("ok");
  expect([...seen.values()].filter((state) => state !== "ok")).toEqual([]);
});

test("pictures of a file that nothing refers to any more go with it", async () => {
  const files = [{ name: "弃用.pdf", bytes: twoPages("弃用") }];
  const draft = await createDraft(teacher, { title: "弃用", files });
  const sha256 = draft.files[0].sha256 as Sha256;
  const previewer = createPreviewer();
  await makePreview(system.ctx, previewer, { sha256 });
  previewer.close();
  const pack = (await packOf(sha256)) as Sha256;
  expect(await storedBlobs()).toContain(pack);
  await teacher.patch(`/api/resources/${draft.id}`).send({ files: [] }).expect(200);
  await sweepLater();
  await sweepLater();
  expect(await packOf(sha256)).toBeNull();
  const stored = await storedBlobs();
  expect([stored.has(sha256), stored.has(pack)]).toEqual([false, false]);
});

test("pictures that were forgotten, or found damaged, are made again", async () => {
  const { sha256, at } = await publishPdf("再做");
  expect(await forgetPreviews(system.ctx.db, "lacking")).toBe(0);
  await system.ctx.db
    .updateTable("blob")
    .set({ condition: "altered" })
    .where("sha256", "=", (await packOf(sha256)) as Sha256)
    .execute();
  expect(await forgetPreviews(system.ctx.db, "lacking")).toBe(1);
  expect((await teacher.get(at).expect(200)).body.status).toBe("waiting");
  await readForgottenFiles(system.ctx);
  await system.runJobs();
  expect((await teacher.get(at).expect(200)).body.status).toBe("ready");
  expect(await forgetPreviews(system.ctx.db, "all")).toBeGreaterThan(0);
});
