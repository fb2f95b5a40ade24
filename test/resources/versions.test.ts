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
const publishAgain = (resource: { id: string }) =>
  teacher.post(`${pathOf(resource)}/publish`).send({ sharedWith: unitOf("group1").id });

/** A resource with two published versions whose titles and files differ. */
const withTwoVersions = async () => {
  const resource = await publish(teacher, unitOf("group1").id, { title: "第一版" });
  const uploadId = await uploadFile(teacher, "第二版.txt", Buffer.from("第二版"));
  await teacher
    .patch(pathOf(resource))
    .send({ title: "第二版", files: [{ uploadId }] })
    .expect(200);
  await publishAgain(resource).expect(200);
  return resource;
};

describe("a published version", () => {
  test("stays readable with its files when the next one is out", async () => {
    const resource = await withTwoVersions();
    const list = await colleague.get(`${pathOf(resource)}/versions`).expect(200);
    expect(list.body.items).toMatchObject([
      { number: 2, title: "第二版", isCurrent: true },
      { number: 1, title: "第一版", isCurrent: false },
    ]);
    const first = await colleague.get(`${pathOf(resource)}/versions/1`).expect(200);
    expect(first.body).toMatchObject({ title: "第一版", files: resource.files });
    await colleague.get(`${pathOf(resource)}/files/${resource.files[0].id}`).expect(200);
    expect((await colleague.get(pathOf(resource)).expect(200)).body.title).toBe("第二版");
    for (const number of ["3", "0", "-1", "x", "99999999999", "1.5"])
      await colleague.get(`${pathOf(resource)}/versions/${number}`).expect(404);
    await anonymous(system)
      .get(`${pathOf(resource)}/versions`)
      .expect(404);
  });

  test("that was kept for fewer people is theirs and the author's still, when the next one goes further", async () => {
    const resource = await publish(teacher, "private", { title: "只给自己" });
    await teacher.patch(pathOf(resource)).send({ title: "给本校" }).expect(200);
    const campus = unitOf("sanxiao").id;
    await teacher
      .post(`${pathOf(resource)}/publish`)
      .send({ sharedWith: campus })
      .expect(200);
    await teacher.patch(pathOf(resource)).send({ title: "给集团" }).expect(200);
    await publishAgain(resource).expect(200);
    const numbersFor = async (client: Client) =>
      (await client.get(`${pathOf(resource)}/versions`).expect(200)).body.items.map(
        ({ number }: { number: number }) => number,
      );
    const neighbour = await signedIn(system, "sanxiao.lead");
    expect(await numbersFor(teacher)).toEqual([3, 2, 1]);
    expect(await numbersFor(neighbour)).toEqual([3, 2]);
    expect(await numbersFor(colleague)).toEqual([3]);
    for (const [client, status] of [
      [neighbour, 404],
      [colleague, 404],
      [teacher, 200],
    ] as const) {
      await client.get(`${pathOf(resource)}/versions/1`).expect(status);
      await client.get(`${pathOf(resource)}/bundle?version=1`).expect(status);
      await client.get(`${pathOf(resource)}/files/${resource.files[0].id}`).expect(status);
      await client.get(`${pathOf(resource)}/files/${resource.files[0].id}/passages`).expect(status);
    }
  });

  test("has an unpublished next one that only its author knows of", async () => {
    const resource = await publish(teacher, unitOf("group1").id);
    await teacher.patch(pathOf(resource)).send({ title: "还没好" }).expect(200);
    await colleague.get(`${pathOf(resource)}/versions/2`).expect(404);
    expect((await colleague.get(`${pathOf(resource)}/versions`).expect(200)).body.items).toHaveLength(1);
  });

  test("cannot be changed or removed even by those who hold the database", async () => {
    const resource = await withTwoVersions();
    const { pool } = system.connection;
    const version = "(select current_version_id from resource where id = $1)";
    const statements = [
      `update resource_version set title = 'x' where id = ${version}`,
      `update resource_version set published_at = null where id = ${version}`,
      `delete from resource_version where resource_id = $1`,
      `update resource_file set name = 'x' where version_id = ${version}`,
      `delete from resource_file where version_id = ${version}`,
      `insert into resource_file select gen_random_uuid(), version_id, 99, sha256, name, media_type, size_bytes
         from resource_file where version_id = ${version}`,
    ];
    for (const statement of statements)
      await expect(pool.query(statement, [resource.id])).rejects.toThrow(/immutable/);
  });

  test("is made once: a second publishing without a draft is a conflict, at once as well", async () => {
    const resource = await publish(teacher, unitOf("group1").id);
    expect((await publishAgain(resource).expect(409)).body.code).toBe("resource.nothing-to-publish");
    const draft = await createDraft(teacher);
    const replies = await Promise.all([1, 2, 3].map(() => publishAgain(draft)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409]);
  });
});

describe("restoring a version", () => {
  const restore = (resource: { id: string }, number: number | string, client = teacher) =>
    client.post(`${pathOf(resource)}/versions/${number}/restore`);

  test("sent again with its Idempotency-Key makes one version", async () => {
    const resource = await withTwoVersions();
    const first = await restore(resource, 1).set("Idempotency-Key", "once").expect(200);
    const again = await restore(resource, 1).set("Idempotency-Key", "once").expect(200);
    expect(again.body).toEqual(first.body);
    const { items } = (await teacher.get(`${pathOf(resource)}/versions`).expect(200)).body;
    expect(items).toHaveLength(3);
  });

  test("is the author's, and only of a version that is there", async () => {
    const resource = await withTwoVersions();
    await restore(resource, 1, anonymous(system)).expect(401);
    await restore(resource, 1, colleague).expect(403);
    await restore(resource, 1, await signedIn(system, "erxiao.teacher")).expect(404);
    await restore(resource, 9).expect(404);
    await restore(resource, "x").expect(404);
  });

  test("publishes it again as the next one, shared as before, and keeps all there was", async () => {
    const resource = await withTwoVersions();
    const restored = await restore(resource, 1).expect(200);
    expect(restored.body).toMatchObject({
      title: "第一版",
      versionNumber: 3,
      hasDraft: false,
      sharedWith: unitOf("group1").id,
    });
    const shaOf = (files: { sha256: string }[]) => files.map((file) => file.sha256);
    expect(shaOf(restored.body.files)).toEqual(shaOf(resource.files));
    const seen = await colleague.get(`${pathOf(resource)}/versions`).expect(200);
    expect(seen.body.items).toMatchObject([
      { number: 3, restoredFromNumber: 1, isCurrent: true },
      { number: 2 },
      { number: 1 },
    ]);
  });

  test("is refused where a lead has shared it further than the author may", async () => {
    const resource = await withTwoVersions();
    const lead = await signedIn(system, "sanxiao.lead");
    await lead
      .put(`${pathOf(resource)}/sharing`)
      .send({ sharedWith: unitOf("xinping").id })
      .expect(200);
    expect((await restore(resource, 1).expect(403)).body.code).toBe("sharing.level");
    const { items } = (await teacher.get(`${pathOf(resource)}/versions`).expect(200)).body;
    expect(items).toHaveLength(2);
  });

  test("waits while a draft does", async () => {
    const resource = await withTwoVersions();
    await teacher.patch(pathOf(resource)).send({ title: "第三版" }).expect(200);
    expect((await restore(resource, 1).expect(409)).body.code).toBe("resource.draft-waits");
    expect((await teacher.get(pathOf(resource)).query({ draft: "true" }).expect(200)).body.title).toBe(
      "第三版",
    );
  });
});
