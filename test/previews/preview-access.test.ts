import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sha256 } from "../../server/ids.ts";
import { blobJobKey } from "../../server/jobs.ts";
import { forgetPreviews } from "../../server/modules/resources/index.ts";
import { anonymous, type Client, createDraft, publish, seedPeople, signedIn } from "../support/client.ts";
import { twoPages } from "../support/preview-files.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let stranger: Client;

beforeAll(async () => {
  system = await startTestSystem({ previewer: {} });
  await seedPeople(system);
  [teacher, stranger] = await Promise.all([
    signedIn(system, "sanxiao.teacher"),
    signedIn(system, "erxiao.teacher"),
  ]);
});
afterAll(() => system.stop());

const files = (title: string) => [{ name: `${title}.pdf`, bytes: twoPages(title) }];
const previewOf = (resource: { id: string; files: { id: string }[] }) =>
  `/api/resources/${resource.id}/files/${resource.files[0]?.id}/preview`;

test("pictures may be seen by those who may read the file, and are unknown to all others", async () => {
  const resource = await publish(teacher, unitOf("sanxiao").id, { title: "校内", files: files("校内") });
  await system.runJobs();
  const colleague = await signedIn(system, "sanxiao.math");
  for (const below of ["", "/1/thumbnail", "/2/screen"]) {
    await colleague.get(previewOf(resource) + below).expect(200);
    await stranger.get(previewOf(resource) + below).expect(404);
    await anonymous(system)
      .get(previewOf(resource) + below)
      .expect(404);
  }
  await teacher.put(`/api/resources/${resource.id}/sharing`).send({ sharedWith: "public" }).expect(403);
  await teacher.post(`/api/resources/${resource.id}/archive`).expect(200);
  const { etag } = (await teacher.get(`${previewOf(resource)}/1/view`).expect(200)).headers;
  await colleague
    .get(`${previewOf(resource)}/1/view`)
    .set("If-None-Match", etag as string)
    .expect(404);
});

test("what another group published does not show in pictures being there before the indexer has come to them", async () => {
  await publish(stranger, "private", { title: "别的集团", files: files("同样的讲义") });
  await system.runJobs();
  const draft = await createDraft(teacher, { title: "讲义", files: files("同样的讲义") });
  expect((await teacher.get(previewOf(draft)).expect(200)).body).toMatchObject({
    status: "waiting",
    stage: "queued",
  });
  await teacher.get(`${previewOf(draft)}/1/thumbnail`).expect(404);
  const shareWith = { sharedWith: unitOf("group1").id };
  const mine = (await teacher.post(`/api/resources/${draft.id}/publish`).send(shareWith).expect(200)).body;
  expect(mine.files[0].preview).toMatchObject({ status: "waiting", hasPictures: false });
  await teacher.get(`${previewOf(mine)}/1/thumbnail`).expect(404);
  expect((await teacher.get(`/api/resources/${mine.id}`).expect(200)).body.thumbnail).toBeNull();
  await system.runJobs();
  expect((await teacher.get(previewOf(mine)).expect(200)).body.status).toBe("ready");

  const next = await teacher.patch(`/api/resources/${mine.id}`).send({ title: "讲义（二）" }).expect(200);
  expect(next.body.files[0].preview.status).toBe("ready");
});

const draftCard = async (id: string) => {
  const { items } = (await teacher.get("/api/resources?view=drafts&limit=100").expect(200)).body;
  return items.find((card: { id: string }) => card.id === id);
};
const place = (sha256: string) =>
  system.ctx.db
    .selectFrom(sql<{ key: string; priority: number }>`graphile_worker.jobs`.as("job"))
    .select("job.priority")
    .where("job.key", "=", blobJobKey("make-preview", sha256 as Sha256))
    .executeTakeFirst();

