import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listEndpoints } from "../../server/app.ts";
import {
  anonymous,
  type Client,
  createDraft,
  publish,
  seedPeople,
  signedIn,
  uploadFile,
} from "../support/client.ts";
import { collectionBodies, createCollection } from "../support/collections.ts";
import { createPlan, planBodies } from "../support/plans.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { classBodies, joinClass } from "../support/teaching.ts";
import { personOf, unitOf } from "../support/world.ts";

let system: TestSystem;
let outsider: Client;
let foreign: Record<string, string>;

const tus = { "Tus-Resumable": "1.0.0" };
/** The id of an upload on its way. */
const beginTus = async (client: Client): Promise<string> => {
  const size = { "Upload-Length": "5", "Upload-Metadata": "filename aS5tcDQ=" };
  const begun = await client
    .post("/api/uploads/tus")
    .set({ ...tus, ...size })
    .expect(201);
  return begun.headers.location?.split("/").at(-1) ?? "";
};

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  outsider = await signedIn(system, "erxiao.lead");
  const author = await signedIn(system, "sanxiao.teacher");
  const resource = await publish(author, unitOf("group1").id);
  const key = await author.post("/api/me/api-keys").send({ name: "别人的" }).expect(201);
  const saved = await author.post("/api/saved-searches").send({ question: {} }).expect(201);
  foreign = {
    resource: resource.id,
    draft: (await createDraft(author)).id,
    file: resource.files[0].id,
    upload: await uploadFile(author, "别人的.txt", Buffer.from("别人的")),
    person: personOf("sanxiao.teacher").id,
    posting: personOf("sanxiao.teacher").postings[0]?.id as string,
    key: key.body.id,
    savedSearch: saved.body.id,
    unit: unitOf("sanxiao").id,
    plan: (await createPlan(await signedIn(system, "sanxiao.lead"), unitOf("sanxiao").id)).id,
    collection: (await createCollection(author, unitOf("sanxiao").id, "别人的")).id,
    class: await joinClass(author, unitOf("sanxiao").id, "1班"),
    feed: (await author.post("/api/calendar-feeds").send({}).expect(201)).body.id,
    resumable: await beginTus(author),
  };
});
afterAll(() => system.stop());

const nobody = "00000000-0000-4000-8000-000000000000";
/** A valid body for each changing endpoint, so that only the id can be what is wrong. */
const bodies: Record<string, object> = {
  "patch /api/resources/:id": { title: "改" },
  "post /api/resources/:id/publish": { sharedWith: "private" },
  "put /api/resources/:id/sharing": { sharedWith: "private" },
  "post /api/resources/:id/adapt": {},
  "patch /api/saved-searches/:id": { name: "改" },
  "post /api/postings/:id/end": { untilOn: "2030-01-01" },
  "post /api/units/:id/move": { parentId: unitOf("group2").id },
  ...planBodies,
  ...classBodies,
  ...collectionBodies,
};
/** What a request cannot do without beside its path. */
const queries: Record<string, string> = {
  "get /api/plans/:id/comparison": "?from=1&to=1",
  "get /api/units/:id/drift": "?term=2026-2027-1",
};
const kindOf = (path: string): string =>
  ({
    people: "person",
    postings: "posting",
    uploads: "upload",
    tus: "resumable",
    "api-keys": "key",
    "saved-searches": "savedSearch",
    plans: "plan",
    collections: "collection",
    units: "unit",
    "taught-classes": "class",
    "calendar-feeds": "feed",
  })[/\/([a-z-]+)\/:id/.exec(path)?.[1] ?? ""] ?? "resource";

const withIds = listEndpoints().filter((spec) => spec.path.includes(":id"));

const call = async (client: Client, spec: (typeof withIds)[number], id: string, fileId: string) => {
  const path = spec.path
    .replace(":id", id)
    .replace(/:(file|row|person|section|resource)Id/, fileId)
    .replace(":number", "1")
    .replace(":term", "2026-2027-1");
  const query = queries[`${spec.method} ${spec.path}`] ?? "";
  const request = client[spec.method](path + query).set(path.startsWith("/api/uploads/tus") ? tus : {});
  const body = bodies[`${spec.method} ${spec.path}`];
  return body ? request.send(body) : request;
};
/** A reply to HEAD has no body to tell anything in. */
const refusalOf = ({ method }: { method: string }) =>
  method === "head" ? {} : { code: "not-found", detail: "There is nothing here." };
const shown = (reply: { status: number; body: object; headers: object }) => ({
  status: reply.status,
  body: { ...reply.body, requestId: "" },
  headers: Object.keys(reply.headers).sort(),
});

describe("another group's thing", () => {
  test.each(withIds.map((spec) => [spec.method, spec.path, spec] as const))(
    "is answered exactly as one that does not exist: %s %s",
    async (_method, path, spec) => {
      const fileId = foreign.file as string;
      const unknown = shown(await call(outsider, spec, nobody, nobody));
      expect(unknown).toMatchObject({ status: 404, body: refusalOf(spec) });
      const ids = kindOf(path) === "resource" ? [foreign.resource, foreign.draft] : [foreign[kindOf(path)]];
      for (const id of ids as string[]) {
        expect(shown(await call(outsider, spec, id, fileId))).toEqual(unknown);
        expect(shown(await call(outsider, spec, id.toUpperCase(), fileId))).toEqual(unknown);
        const public_ = shown(await call(anonymous(system), spec, id, fileId));
        expect(public_.status).toBe(spec.access.who === "anyone" ? 404 : 401);
      }
    },
  );

  test.each(withIds.map((spec) => [spec.method, spec.path, spec] as const))(
    "cannot be named by what is no id: %s %s",
    async (_method, _path, spec) => {
      const noIds = [
        "1",
        "1%20or%201=1",
        "..%2f..%2fetc",
        "%00",
        "%",
        "00000000-0000-0000-0000-000000000000",
        "null",
        "undefined",
        "f".repeat(2000),
        "c232ab00-9414-11ec-b3c8-9e6bdeced846",
        "%E6%95%99",
      ];
      for (const id of noIds) {
        const reply = await call(outsider, spec, id, nobody);
        expect({ id, status: reply.status, code: reply.body.code }).toEqual({
          id,
          status: 404,
          code: refusalOf(spec).code,
        });
      }
    },
  );

  test("cannot be reached through a file or version of one's own", async () => {
    const own = await publish(outsider, "private");
    const ownFile = own.files[0].id;
    await outsider.get(`/api/resources/${own.id}/files/${foreign.file}`).expect(404);
    await outsider.get(`/api/resources/${foreign.resource}/files/${ownFile}`).expect(404);
    const stolen = { files: [{ fileId: foreign.file }] };
    const refused = await outsider.patch(`/api/resources/${own.id}`).send(stolen).expect(400);
    const unknown = await outsider
      .patch(`/api/resources/${own.id}`)
      .send({ files: [{ fileId: nobody }] })
      .expect(400);
    expect(shown(refused)).toEqual(shown(unknown));
  });
});
