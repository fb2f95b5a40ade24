import { expect, test } from "vitest";
import { readForgottenFiles } from "../../indexer/tasks/read-forgotten-files.ts";
import { waitForTexts } from "../../indexer/tasks/wait-for-texts.ts";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { makePlainText } from "../../scripts/make-files/text.ts";
import { newId } from "../../server/ids.ts";
import { type Client, createDraft, publish, uploadFile } from "../support/client.ts";
import { lessonSentences } from "../support/lesson-sentences.ts";
import { makeZip } from "../support/make-zip.ts";
import { atThreeSchools } from "../support/three-schools.ts";
import { unitOf } from "../support/world.ts";

const schools = atThreeSchools();

const group = unitOf("group1").id;

const docxOf = (sentences: string[]) => makeDocx({ title: "教学设计", paragraphs: sentences });
const textOf = (sentences: string[]) => makePlainText({ title: "教学设计", paragraphs: sentences });
/** With so many of its sentences others. */
const changed = (sentences: string[], count: number): string[] =>
  lessonSentences(99, sentences.length).map((other, i) => (i < count ? other : (sentences[i] as string)));

const shareAs = async (client: Client, title: string, sentences: string[], sharedWith: string = group) =>
  (
    await publish(client, sharedWith, {
      title,
      files: [{ name: `${title}.docx`, bytes: await docxOf(sentences) }],
    })
  ).id as string;

const uploadOf = async (client: Client, name: string, bytes: Buffer) => {
  const id = await uploadFile(client, name, bytes);
  const look = async () => (await client.get(`/api/uploads/${id}`).expect(200)).body;
  return { id, look };
};
const resourceDuplicates = async (client: Client, id: string, query: object = {}) =>
  (await client.get(`/api/resources/${id}/duplicates`).query(query).expect(200)).body;

test("an upload tells, once it has been read, whose resource its text nearly is, and how nearly", async () => {
  const sentences = lessonSentences(1, 60);
  const id = await shareAs(schools.author, "分数的初步认识", sentences);
  await schools.system.runJobs();
  const { look } = await uploadOf(schools.colleague, "分数.txt", await textOf(changed(sentences, 6)));
  expect(await look()).toMatchObject({ comparison: "waiting", duplicates: [] });
  await schools.system.runJobs();
  const { comparison, duplicates } = await look();
  expect(comparison).toBe("done");
  expect(duplicates).toEqual([
    {
      resourceId: id,
      title: "分数的初步认识",
      ownerCampus: expect.objectContaining({ id: unitOf("sanxiao").id, name: "三小校区" }),
      author: expect.objectContaining({ name: expect.any(String) }),
      isSameFile: false,
      percent: expect.any(Number),
    },
  ]);
  expect(duplicates[0].percent).toBeGreaterThan(80);
  expect(duplicates[0].percent).toBeLessThan(98);
});

test("the same text in another format is the same to the last word, the same bytes are called so", async () => {
  const sentences = lessonSentences(2, 50);
  const id = await shareAs(schools.author, "周长", sentences);
  await schools.system.runJobs();
  const asText = await uploadOf(schools.colleague, "周长.txt", await textOf(sentences));
  const asBytes = await uploadOf(schools.colleague, "同一份.docx", await docxOf(sentences));
  await schools.system.runJobs();
  expect((await asText.look()).duplicates).toMatchObject([
    { resourceId: id, percent: 100, isSameFile: false },
  ]);
  expect((await asBytes.look()).duplicates).toMatchObject([
    { resourceId: id, percent: 100, isSameFile: true },
  ]);
});

test("a form filled in twice, a cover sheet and another lesson are not the same", async () => {
  const form =
    "课题 课型 课时 主备人 执教人 课标要求 教材分析 学情分析 核心素养目标 教学重点 教学难点 教学准备 教学过程 教师活动 学生活动 设计意图 评价任务 板书设计 作业设计 教学反思 二次备课";
  const filled = (seed: number, count: number) => [form, ...lessonSentences(seed, count)];
  await shareAs(schools.author, "表格一", filled(31, 12));
  await shareAs(schools.author, "表格二", filled(34, 3));
  await shareAs(schools.author, "封面", ["三小校区 三年级 数学 教案"]);
  await schools.system.runJobs();
  for (const sentences of [
    filled(32, 12),
    filled(35, 3),
    ["三小校区 三年级 数学 教案"],
    lessonSentences(33, 60),
  ]) {
    const { look } = await uploadOf(schools.colleague, "另一份.txt", await textOf(sentences));
    await schools.system.runJobs();
    expect(await look()).toMatchObject({ comparison: "done", duplicates: [] });
  }
});