test("a draft's pictures are its author's alone, and are there at once when it is published", async () => {
  const draft = await createDraft(teacher, { title: "没有发布", files: files("没有发布") });
  const { sha256 } = draft.files[0];
  const behind = await place(sha256);
  expect((await draftCard(draft.id)).thumbnail).toBeNull();
  await system.runJobs();
  expect((await teacher.get(previewOf(draft)).expect(200)).body).toMatchObject({
    status: "ready",
    pageCount: 2,
  });
  for (const below of ["", "/1/thumbnail", "/2/screen"]) {
    await teacher.get(previewOf(draft) + below).expect(200);
    for (const other of [stranger, await signedIn(system, "sanxiao.math"), anonymous(system)])
      await other.get(previewOf(draft) + below).expect(404);
  }
  const { thumbnail } = await draftCard(draft.id);
  await teacher.get(thumbnail.address).expect(200);
  const shareWith = { sharedWith: unitOf("sanxiao").id };
  const made = (await teacher.post(`/api/resources/${draft.id}/publish`).send(shareWith).expect(200)).body;
  expect(made.files[0].preview).toMatchObject({ status: "ready", hasPictures: true });
  const other = await publish(teacher, "private", { title: "已经发布", files: files("已经发布") });
  expect((await place(other.files[0].sha256))?.priority).toBeLessThan(behind?.priority ?? 0);
});

test("a draft's pictures are not another's with the same bytes before the indexer has come to that one", async () => {
  const mine = await createDraft(teacher, { title: "同文一", files: files("同文") });
  await system.runJobs();
  await teacher.get(`${previewOf(mine)}/1/thumbnail`).expect(200);
  const theirs = await createDraft(stranger, { title: "同文二", files: files("同文") });
  await stranger.get(`${previewOf(theirs)}/1/thumbnail`).expect(404);
  await system.runJobs();
  await stranger.get(`${previewOf(theirs)}/1/thumbnail`).expect(200);
});

/** The marked pages of a resource's first file, as the client is told; undefined where it is told of no such file. */
const marksFor = async (client: Client, resource: { id: string; files: { id: string }[] }) => {
  const at = previewOf(resource).replace(/preview$/, "marked-pages");
  const { status, body } = await client.get(at).query({ q: "第二页" });
  expect([200, 404]).toContain(status);
  return status === 200 ? body : undefined;
};

test("where words stand is told to those who may see the picture, and the file is unknown to all others", async () => {
  const resource = await publish(teacher, unitOf("sanxiao").id, { title: "标出", files: files("标出") });
  const colleague = await signedIn(system, "sanxiao.math");
  const none = { items: [], isCut: false };
  expect(await marksFor(colleague, resource)).toEqual(none);
  await system.runJobs();
  const { items } = await marksFor(colleague, resource);
  // At the left margin, in the second page's first line.
  const [box] = items[0].marks.flat();
  expect(items).toEqual([{ page: 2, marks: [[box]] }]);
  expect(box.x).toBeCloseTo(56 / 595, 2);
  expect(box.width).toBeCloseTo(36 / 595, 2);
  for (const other of [stranger, anonymous(system)]) expect(await marksFor(other, resource)).toBeUndefined();
  const { sha256 } = resource.files[0];
  const older = { words_starts_at: null, words_bytes: null };
  await system.ctx.db.updateTable("file_preview").set(older).where("sha256", "=", sha256).execute();
  expect(await marksFor(colleague, resource)).toEqual(none);
  expect(await forgetPreviews(system.ctx.db, "without-words")).toBe(1);
});

test("where words stand in a draft is told to its author alone, and as soon as its pictures are there", async () => {
  const draft = await createDraft(teacher, { title: "草稿的词", files: files("草稿的词") });
  await system.runJobs();
  expect((await marksFor(teacher, draft)).items).toHaveLength(1);
  for (const other of [stranger, await signedIn(system, "sanxiao.math"), anonymous(system)])
    expect(await marksFor(other, draft)).toBeUndefined();
  const theirs = await createDraft(stranger, { title: "别人的词", files: files("草稿的词") });
  expect((await marksFor(stranger, theirs)).items).toEqual([]);
  await system.runJobs();
  expect((await marksFor(stranger, theirs)).items).toHaveLength(1);
});

test("a draft that is thrown away takes with it that it had pictures", async () => {
  const resource = await publish(teacher, "private", { title: "再改", files: files("再改") });
  const body = (await teacher.post("/api/uploads").attach("file", twoPages("换了"), "换了.pdf").expect(201))
    .body;
  const change = { files: [{ uploadId: body.id }] };
  const draft = (await teacher.patch(`/api/resources/${resource.id}`).send(change).expect(200)).body;
  await system.runJobs();
  await teacher.get(`${previewOf(draft)}/1/thumbnail`).expect(200);
  await teacher.delete(`/api/resources/${resource.id}/draft`).expect(200);
  const left = await system.ctx.db
    .selectFrom("draft_preview")
    .select("sha256")
    .where("sha256", "=", draft.files[0].sha256)
    .execute();
  expect(left).toEqual([]);
});
