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

/** Where a request names two things, one's own never opens another's. `unknown` takes the place of the foreign id. */

const unknown = "9b2f1c52-6c1c-4c0e-9f6e-0d5a1b7c3e11";
const bytes = (text: string) => Buffer.from(text);
const files = (text: string) => [{ name: "教案.txt", bytes: bytes(text) }];

let system: TestSystem;
const clients: Record<string, Client> = {};
const own = { resource: "", file: "", other: "", otherFile: "", draft: "", upload: "" };
const foreign = {
  resource: "",
  file: "",
  private: "",
  privateFile: "",
  upload: "",
  removedUpload: "",
  key: "",
};

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
    "resource",
    "resource_version",
    "resource_file",
    "event",
  ];
  const dumps = tables.map(
    (table) => sql`select coalesce(json_agg(t order by t.id), '[]') as rows from ${sql.table(table)} t`,
  );
  return Promise.all(dumps.map(async (dump) => (await dump.execute(system.ctx.db)).rows));
};

type Method = "get" | "post" | "put" | "patch" | "delete";
interface Case {
  as?: string;
  what: string;
  /** Makes the request for an id: first the foreign one, then one that nothing has. */
  send: (id: string) => [Method, string, object?];
  ids: () => string[];
  status: number;
}

const resources = () => [foreign.resource, foreign.private];
const foreignFiles = () => [foreign.file, foreign.privateFile, own.otherFile];
const units = () => [unitOf("erxiao").id, unitOf("yixiao").id, unitOf("hongqi").id];
const uploads = () => [foreign.upload, foreign.removedUpload];
const base = (id: string) => `/api/resources/${id}`;
const newDraft = { title: "新的", kind: "lesson-plan" };
const posting = { role: "teacher", fromOn: "2026-09-01" };
const person = { name: "某人", username: "some.body", password: "a-long-password" };

