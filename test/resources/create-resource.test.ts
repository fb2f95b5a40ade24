import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

const least = { title: "《静夜思》教学设计", kind: "lesson-plan" };
const create = (body: object, client = teacher) => client.post("/api/resources").send(body);

describe("creating a resource", () => {
  test("is refused to the signed-out and to people without a campus, and wants a title and a kind", async () => {
    await create(least, anonymous(system)).expect(401);
    for (const username of ["xinping.officer", "group1.lead", "yixiao.former"]) {
      const refused = await create(least, await signedIn(system, username)).expect(403);
      expect(refused.body.code).toBe("resource.no-campus");
    }
    const empty = await create({}).expect(400);
    expect(empty.body.fields.map((field: { path: string }) => field.path).sort()).toEqual(["kind", "title"]);
  });

  test("needs little: a draft at the own campus, private to its author", async () => {
    const made = await create(least).expect(201);
    expect(made.body).toMatchObject({
      ...least,
      status: "draft",
      summary: "",
      subject: null,
      grades: [],
      keywords: [],
      language: "zh-CN",
      ownerCampus: { name: "三小校区" },
      author: { name: "三小校区 语文教师" },
      sharedWith: "private",
      sharing: { level: "private", unit: null },
      versionNumber: 1,
      hasDraft: true,
      isDraftView: true,
      isAdapted: false,
      files: [],
      publishedAt: null,
      can: { edit: true, publish: true, archive: true, adapt: false },
    });
    expect(made.headers.etag).toBe(`"${made.body.revision}"`);
    await (await signedIn(system, "sanxiao.lead")).get(`/api/resources/${made.body.id}`).expect(404);
  });

  test("keeps every field as given, and knows the vocabulary's keys", async () => {
    const nodes = await teacher.get("/api/textbook-nodes").query({ subject: "chinese" }).expect(200);
    const fields = {
      summary: "一课时",
      subject: "chinese",
      grades: ["3", "4"],
      term: "2026-2027-1",
      volume: "1",
      keywords: ["古诗", "李白"],
      language: "zh-CN",
    };
    const vocabulary = (await teacher.get("/api/vocabulary").expect(200)).body.schemes;
    const edition = vocabulary.edition[0].key;
    const volume = vocabulary.volume[0].key;
    const textbookNodeId = nodes.body.items[0]?.id ?? null;
    const made = await create({ ...least, ...fields, edition, volume, textbookNodeId }).expect(201);
    expect(made.body).toMatchObject({ ...fields, edition, volume });
    expect(made.body.textbook?.id ?? null).toBe(textbookNodeId);
  });

  test("names every field whose value is not in the vocabulary", async () => {
    const refused = await create({
      ...least,
      kind: "poem",
      subject: "alchemy",
      grades: ["3", "13"],
      edition: "my-own",
      volume: "third",
      textbookNodeId: "00000000-0000-4000-8000-000000000000",
    }).expect(400);
    expect(refused.body.code).toBe("resource.vocabulary");
    expect(refused.body.fields.map((field: { path: string }) => field.path).sort()).toEqual([
      "edition",
      "grades",
      "kind",
      "subject",
      "textbookNodeId",
      "volume",
    ]);
  });

  test.each([
    { title: "x".repeat(201) },
    { summary: "x".repeat(2001) },
    { keywords: Array.from({ length: 21 }, () => "k") },
    { keywords: [""] },
    { grades: "3" },
    { term: "2026" },
    { language: "fr" },
    { files: [{ name: "x.txt" }] },
    { files: [{ uploadId: "x" }] },
    { files: Array.from({ length: 101 }, () => ({ uploadId: "00000000-0000-4000-8000-000000000000" })) },
  ])("refuses what goes beyond a field's bounds: %o", async (more) => {
    expect((await create({ ...least, ...more }).expect(400)).body.fields.length).toBeGreaterThan(0);
  });

  test("keeps the files' order and the names given to them", async () => {
    const [a, b] = [
      await uploadFile(teacher, "甲.txt", Buffer.from("甲")),
      await uploadFile(teacher, "乙.txt", Buffer.from("乙")),
    ];
    const made = await create({
      ...least,
      files: [{ uploadId: b }, { uploadId: a, name: "改名.txt" }],
    }).expect(201);
    expect(made.body.files.map((file: { name: string }) => file.name)).toEqual(["乙.txt", "改名.txt"]);
    expect(made.body).toMatchObject({ fileCount: 2, totalSizeBytes: 6, mainMediaType: "text/plain" });
  });

  test("by a teacher of a teaching point makes it at the campus above", async () => {
    const made = await create(least, await signedIn(system, "point1.teacher")).expect(201);
    expect(made.body.ownerCampus).toMatchObject({ id: unitOf("pingdian").id, kind: "campus" });
  });
});

describe("creating with an Idempotency-Key", () => {
  const withKey = (key: string, body: object, client = teacher) =>
    client.post("/api/resources").set("Idempotency-Key", key).send(body);

  test("twice makes one resource and answers it twice, even when it has moved on", async () => {
    const first = await withKey("k1", least).expect(201);
    const second = await withKey("k1", least).expect(201);
    expect(second.body).toEqual(first.body);
    await teacher.patch(`/api/resources/${first.body.id}`).send({ title: "改" }).expect(200);
    expect((await withKey("k1", least).expect(201)).body).toMatchObject({ id: first.body.id, title: "改" });
  });

  test("for another body or another operation is a conflict", async () => {
    await withKey("k2", least).expect(201);
    const refused = await withKey("k2", { ...least, title: "另一个" }).expect(409);
    expect(refused.body.code).toBe("idempotency.key-reused");
    const made = await create(least).expect(201);
    await teacher.post(`/api/resources/${made.body.id}/publish`).send({ sharedWith: "private" }).expect(200);
    await teacher
      .post(`/api/resources/${made.body.id}/adapt`)
      .set("Idempotency-Key", "k2")
      .send({})
      .expect(409);
  });

  test("ten times at once makes one", async () => {
    const replies = await Promise.all(Array.from({ length: 10 }, () => withKey("k3", least)));
    expect(replies.map((reply) => reply.status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
  });

  test("is free again after a refusal, and is each person's own", async () => {
    await withKey("k4", { ...least, kind: "poem" }).expect(400);
    const mine = await withKey("k4", least).expect(201);
    const theirs = await withKey("k4", least, await signedIn(system, "yixiao.teacher")).expect(201);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });
});