test("nothing is told of what the uploader may not see, nor of drafts, what is archived or was replaced", async () => {
  const sentences = lessonSentences(4, 50);
  const hidden = await shareAs(schools.author, "别人的", sentences);
  await shareAs(schools.author, "私人的", sentences, "private");
  await createDraft(schools.author, {
    title: "草稿",
    files: [{ name: "草稿.txt", bytes: await textOf(sentences) }],
  });
  await schools.system.runJobs();
  const seen = async (client: Client) => {
    const { look } = await uploadOf(client, "我的.txt", await textOf([...sentences, `${newId()}`]));
    await schools.system.runJobs();
    return (await look()).duplicates.map(({ title }: { title: string }) => title).sort();
  };
  expect(await seen(schools.outsider)).toEqual([]);
  expect(await seen(schools.colleague)).toEqual(["别人的"]);
  expect(await seen(schools.author)).toEqual(["别人的", "私人的"]);
  const { body } = await schools.author.patch(`/api/resources/${hidden}`).send({ files: [] }).expect(200);
  expect(body.hasDraft).toBe(true);
  expect(await seen(schools.colleague)).toEqual(["别人的"]);
  await schools.author.post(`/api/resources/${hidden}/publish`).send({ sharedWith: group }).expect(200);
  expect(await seen(schools.colleague)).toEqual([]);
});

test("that others had the bytes before does not show in a comparison that is there at once", async () => {
  const sentences = lessonSentences(5, 50);
  const bytes = await textOf(sentences);
  await shareAs(schools.author, "可见的", sentences);
  await publish(schools.outsider, "private", { title: "看不见的", files: [{ name: "一.txt", bytes }] });
  await schools.system.runJobs();
  const { look } = await uploadOf(schools.colleague, "二.txt", bytes);
  expect(await look()).toMatchObject({ comparison: "waiting", duplicates: [] });
  await schools.system.runJobs();
  expect(await look()).toMatchObject({ comparison: "done", duplicates: [{ title: "可见的" }] });
});

test("nor does it show under a name of which no text is read", async () => {
  const sentences = lessonSentences(10, 50);
  const bytes = await textOf(sentences);
  await shareAs(schools.author, "看得见的", sentences);
  await publish(schools.outsider, "private", { title: "别人的", files: [{ name: "一.txt", bytes }] });
  await schools.system.runJobs();
  const { look } = await uploadOf(schools.colleague, "一.json", bytes);
  expect(await look()).toMatchObject({ comparison: "done", duplicates: [] });
  const draft = await createDraft(schools.colleague, { title: "我的", files: [{ name: "一.json", bytes }] });
  await schools.system.runJobs();
  expect(await resourceDuplicates(schools.colleague, draft.id, { draft: "true" })).toEqual({
    comparison: "done",
    items: [],
  });
});

test("nor, in what was just published, to those who have nearly the same text or adapt it", async () => {
  const sentences = lessonSentences(11, 50);
  const bytes = await textOf(sentences);
  await publish(schools.outsider, "private", { title: "早有的", files: [{ name: "一.txt", bytes }] });
  const { look } = await uploadOf(schools.colleague, "二.txt", await textOf(changed(sentences, 4)));
  await schools.system.runJobs();
  const files = [{ name: "三.txt", bytes }];
  const { id } = await publish(schools.author, group, { title: "刚发布的", files });
  expect(await look()).toMatchObject({ comparison: "done", duplicates: [] });
  const copy = (await schools.colleague.post(`/api/resources/${id}/adapt`).send({}).expect(201)).body;
  const told = () => resourceDuplicates(schools.colleague, copy.id, { draft: "true" });
  expect((await told()).comparison).toBe("waiting");
  await schools.system.runJobs();
  expect((await look()).duplicates).toMatchObject([{ resourceId: id }]);
  expect((await told()).comparison).toBe("done");
});

