import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, createDraft, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let author: Client;
let adapter: Client;
let outsider: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  adapter = await signedIn(system, "yixiao.teacher");
  outsider = await signedIn(system, "erxiao.teacher");
});
afterAll(() => system.stop());

const adapt = (resource: { id: string }, body: object = {}, client = adapter) =>
  client.post(`/api/resources/${resource.id}/adapt`).send(body);
const read = async (resource: { id: string }, client: Client, below = "") =>
  (await client.get(`/api/resources/${resource.id}${below}`).expect(200)).body;
const publishTo = (resource: { id: string }, unitKey: string, client = adapter) =>
  client
    .post(`/api/resources/${resource.id}/publish`)
    .send({ sharedWith: unitOf(unitKey).id })
    .expect(200);

describe("adapting", () => {
  test("is refused to the signed-out, of what is hidden, of drafts, and to people without a campus", async () => {
    const resource = await publish(author, unitOf("xinping").id, {}).catch(() => null);
    expect(resource).toBeNull();
    const shared = await publish(author, unitOf("group1").id);
    await adapt(shared, {}, anonymous(system)).expect(401);
    await adapt(shared, {}, outsider).expect(404);
    await adapt(shared, {}, await signedIn(system, "group1.lead")).expect(403);
    await adapt(await createDraft(author), {}, author).expect(403);
    await adapt(shared, { campusId: unitOf("sanxiao").id }).expect(404);
    await adapt(shared, { campusId: "x" }).expect(400);
    await adapt(shared, { title: "改" }).expect(400);
  });

  test("makes a draft of one's own with the original's fields and files, which remembers the version", async () => {
    const original = await publish(author, unitOf("group1").id, {
      fields: { subject: "chinese", grades: ["3"] },
    });
    const made = (await adapt(original).expect(201)).body;
    expect(made).toMatchObject({
      status: "draft",
      title: original.title,
      subject: "chinese",
      grades: ["3"],
      sharedWith: "private",
      ownerCampus: { name: "一小校区" },
      isAdapted: true,
      adaptedFrom: { resourceId: original.id, versionNumber: 1, ownerCampus: { name: "三小校区" } },
    });
    expect(made.files.map((file: { sha256: string }) => file.sha256)).toEqual([original.files[0].sha256]);
    expect(made.files[0].id).not.toBe(original.files[0].id);
    await adapter.patch(`/api/resources/${made.id}`).send({ title: "改编" }).expect(200);
    expect((await read(original, author)).title).toBe(original.title);
    await author.patch(`/api/resources/${original.id}`).send({ title: "第二版" }).expect(200);
    await publishTo(original, "group1", author);
    expect((await read(made, adapter)).adaptedFrom).toMatchObject({ title: "第二版", versionNumber: 1 });
  });

  test("of what has been taken back since keeps the work and no longer names the original", async () => {
    const original = await publish(author, unitOf("group1").id, { title: "后来收回的" });
    const made = (await adapt(original).expect(201)).body;
    await author.put(`/api/resources/${original.id}/sharing`).send({ sharedWith: "private" }).expect(200);
    const seen = await read(made, adapter);
    expect(seen).toMatchObject({ isAdapted: true, adaptedFrom: null });
    expect((await read(made, adapter, "/lineage")).adaptedFrom).toBeNull();
    expect(JSON.stringify(seen)).not.toContain(original.id);
    await adapter.get(`/api/resources/${made.id}/files/${made.files[0].id}`).expect(200);
  });

  test("sent again with its Idempotency-Key makes one", async () => {
    const original = await publish(author, unitOf("group1").id);
    const send = () => adapt(original).set("Idempotency-Key", "adapt-once");
    const replies = await Promise.all([send(), send(), send()]);
    expect(new Set(replies.map((reply) => `${reply.status} ${reply.body.id}`)).size).toBe(1);
  });
});
