import { sql } from "kysely";
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
import { personOf, unitOf } from "../support/world.ts";
import {
  collectionCases,
  foreignCollection,
  makeCollections,
  ownCollection,
} from "./two-collection-cases.ts";
import { base, type Case, cases, foreign, type Method, own, units } from "./two-id-cases.ts";
import { foreignPlan, makePlans, ownPlan, planCases } from "./two-plan-cases.ts";
import { unitCases } from "./two-unit-cases.ts";

/** Where a request names two things, one's own never opens another's. `unknown` takes the place of the foreign id. */

const unknown = "9b2f1c52-6c1c-4c0e-9f6e-0d5a1b7c3e11";
const bytes = (text: string) => Buffer.from(text);
const files = (text: string) => [{ name: "教案.txt", bytes: bytes(text) }];

let system: TestSystem;
const clients: Record<string, Client> = {};
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  const names = ["sanxiao.teacher", "erxiao.teacher", "yixiao.teacher", "sanxiao.lead", "group1.lead"];
  for (const name of names) clients[name] = await signedIn(system, name);
  const [author, outsider, colleague] = names.map((name) => clients[name] as Client) as [
    Client,
    Client,
    Client,
  ];
  const group1 = unitOf("group1").id;
  const one = await publish(author, group1, { files: files("自己的一份") });
  const two = await publish(author, group1, { files: files("自己的另一份") });
  Object.assign(own, { resource: one.id, file: one.files[0].id, other: two.id, otherFile: two.files[0].id });
  own.draft = (await createDraft(author, { files: files("自己的草稿") })).id;
  own.upload = await uploadFile(author, "自己的.txt", bytes("自己的上传"));
  const theirs = await publish(outsider, unitOf("group2").id, { files: files("别人的一份") });
  const hidden = await publish(colleague, "private", { files: files("同事私有的一份") });
  Object.assign(foreign, { resource: theirs.id, file: theirs.files[0].id });
  Object.assign(foreign, { private: hidden.id, privateFile: hidden.files[0].id });
  foreign.upload = await uploadFile(outsider, "别人的.txt", bytes("别人的上传"));
  foreign.removedUpload = await uploadFile(outsider, "别人删的.txt", bytes("别人删掉的上传"));
  await outsider.delete(`/api/uploads/${foreign.removedUpload}`).expect(204);
  const begun = await outsider
    .post("/api/uploads/tus")
    .set({ "Tus-Resumable": "1.0.0", "Upload-Length": "5", "Upload-Metadata": "filename aS5tcDQ=" })
    .expect(201);
  foreign.unfinished = begun.headers.location?.split("/").at(-1) ?? "";
  const saved = await outsider
    .post("/api/saved-searches")
    .send({ question: { q: "一份" } })
    .expect(201);
  foreign.savedSearch = saved.body.id;
  Object.assign(ownPlan, await makePlans(clients["sanxiao.lead"] as Client, "sanxiao"));
  Object.assign(foreignPlan, await makePlans(await signedIn(system, "erxiao.lead"), "erxiao"));
  Object.assign(ownCollection, await makeCollections(author, "sanxiao"));
  Object.assign(foreignCollection, await makeCollections(outsider, "erxiao"));
  foreign.key = (await outsider.post("/api/me/api-keys").send({ name: "别人的" }).expect(201)).body.id;
});
afterAll(() => system.stop());

/** Everything that a request could have changed. */
const everything = async (): Promise<unknown> => {
  const tables = [
    "unit",
    "posting",
    "person",
    "upload",
    "resumable_upload",
    "resource",
    "resource_version",
    "resource_file",
    "event",
    "saved_search",
    "plan",
    "plan_row",
    "collection",
    "collection_section",
  ];
  const dumps = tables.map(
    (table) => sql`select coalesce(json_agg(t order by t.id), '[]') as rows from ${sql.table(table)} t`,
  );
  return Promise.all(dumps.map(async (dump) => (await dump.execute(system.ctx.db)).rows));
};

type Sent = [Method, string, object?];

const answer = async ({ as = "sanxiao.teacher" }: Case, [method, path, body]: Sent) => {
  const request = (clients[as] as Client)[method](path).set("Tus-Resumable", "1.0.0");
  const reply = await (body ? request.send(body) : request);
  return { status: reply.status, body: { ...reply.body, requestId: "" } };
};

describe("a request with an id of one's own and one of another's", () => {
  test.each([...cases, ...planCases, ...unitCases, ...collectionCases])("$what", async (one) => {
    const before = await everything();
    const expected = await answer(one, one.send(unknown));
    expect(expected.status).toBe(one.status);
    for (const id of one.ids()) expect(await answer(one, one.send(id))).toEqual(expected);
    expect(await everything()).toEqual(before);
  });

  test("beginning a resumable upload for another campus", async () => {
    const client = clients["sanxiao.teacher"] as Client;
    for (const campusId of [unknown, ...units()]) {
      const begin = client.post("/api/uploads/tus").query({ campusId });
      const size = { "Upload-Length": "5", "Upload-Metadata": "filename aS5tcDQ=" };
      expect((await begin.set({ "Tus-Resumable": "1.0.0", ...size })).status).toBe(404);
    }
  });

  test("uploading for another campus", async () => {
    const client = clients["sanxiao.teacher"] as Client;
    for (const campusId of [unknown, ...units()]) {
      const reply = await client
        .post("/api/uploads")
        .query({ campusId })
        .attach("file", bytes("一份"), "一.txt");
      expect(reply.status).toBe(404);
    }
    const both = `/api/uploads?campusId=${unitOf("sanxiao").id}&campusId=${unitOf("erxiao").id}`;
    expect((await client.post(both).attach("file", bytes("一份"), "一.txt")).status).toBe(400);
  });

  test("a saved question about another's things counts none of them, and does not name them", async () => {
    const client = clients["sanxiao.teacher"] as Client;
    await system.runJobs();
    for (const [campus, author] of [
      [unitOf("erxiao").id, personOf("erxiao.teacher").id],
      [unknown, unknown],
    ]) {
      const question = { campus: [campus], author: [author] };
      const saved = await client.post("/api/saved-searches").send({ question }).expect(201);
      await sql`update saved_search set visited_at = '2000-01-01'`.execute(system.ctx.db);
      const { body } = await client.get("/api/saved-searches").expect(200);
      expect(body.items[0]).toMatchObject({ name: "全部资源", newCount: 0 });
      await client.delete(`/api/saved-searches/${saved.body.id}`).expect(204);
    }
  });

  test("another's id in the query does not move a thing named in the path", async () => {
    const client = clients["sanxiao.teacher"] as Client;
    await client.get(`${base(own.resource)}?id=${foreign.resource}`).expect(400);
    await anonymous(system)
      .get(`${base(foreign.resource)}?draft=true`)
      .expect(404);
  });
});
