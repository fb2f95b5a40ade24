import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  anonymous,
  type Client,
  createDraft,
  publish,
  seedPeople,
  signedIn,
  uploadFile,
} from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let colleague: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
  colleague = await signedIn(system, "yixiao.teacher");
});
afterAll(() => system.stop());

const pathOf = (resource: { id: string }) => `/api/resources/${resource.id}`;
const edit = (resource: { id: string }, body: object, client = teacher) =>
  client.patch(pathOf(resource)).send(body);
const share = () => publish(teacher, unitOf("group1").id);

describe("editing", () => {
  test("is refused to the signed-out, to readers and to outsiders, and wants at least one field", async () => {
    const resource = await share();
    await edit(resource, { title: "改" }, anonymous(system)).expect(401);
    await edit(resource, { title: "改" }, colleague).expect(403);
    await edit(resource, { title: "改" }, await signedIn(system, "sanxiao.lead")).expect(403);
    await edit(resource, { title: "改" }, await signedIn(system, "erxiao.teacher")).expect(404);
    await edit(await createDraft(teacher), { title: "改" }, colleague).expect(404);
    for (const body of [
      {},
      { title: "" },
      { title: null },
      { kind: "poem" },
      { campusId: unitOf("sanxiao").id },
    ])
      await edit(resource, body).expect(400);
  });

  test("changes what is named and leaves the rest", async () => {
    const draft = await createDraft(teacher, { fields: { subject: "chinese", keywords: ["古诗"] } });
    const edited = await edit(draft, { title: "新题", subject: null }).expect(200);
    expect(edited.body).toMatchObject({
      title: "新题",
      subject: null,
      keywords: ["古诗"],
      files: draft.files,
    });
    expect(edited.body.revision).toBe(draft.revision + 1);
  });

  test("keeps, renames, reorders and drops files by their ids", async () => {
    const [a, b, c] = await Promise.all(
      ["甲", "乙", "丙"].map((name) => uploadFile(teacher, `${name}.txt`, Buffer.from(name))),
    );
    const draft = await createDraft(teacher, { files: [] });
    const first = await edit(draft, { files: [{ uploadId: a }, { uploadId: b }, { uploadId: c }] }).expect(
      200,
    );
    const [fileA, , fileC] = first.body.files;
    const choice = [
      { fileId: fileC.id, name: "丙改.txt" },
      { fileId: fileA.id },
      { fileId: fileA.id, name: "甲二.txt" },
    ];
    const second = await edit(draft, { files: choice }).expect(200);
    expect(second.body.files.map((file: { name: string }) => file.name)).toEqual([
      "丙改.txt",
      "甲.txt",
      "甲二.txt",
    ]);
    expect(second.body.files[0].sha256).toBe(fileC.sha256);
    expect((await edit(draft, { files: [] }).expect(200)).body.files).toEqual([]);
  });

  test("a published resource makes its next draft while readers still see the old one, in lists as well", async () => {
    const resource = await share();
    const edited = await edit(resource, { title: "下一版", files: [] }).expect(200);
    expect(edited.body).toMatchObject({
      title: "下一版",
      versionNumber: 2,
      isDraftView: true,
      hasDraft: true,
      fileCount: 0,
    });
    const seen = await colleague.get(pathOf(resource)).expect(200);
    expect(seen.body).toMatchObject({
      title: resource.title,
      versionNumber: 1,
      hasDraft: false,
      files: resource.files,
    });
    expect(seen.body.updatedAt).toBe(resource.publishedAt);
    const asked = await colleague.get(pathOf(resource)).query({ draft: "true" }).expect(200);
    expect(asked.body).toEqual(seen.body);
    expect((await teacher.get(pathOf(resource)).expect(200)).body.title).toBe(resource.title);
    expect((await teacher.get(pathOf(resource)).query({ draft: "true" }).expect(200)).body.title).toBe(
      "下一版",
    );
    const titles = (await colleague.get("/api/resources").expect(200)).body.items.map(
      (card: { title: string }) => card.title,
    );
    expect(titles).not.toContain("下一版");
  });

  test("a draft's own new file is the author's alone until it is published", async () => {
    const resource = await share();
    const uploadId = await uploadFile(teacher, "新.txt", Buffer.from("新"));
    const edited = await edit(resource, { files: [{ uploadId }] }).expect(200);
    const file = `${pathOf(resource)}/files/${edited.body.files[0].id}`;
    await teacher.get(file).expect(200);
    await colleague.get(file).expect(404);
    await teacher
      .post(`${pathOf(resource)}/publish`)
      .send({ sharedWith: unitOf("group1").id })
      .expect(200);
    await colleague.get(file).expect(200);
  });
});

