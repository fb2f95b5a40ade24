import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
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

const lockedPdf = (): Buffer => {
  const key = `<${"5A".repeat(32)}>`;
  const encryption = `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O ${key} /U ${key} >>`;
  const id = "[<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]";
  const plain = makePdf({ title: "密", pages: [["密"]] }).toString("latin1");
  return Buffer.from(plain.replace("/Root 1 0 R", `/Root 1 0 R /Encrypt ${encryption} /ID ${id}`), "latin1");
};
const halfDocx = async (): Promise<Buffer> => {
  const whole = await makeDocx({ title: "教案", paragraphs: ["甲乙丙".repeat(5000)] });
  return whole.subarray(0, whole.length / 2);
};

/** Titles of what a reader finds by these words. */
const found = async (q: string): Promise<string[]> => {
  const reply = await colleague.get("/api/search").query({ q }).expect(200);
  expect(reply.body.degraded).toBe(false);
  return reply.body.hits.map((hit: { resource: { title: string } }) => hit.resource.title);
};
const filesOf = async (resource: { id: string }) =>
  (await teacher.get(`/api/resources/${resource.id}`).expect(200)).body.files;

describe("a file whose text cannot be read", () => {
  test.each<[string, string, () => Buffer | Promise<Buffer>, { status: string; reason: string }]>([
    ["broken", "彩虹桥.docx", halfDocx, { status: "failed", reason: "broken" }],
    ["locked", "石拱门.pdf", lockedPdf, { status: "failed", reason: "encrypted" }],
    [
      "scanned",
      "稻草人.pdf",
      () => makePdf({ title: "", pages: [[], []] }),
      { status: "none", reason: "scanned" },
    ],
    [
      "of no kind that is read",
      "风筝线.bin",
      () => Buffer.alloc(100, 1),
      { status: "none", reason: "unsupported" },
    ],
  ])("leaves its resource findable by its fields and says why: %s", async (how, name, make, text) => {
    const title = `${name.slice(0, 3)}的课`;
    const files = [{ name, bytes: await make() }];
    const resource = await publish(teacher, unitOf("group1").id, {
      title,
      files,
      fields: { keywords: [`关键词${how.length}`] },
    });
    expect((await filesOf(resource))[0].text).toEqual({ status: "waiting", reason: null, pageCount: null });
    await system.runJobs();
    expect((await filesOf(resource))[0].text).toEqual({ ...text, pageCount: null });
    expect(await found(name.slice(0, 3))).toEqual([title]);
    const passages = `/api/resources/${resource.id}/files/${resource.files[0].id}/passages`;
    expect((await colleague.get(passages).expect(200)).body.items).toEqual([]);
  });

  test("keeps neither its neighbours in the resource nor other resources from being found by their text", async () => {
    const good = await makeDocx({ title: "好", paragraphs: ["蜻蜓点水的下午"] });
    const files = [
      { name: "坏.docx", bytes: (await halfDocx()).subarray(1) },
      { name: "好.docx", bytes: good },
    ];
    await publish(teacher, unitOf("group1").id, { title: "好坏都有", files });
    await publish(teacher, unitOf("group1").id, { title: "后来的", text: "屋檐下的燕子窝" });
    await system.runJobs();
    expect(await found("蜻蜓点水")).toEqual(["好坏都有"]);
    expect(await found("燕子窝")).toEqual(["后来的"]);
  });
});

describe("a published resource", () => {
  test("is found by its fields before anybody has read its files", async () => {
    await publish(teacher, unitOf("group1").id, { title: "还没读完的萤火虫" });
    const { rows } = await system.connection.pool.query(
      "select count(*)::int as waiting from graphile_worker.jobs where task_identifier = 'extract-text'",
    );
    expect(rows[0].waiting).toBe(1);
    await system.runJobs();
    expect(await found("萤火虫")).toEqual(["还没读完的萤火虫"]);
  });

  test("is found by the new version's words and no longer by the old one's", async () => {
    const resource = await publish(teacher, unitOf("group1").id, { title: "换了内容", text: "骆驼商队" });
    await system.runJobs();
    expect(await found("骆驼商队")).toEqual(["换了内容"]);
    await teacher.patch(`/api/resources/${resource.id}`).send({ files: [], summary: "水车磨坊" }).expect(200);
    await system.runJobs();
    expect(await found("骆驼商队")).toEqual(["换了内容"]);
    expect(await found("水车磨坊")).toEqual([]);
    await teacher
      .post(`/api/resources/${resource.id}/publish`)
      .send({ sharedWith: unitOf("group1").id })
      .expect(200);
    await system.runJobs();
    expect(await found("骆驼商队")).toEqual([]);
    expect(await found("水车磨坊")).toEqual(["换了内容"]);
  });

  test("is read once for equal bytes, and found in each resource that has them", async () => {
    const bytes = await makeDocx({ title: "共用", paragraphs: ["猫头鹰值夜班"] });
    for (const title of ["共用一", "共用二"])
      await publish(teacher, unitOf("group1").id, { title, files: [{ name: "共用.docx", bytes }] });
    await system.runJobs();
    expect((await found("猫头鹰值夜班")).sort()).toEqual(["共用一", "共用二"]);
  });
});
