import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, seedPeople, signedIn } from "../support/client.ts";
import { draftOf, gather, outlineOf, publishOf, readCollection, take } from "../support/collections.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let colleague: Client;
let lead: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
  colleague = await signedIn(system, "sanxiao.math");
  lead = await signedIn(system, "sanxiao.lead");
});
afterAll(() => system.stop());

const draft = (title: string) => draftOf(teacher, title);
const mine = async (client: Client) =>
  (await client.get("/api/collections?view=mine").expect(200)).body.items;

describe("folders that are brought", () => {
  test("become one proposal for each top folder, the folders below in the order in which people read them", async () => {
    const [one, two, ten, cover, sheet] = [
      await draft("大青小虫"),
      await draft("花的学校"),
      await draft("司马光"),
      await draft("封面"),
      await draft("口算"),
    ];
    const items = await gather(teacher, {
      "三年级上册/第十单元": [ten],
      "三年级上册/第二单元/课件": [two],
      三年级上册: [cover],
      "三年级上册/第一单元": [one],
      数学练习: [sheet],
    });
    expect(items).toMatchObject([
      { title: "三年级上册", state: "draft", addedCount: 4 },
      { title: "数学练习", state: "draft", addedCount: 1 },
    ]);
    const outline = await outlineOf(teacher, items[0].id);
    expect(Object.entries(outline)).toEqual([
      ["", ["封面"]],
      ["/第一单元", ["大青小虫"]],
      ["/第二单元", []],
      ["/第二单元/课件", ["花的学校"]],
      ["/第十单元", ["司马光"]],
    ]);
    expect(await readCollection(teacher, items[0].id)).toMatchObject({
      unit: { id: unitOf("sanxiao").id },
      entryCount: 4,
      sectionCount: 4,
    });
  });

  test("and come again add what is new at its place, and nothing twice", async () => {
    const [first, third] = [await draft("第1课"), await draft("第3课")];
    const folders = { "再来/第一单元": [first, third] };
    const [made] = await gather(teacher, folders);
    const before = await readCollection(teacher, made.id);
    expect(await gather(teacher, folders)).toMatchObject([{ id: made.id, addedCount: 0 }]);
    expect(await readCollection(teacher, made.id)).toEqual(before);
    const second = await draft("第2课");
    const both = await Promise.all([
      gather(teacher, { "再来/第一单元": [second] }),
      gather(teacher, { "再来/第一单元": [second] }),
    ]);
    expect(both.map(([item]) => item.addedCount).toSorted()).toEqual([0, 1]);
    expect((await outlineOf(teacher, made.id))["/第一单元"]).toEqual(["第1课", "第2课", "第3课"]);
  });

  test("keep what the proposer made of them: names, order, what was taken out", async () => {
    const [one, other] = [await draft("一"), await draft("其他")];
    const [made] = await gather(teacher, { "备课夹/乱": [one, other] });
    const { sections } = await readCollection(teacher, made.id);
    const section = `/api/collections/${made.id}/sections/${sections[0].id}`;
    await teacher.patch(`/api/collections/${made.id}`).send({ title: "我的备课" }).expect(200);
    await teacher.patch(section).send({ title: "整理好的" }).expect(200);
    await teacher.delete(`/api/collections/${made.id}/entries/${other}`).expect(200);
    const late = await draft("迟到");
    await gather(teacher, { "备课夹/乱": [one, other, late] });
    expect(await outlineOf(teacher, made.id)).toEqual({ "": [], "/整理好的": ["迟到", "一"] });
    expect((await readCollection(teacher, made.id)).title).toBe("我的备课");
  });

  test("and whose proposal was removed or accepted begin another with what is new only", async () => {
    const [one, two, three] = [await draft("甲"), await draft("乙"), await draft("丙")];
    const [first] = await gather(teacher, { 又一夹: [one] });
    await teacher.delete(`/api/collections/${first.id}`).expect(204);
    expect(await gather(teacher, { 又一夹: [one] })).toEqual([]);
    const [second] = await gather(teacher, { 又一夹: [one, two] });
    expect(second).toMatchObject({ addedCount: 1 });
    await take(teacher, second.id, "waiting").expect(200);
    await take(lead, second.id, "curated").expect(200);
    const [third] = await gather(teacher, { 又一夹: [one, two, three] });
    expect(third.id).not.toBe(second.id);
    expect(await outlineOf(teacher, third.id)).toEqual({ "": ["丙"] });
  });

  test("lose what is thrown away, and what is archived, in names and in numbers", async () => {
    const [thrown, kept] = [await draft("要扔的"), await draft("要留的")];
    const [made] = await gather(teacher, { 要扔的夹: [thrown, kept] });
    await teacher.post(`/api/resources/${thrown}/archive`).expect(200);
    expect(await outlineOf(teacher, made.id)).toEqual({ "": ["要留的"] });
    expect(await readCollection(teacher, made.id)).toMatchObject({ entryCount: 1, directCount: 1 });
  });

  test("hold nothing that the asker may not see, and are nobody else's", async () => {
    const hidden = await draftOf(colleague, "别人的草稿");
    expect(await gather(teacher, { 偷看: [hidden] })).toEqual([]);
    const own = await draft("自己的");
    const [made] = await gather(teacher, { 偷看: [hidden, own] });
    expect(made.addedCount).toBe(1);
    await colleague.get(`/api/collections/${made.id}`).expect(404);
    await lead.get(`/api/collections/${made.id}`).expect(404);
    expect((await mine(colleague)).map(({ id }: { id: string }) => id)).not.toContain(made.id);
  });

  test("with names too long, or written in two ways, are the same folders when they come again", async () => {
    const [one, two] = [await draft("长"), await draft("短")];
    const long = `${"长".repeat(199)}😀册`;
    const [made] = await gather(teacher, { [`${long}/./${long}/Cafe\u0301`]: [one] });
    expect(await gather(teacher, { [`${long}/${long}/Caf\u00e9`]: [two] })).toMatchObject([{ id: made.id }]);
    const { sections } = await readCollection(teacher, made.id);
    expect(sections.map(({ title }: { title: string }) => title.slice(-4))).toEqual(["长长长\ufffd", "Café"]);
  });

  test("add nothing to a proposal that is accepted in the same moment", async () => {
    const [one, two] = [await draft("先"), await draft("后")];
    const [made] = await gather(teacher, { 同时: [one] });
    await take(teacher, made.id, "waiting").expect(200);
    const accepting = await system.connection.pool.connect();
    await accepting.query("begin");
    await accepting.query("update collection set state = 'curated', decided_at = now() where id = $1", [
      made.id,
    ]);
    const gathering = gather(teacher, { 同时: [one, two] });
    await until("the gathering waits for the decision", async () => {
      const { rows } = await system.connection.pool.query("select from pg_locks where not granted");
      return rows.length > 0;
    });
    await accepting.query("commit");
    accepting.release();
    const [next] = await gathering;
    expect(next.id).not.toBe(made.id);
    expect(await outlineOf(teacher, made.id)).toEqual({ "": ["先"] });
  });

  test("deeper than a collection goes stand in its last level", async () => {
    const deep = await draft("深处");
    const names = Array.from({ length: 12 }, (_, index) => `第${index + 1}层`);
    const [made] = await gather(teacher, { [names.join("/")]: [deep] });
    const outline = await outlineOf(teacher, made.id);
    expect(outline[`/${names.slice(1, 8).join("/")}`]).toEqual(["深处"]);
    expect(Object.keys(outline)).toHaveLength(8);
    const last = (await readCollection(teacher, made.id)).sections.at(-1).id;
    const tooDeep = { title: "再深", parentId: last };
    const refused = await teacher.post(`/api/collections/${made.id}/sections`).send(tooDeep).expect(409);
    expect(refused.body.code).toBe("collection.too-deep");
  });

  test("are refused where they are no folders, or for a campus that is not the asker's", async () => {
    const own = await draft("又一份");
    const post = (body: object) => teacher.post("/api/collection-proposals").send(body);
    await post({ folders: [] }).expect(400);
    await post({ folders: [{ path: "", resources: [own] }] }).expect(400);
    expect((await post({ folders: [{ path: "///", resources: [own] }] }).expect(200)).body.items).toEqual([]);
    const elsewhere = { campusId: unitOf("yixiao").id, folders: [{ path: "夹", resources: [own] }] };
    await post(elsewhere).expect(404);
    const officer = await signedIn(system, "xinping.officer");
    const shared = await publishOf(lead, "public", "公开的");
    const refused = await officer
      .post("/api/collection-proposals")
      .send({ folders: [{ path: "夹", resources: [shared] }] })
      .expect(403);
    expect(refused.body.code).toBe("collection.no-campus");
  });
});