test("a draft and a published resource tell their author what they are the same as, and nobody else", async () => {
  const sentences = lessonSentences(6, 50);
  const id = await shareAs(schools.author, "平移和旋转", sentences);
  await schools.system.runJobs();
  const draft = await createDraft(schools.colleague, {
    title: "我的平移",
    files: [
      { name: "封面.txt", bytes: await textOf(["封面"]) },
      { name: "教案.txt", bytes: await textOf(changed(sentences, 5)) },
    ],
  });
  expect(await resourceDuplicates(schools.colleague, draft.id, { draft: "true" })).toEqual({
    comparison: "waiting",
    items: [],
  });
  await schools.system.runJobs();
  const told = await resourceDuplicates(schools.colleague, draft.id, { draft: "true" });
  expect(told).toMatchObject({ comparison: "done", items: [{ resourceId: id, fileName: "教案.txt" }] });
  await schools.author.get(`/api/resources/${draft.id}/duplicates?draft=true`).expect(404);
  await schools.colleague.post(`/api/resources/${draft.id}/publish`).send({ sharedWith: group }).expect(200);
  expect((await resourceDuplicates(schools.colleague, draft.id)).comparison).toBe("waiting");
  await schools.system.runJobs();
  expect((await resourceDuplicates(schools.colleague, draft.id)).items).toEqual(told.items);
  expect((await resourceDuplicates(schools.author, id)).items).toMatchObject([{ resourceId: draft.id }]);
  await schools.author.get(`/api/resources/${draft.id}/duplicates`).expect(403);
  await schools.outsider.get(`/api/resources/${draft.id}/duplicates`).expect(404);
});

test("what it was adapted from or to, and its own versions, are left out", async () => {
  const id = await shareAs(schools.author, "克隆", lessonSentences(7, 50));
  await schools.system.runJobs();
  const copy = (await schools.colleague.post(`/api/resources/${id}/adapt`).send({}).expect(201)).body;
  const draftTold = await resourceDuplicates(schools.colleague, copy.id, { draft: "true" });
  expect(draftTold).toEqual({ comparison: "done", items: [] });
  await schools.colleague.post(`/api/resources/${copy.id}/publish`).send({ sharedWith: group }).expect(200);
  await schools.author.patch(`/api/resources/${id}`).send({ title: "克隆（二）" }).expect(200);
  await schools.system.runJobs();
  expect((await resourceDuplicates(schools.author, id)).items).toEqual([]);
  expect((await resourceDuplicates(schools.author, id, { draft: "true" })).items).toEqual([]);
  expect((await resourceDuplicates(schools.colleague, copy.id)).items).toEqual([]);
});

test("several uploads are looked up at once, and another's are as good as none", async () => {
  const mine = await uploadOf(schools.colleague, "一.txt", await textOf(lessonSentences(8, 50)));
  const other = await uploadOf(schools.author, "二.txt", await textOf(lessonSentences(8, 50)));
  const query = { id: [mine.id, other.id, newId()] };
  const { items } = (await schools.colleague.get("/api/uploads").query(query).expect(200)).body;
  expect(items).toEqual([await mine.look()]);
  expect((await schools.colleague.get("/api/uploads").expect(200)).body.items).toEqual([]);
});

test("pictures and archives, which have no text, are not waited for", async () => {
  for (const [name, bytes] of [
    ["图.png", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
    ["备课.zip", makeZip([{ name: "一.txt", bytes: "一" }])],
  ] as const) {
    const { look } = await uploadOf(schools.colleague, name, bytes);
    expect((await look()).comparison).toBe("done");
  }
});

test("texts that were read before there were sketches are sketched later, and lost comparisons taken up behind all else", async () => {
  const sentences = lessonSentences(9, 50);
  const id = await shareAs(schools.author, "旧的", sentences);
  await schools.system.runJobs();
  await schools.system.ctx.db.deleteFrom("text_sketch").execute();
  const { look } = await uploadOf(schools.colleague, "新的.txt", await textOf(changed(sentences, 4)));
  await schools.system.ctx.db.deleteFrom("graphile_worker._private_jobs" as never).execute();
  await readForgottenFiles(schools.system.ctx);
  await waitForTexts(schools.system.ctx, AbortSignal.timeout(5000));
  await schools.system.runJobs();
  expect(await look()).toMatchObject({ comparison: "done", duplicates: [{ resourceId: id }] });
});
