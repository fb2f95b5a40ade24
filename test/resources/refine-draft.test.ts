import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { refineFields } from "../../server/modules/resources/refine-fields.ts";
import { guessFields } from "../../server/modules/vocabulary/index.ts";
import { type Client, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let author: Client;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

const none = (field: string) => ({ field, source: "none", matched: "" });
const firstPage = ["三年级语文上册教学设计", "教学目标：有感情地朗读课文。"];

let count = 0;
/** A draft of one document whose name says nothing and whose first page says all. */
const makeDraft = async (body: object, name = "新建文档.docx") => {
  count += 1;
  const paragraphs = [...firstPage, `第 ${count} 份`];
  const uploadId = await uploadFile(author, name, await makeDocx({ title: "", paragraphs }));
  const draft = { title: "新建文档", kind: "material", files: [{ uploadId }], ...body };
  return (await author.post("/api/resources").send(draft).expect(201)).body;
};
const read = async (id: string) => (await author.get(`/api/resources/${id}?draft=true`).expect(200)).body;

describe("a draft whose files were read", () => {
  test("is guessed once more, each field with its reason", async () => {
    const guesses = [{ field: "kind", source: "default", matched: "" }, none("subject"), none("grades")];
    const draft = await makeDraft({ guesses });
    await system.runJobs();
    const refined = await read(draft.id);
    expect(refined).toMatchObject({
      kind: "lesson-plan",
      subject: "chinese",
      grades: ["3"],
      title: "新建文档",
    });
    expect(refined.guesses).toContainEqual({ field: "grades", source: "firstPage", matched: "三年级" });
    expect(refined.updatedAt).toBe(draft.updatedAt);
  });

  test("is saved by its author, who has not seen the new guesses", async () => {
    const draft = await makeDraft({ guesses: [none("subject")] });
    await system.runJobs();
    await author
      .patch(`/api/resources/${draft.id}`)
      .set("if-match", `"${draft.revision}"`)
      .send({ title: "朗读课" })
      .expect(200);
    expect(await read(draft.id)).toMatchObject({ title: "朗读课", subject: "chinese" });
  });

  test("keeps what a person set, an empty field too", async () => {
    const draft = await makeDraft({ subject: "mathematics", guesses: [none("grades")] });
    await system.runJobs();
    expect(await read(draft.id)).toMatchObject({
      kind: "material",
      subject: "mathematics",
      grades: ["3"],
      volume: null,
    });
  });

  test("keeps what a person sets before the file is read", async () => {
    const draft = await makeDraft({ guesses: [none("subject"), none("grades")] });
    await author.patch(`/api/resources/${draft.id}`).send({ subject: null }).expect(200);
    await system.runJobs();
    expect(await read(draft.id)).toMatchObject({ subject: null, grades: ["3"] });
  });

  test("is left alone where nothing was guessed of it", async () => {
    const draft = await makeDraft({});
    await system.runJobs();
    const after = await read(draft.id);
    expect(after).toEqual(draft);
    expect(after.guesses).toEqual([]);
  });

  test("is guessed by what other people's same bytes have given, too", async () => {
    const bytes = await makeDocx({ title: "", paragraphs: ["四年级科学下册课件", "植物的生长"] });
    const other = await signedIn(system, "yixiao.teacher");
    const theirs = {
      title: "课件",
      kind: "courseware",
      files: [{ uploadId: await uploadFile(other, "甲.docx", bytes) }],
    };
    const made = (await other.post("/api/resources").send(theirs).expect(201)).body;
    await other.post(`/api/resources/${made.id}/publish`).send({ sharedWith: "private" }).expect(200);
    await system.runJobs();
    const uploadId = await uploadFile(author, "乙.docx", bytes);
    const body = { title: "乙", kind: "material", files: [{ uploadId }], guesses: [none("subject")] };
    const draft = (await author.post("/api/resources").send(body).expect(201)).body;
    expect(draft.subject).toBeNull();
    await system.runJobs();
    expect((await read(draft.id)).subject).toBe("science");
  });

  test("leaves the job in its place that a colleague's published file waits for", async () => {
    const bytes = await makeDocx({ title: "", paragraphs: ["五年级英语上册教学设计", "同一份"] });
    const other = await signedIn(system, "yixiao.teacher");
    const theirs = {
      title: "教案",
      kind: "lesson-plan",
      files: [{ uploadId: await uploadFile(other, "甲.docx", bytes) }],
    };
    const made = (await other.post("/api/resources").send(theirs).expect(201)).body;
    await other.post(`/api/resources/${made.id}/publish`).send({ sharedWith: "private" }).expect(200);
    const jobs = async () =>
      (
        await sql`select id, key, task_id, priority, run_at, attempts from graphile_worker._private_jobs
          where key like 'text:%' order by id`.execute(system.ctx.db)
      ).rows;
    const before = await jobs();
    expect(before).toHaveLength(1);
    const uploadId = await uploadFile(author, "乙.docx", bytes);
    const body = { title: "乙", kind: "material", files: [{ uploadId }], guesses: [none("subject")] };
    const draft = (await author.post("/api/resources").send(body).expect(201)).body;
    expect(await jobs()).toEqual(before);
    await system.runJobs();
    expect((await read(draft.id)).subject).toBe("english");
  });

  test("that was published meanwhile never changes", async () => {
    const draft = await makeDraft({ guesses: [none("subject")] });
    await author
      .post(`/api/resources/${draft.id}/publish`)
      .send({ sharedWith: unitOf("group1").id })
      .expect(200);
    await system.runJobs();
    expect((await read(draft.id)).subject).toBeNull();
  });
});

describe("guesses and folders", () => {
  test("are shown to the author of the draft and to nobody else", async () => {
    const body = { guesses: [none("subject")], folder: ["王老师私人", "未公开"] };
    const { id } = await makeDraft(body);
    await author
      .post(`/api/resources/${id}/publish`)
      .send({ sharedWith: unitOf("group1").id })
      .expect(200);
    await author
      .patch(`/api/resources/${id}`)
      .send({ grades: ["3"], guesses: [{ field: "grades", source: "name", matched: "秘密词" }] })
      .expect(200);
    expect((await read(id)).guesses).toEqual([{ field: "grades", source: "name", matched: "秘密词" }]);
    for (const username of ["yixiao.teacher", "sanxiao.lead"]) {
      const reader = await signedIn(system, username);
      for (const path of [`/api/resources/${id}`, `/api/resources/${id}?draft=true`]) {
        const { text, body } = await reader.get(path).expect(200);
        expect(body).toMatchObject({ guesses: [], folder: [] });
        expect(text).not.toMatch(/私人|秘密词/);
      }
    }
  });

  test.each([
    [{ guesses: [{ field: "summary", source: "name", matched: "" }] }],
    [{ guesses: [{ field: "kind", source: "nowhere", matched: "" }] }],
    [{ guesses: [{ field: "kind", source: "name", matched: "长".repeat(401) }] }],
    [{ folder: ["", "空"] }],
    [{ folder: Array(21).fill("层") }],
  ])("of another shape are refused: %j", async (body) => {
    await author
      .post("/api/resources")
      .send({ title: "题目", kind: "material", ...body })
      .expect(400);
  });
});

test("a place in a textbook is not guessed against the subject that a person set", () => {
  const proposal = guessFields({ fileName: "三年级上册数学人教版 分数的初步认识 教学设计.docx" });
  expect(proposal.textbookNodeId).toBeDefined();
  const values = {
    title: "",
    kind: "material",
    subject: "chinese",
    grades: [],
    volume: null,
    edition: null,
    term: null,
    textbookNodeId: null,
  };
  const guesses = [{ field: "textbookNodeId" as const, source: "none" as const, matched: "" }];
  expect(refineFields(values, guesses, proposal)).toBeNull();
  expect(refineFields({ ...values, subject: "mathematics" }, guesses, proposal)?.fields).toHaveProperty(
    "textbookNodeId",
  );
});