const cases: Case[] = [
  {
    what: "own resource, foreign file",
    send: (id) => ["get", `${base(own.resource)}/files/${id}`],
    ids: foreignFiles,
    status: 404,
  },
  {
    what: "foreign resource, own file",
    send: (id) => ["get", `${base(id)}/files/${own.file}`],
    ids: resources,
    status: 404,
  },
  {
    what: "own resource, foreign file's text",
    send: (id) => ["get", `${base(own.resource)}/files/${id}/passages`],
    ids: foreignFiles,
    status: 404,
  },
  {
    what: "foreign resource, own file's text",
    send: (id) => ["get", `${base(id)}/files/${own.file}/passages`],
    ids: resources,
    status: 404,
  },
  {
    what: "foreign resource's version",
    send: (id) => ["get", `${base(id)}/versions/1`],
    ids: resources,
    status: 404,
  },
  {
    what: "foreign resource's version in a bundle",
    send: (id) => ["get", `${base(id)}/bundle?version=1`],
    ids: resources,
    status: 404,
  },
  {
    what: "restoring a foreign resource's version",
    send: (id) => ["post", `${base(id)}/versions/1/restore`],
    ids: resources,
    status: 404,
  },
  {
    what: "own draft, foreign upload",
    send: (id) => ["patch", base(own.draft), { files: [{ uploadId: id }] }],
    ids: uploads,
    status: 400,
  },
  {
    what: "own draft, own and foreign upload",
    send: (id) => ["patch", base(own.draft), { files: [{ uploadId: own.upload }, { uploadId: id }] }],
    ids: uploads,
    status: 400,
  },
  {
    what: "own draft, a file as if it were an upload",
    send: (id) => ["patch", base(own.draft), { files: [{ uploadId: id }] }],
    ids: () => [own.file, foreign.file],
    status: 400,
  },
  {
    what: "own draft, another resource's file",
    send: (id) => ["patch", base(own.draft), { files: [{ fileId: id }] }],
    ids: () => [...foreignFiles(), foreign.upload],
    status: 400,
  },
  {
    what: "foreign draft, own upload",
    send: (id) => ["patch", base(id), { files: [{ uploadId: own.upload }] }],
    ids: resources,
    status: 404,
  },
  {
    what: "new draft, foreign upload",
    send: (id) => ["post", "/api/resources", { ...newDraft, files: [{ uploadId: id }] }],
    ids: uploads,
    status: 400,
  },
  {
    what: "new draft, another's file",
    send: (id) => ["post", "/api/resources", { ...newDraft, files: [{ fileId: id }] }],
    ids: foreignFiles,
    status: 400,
  },
  {
    what: "new draft at another campus",
    send: (id) => ["post", "/api/resources", { ...newDraft, campusId: id }],
    ids: units,
    status: 404,
  },
  {
    what: "adapting own to another campus",
    send: (id) => ["post", `${base(own.resource)}/adapt`, { campusId: id }],
    ids: units,
    status: 404,
  },
  {
    what: "adapting a foreign resource to the own campus",
    send: (id) => ["post", `${base(id)}/adapt`, { campusId: unitOf("sanxiao").id }],
    ids: resources,
    status: 404,
  },
  {
    what: "publishing own to a unit off its line",
    send: (id) => ["post", `${base(own.draft)}/publish`, { sharedWith: id }],
    ids: () => [unitOf("group2").id, ...units()],
    status: 400,
  },
  {
    what: "sharing own with a unit off its line",
    send: (id) => ["put", `${base(own.resource)}/sharing`, { sharedWith: id }],
    ids: () => [unitOf("group2").id, ...units()],
    status: 400,
  },
  {
    what: "sharing a foreign resource with the own group",
    send: (id) => ["put", `${base(id)}/sharing`, { sharedWith: unitOf("group1").id }],
    ids: resources,
    status: 404,
  },
  { what: "another's upload", send: (id) => ["get", `/api/uploads/${id}`], ids: uploads, status: 404 },
  {
    what: "forgetting another's upload",
    send: (id) => ["delete", `/api/uploads/${id}`],
    ids: uploads,
    status: 404,
  },
  {
    what: "removing another's key",
    send: (id) => ["delete", `/api/me/api-keys/${id}`],
    ids: () => [foreign.key],
    status: 404,
  },
  {
    as: "group1.lead",
    what: "own person, foreign unit",
    send: (id) => [
      "post",
      "/api/postings",
      { ...posting, personId: personOf("sanxiao.math").id, unitId: id },
    ],
    ids: () => [unitOf("erxiao").id],
    status: 404,
  },
  {
    as: "group1.lead",
    what: "foreign person, own unit",
    send: (id) => ["post", "/api/postings", { ...posting, personId: id, unitId: unitOf("sanxiao").id }],
    ids: () => [personOf("erxiao.teacher").id],
    status: 404,
  },
  {
    as: "sanxiao.lead",
    what: "ending a foreign posting",
    send: (id) => ["post", `/api/postings/${id}/end`, { untilOn: "2026-12-31" }],
    ids: () => [personOf("erxiao.teacher").postings[0]?.id as string],
    status: 404,
  },
  {
    as: "group1.lead",
    what: "a person at a foreign unit",
    send: (id) => ["post", "/api/people", { ...person, posting: { ...posting, unitId: id } }],
    ids: () => [unitOf("erxiao").id],
    status: 404,
  },
  {
    as: "group1.lead",
    what: "a unit below a foreign one",
    send: (id) => ["post", "/api/units", { parentId: id, kind: "campus", name: "新" }],
    ids: () => [unitOf("group2").id, unitOf("longnan").id],
    status: 404,
  },
];

const answer = async ({ as = "sanxiao.teacher" }: Case, [method, path, body]: [Method, string, object?]) => {
  const request = (clients[as] as Client)[method](path);
  const reply = await (body ? request.send(body) : request);
  return { status: reply.status, body: { ...reply.body, requestId: "" } };
};

describe("a request with an id of one's own and one of another's", () => {
  test.each(cases)("$what", async (one) => {
    const before = await everything();
    const expected = await answer(one, one.send(unknown));
    expect(expected.status).toBe(one.status);
    for (const id of one.ids()) expect(await answer(one, one.send(id))).toEqual(expected);
    expect(await everything()).toEqual(before);
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

  test("another's id in the query does not move a thing named in the path", async () => {
    const client = clients["sanxiao.teacher"] as Client;
    await client.get(`${base(own.resource)}?id=${foreign.resource}`).expect(400);
    await anonymous(system)
      .get(`${base(foreign.resource)}?draft=true`)
      .expect(404);
  });
});
