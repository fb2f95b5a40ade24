import { afterAll, beforeAll, expect, test } from "vitest";
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
    stage: null,
  });
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