describe("discarding a draft", () => {
  const discard = (resource: { id: string }, client = teacher) => client.delete(`${pathOf(resource)}/draft`);
  test("is for the author of a published resource that has one", async () => {
    const resource = await share();
    await discard(resource, anonymous(system)).expect(401);
    await discard(resource, colleague).expect(403);
    await discard(resource, await signedIn(system, "erxiao.teacher")).expect(404);
    await discard(resource).expect(404);
    expect((await discard(await createDraft(teacher)).expect(409)).body.code).toBe(
      "resource.never-published",
    );
    await edit(resource, { title: "丢弃", files: [] }).expect(200);
    expect((await discard(resource).expect(200)).body).toMatchObject({
      title: resource.title,
      hasDraft: false,
      files: resource.files,
    });
    expect((await edit(resource, { summary: "再来" }).expect(200)).body).toMatchObject({
      versionNumber: 2,
      title: resource.title,
    });
  });
});

describe("two who edit at once", () => {
  test("find out by If-Match: the second is told, and nothing is lost", async () => {
    const draft = await createDraft(teacher);
    const etag = `"${draft.revision}"`;
    const withTag = (title: string, tag: string) =>
      teacher.patch(pathOf(draft)).set("If-Match", tag).send({ title });
    const replies = await Promise.all(["甲", "乙", "丙", "丁"].map((title) => withTag(title, etag)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 412, 412, 412]);
    const winner = replies.find((reply) => reply.status === 200);
    const now = await teacher.get(pathOf(draft)).expect(200);
    expect(now.body.title).toBe(winner?.body.title);
    expect(now.headers.etag).toBe(winner?.headers.etag);
    await withTag("随便", "*").expect(200);
  });

  test("is asked for by every changing call", async () => {
    const resource = await share();
    const stale = { "If-Match": `"${resource.revision + 7}"` };
    await edit(resource, { title: "下一版" }).expect(200);
    await teacher
      .post(`${pathOf(resource)}/publish`)
      .set(stale)
      .send({ sharedWith: "private" })
      .expect(412);
    await teacher
      .put(`${pathOf(resource)}/sharing`)
      .set(stale)
      .send({ sharedWith: "private" })
      .expect(412);
    await teacher
      .post(`${pathOf(resource)}/archive`)
      .set(stale)
      .expect(412);
    await teacher
      .delete(`${pathOf(resource)}/draft`)
      .set(stale)
      .expect(412);
    expect((await colleague.get(pathOf(resource)).expect(200)).body.versionNumber).toBe(1);
  });

  test("are not seen at work: to others nothing changes, and what they saw still lets them change it", async () => {
    const resource = await share();
    const lead = await signedIn(system, "sanxiao.lead");
    const seen = async (client: Client) => {
      const { body, headers } = await client.get(pathOf(resource)).expect(200);
      return { body, etag: headers.etag as string };
    };
    const before = [await seen(colleague), await seen(lead)];
    await edit(resource, { title: "下一版" }).expect(200);
    expect([await seen(colleague), await seen(lead)]).toEqual(before);
    const archive = (etag: string) => lead.post(`${pathOf(resource)}/archive`).set("If-Match", etag);
    const [, ofLead] = before as [unknown, { etag: string }];
    await archive(ofLead.etag).expect(200);
    await archive(ofLead.etag).expect(412);
  });

  test("without If-Match both are kept in some order", async () => {
    const resource = await share();
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_one, index) => edit(resource, { title: `同时${index}` })),
    );
    expect(replies.every((reply) => reply.status === 200)).toBe(true);
    const revisions = new Set(replies.map((reply) => reply.body.revision));
    expect((await teacher.get(pathOf(resource)).expect(200)).body.revision).toBe(resource.revision + 8);
    expect(revisions.size).toBeGreaterThan(1);
  });
});
