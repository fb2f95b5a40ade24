import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, createDraft, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

const claims: Record<string, unknown> = {
  id: "00000000-0000-4000-8000-000000000001",
  ownerCampus: { id: unitOf("erxiao").id },
  ownerCampusId: unitOf("erxiao").id,
  owner_campus_id: unitOf("erxiao").id,
  author: { id: personOf("erxiao.teacher").id },
  authorId: personOf("erxiao.teacher").id,
  status: "published",
  sharing: "public",
  sharedWith: "public",
  publishedAt: "2020-01-01T00:00:00.000Z",
  createdAt: "2020-01-01T00:00:00.000Z",
  revision: 99,
  versionNumber: 99,
  adaptationCount: 99,
  adaptedFrom: { resourceId: "00000000-0000-4000-8000-000000000001" },
  can: { edit: true },
  sha256: "0".repeat(64),
};

describe("a field that is not the caller's to set", () => {
  test.each(Object.entries(claims))(
    "is refused by every creating and changing call: %s",
    async (name, value) => {
      const published = await publish(teacher, "private");
      const create = { title: "一", kind: "lesson-plan", [name]: value };
      const refused = await teacher.post("/api/resources").send(create).expect(400);
      expect(refused.body.fields).toMatchObject([{ code: "unrecognized_keys" }]);
      const path = `/api/resources/${published.id}`;
      await teacher
        .patch(path)
        .send({ title: "二", [name]: value })
        .expect(400);
      if (name !== "sharedWith") {
        await teacher
          .post(`${path}/publish`)
          .send({ sharedWith: "private", [name]: value })
          .expect(400);
        await teacher
          .put(`${path}/sharing`)
          .send({ sharedWith: "private", [name]: value })
          .expect(400);
      }
      await teacher
        .post(`${path}/adapt`)
        .send({ [name]: value })
        .expect(400);
      expect((await teacher.get(path).expect(200)).body).toEqual(published);
    },
  );

  test("is refused in a chosen file as well", async () => {
    const draft = await createDraft(teacher);
    const fileId = draft.files[0].id;
    for (const more of [{ sha256: "0".repeat(64) }, { sizeBytes: 1 }, { mediaType: "text/html" }])
      await teacher
        .patch(`/api/resources/${draft.id}`)
        .send({ files: [{ fileId, ...more }] })
        .expect(400);
  });
});
