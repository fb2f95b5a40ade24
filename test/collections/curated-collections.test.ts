import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, seedPeople, signedIn } from "../support/client.ts";
import {
  createCollection,
  draftOf,
  gather,
  outlineOf,
  publishOf,
  readCollection,
  take,
} from "../support/collections.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

const campus = unitOf("sanxiao").id;
const group = unitOf("group1").id;

let system: TestSystem;
let teacher: Client;
let colleague: Client;
let neighbour: Client;
let outsider: Client;
let lead: Client;
let research: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  const names = [
    "sanxiao.teacher",
    "sanxiao.math",
    "yixiao.teacher",
    "erxiao.teacher",
    "sanxiao.lead",
    "group1.research",
  ];
  [teacher, colleague, neighbour, outsider, lead, research] = (await Promise.all(
    names.map((name) => signedIn(system, name)),
  )) as [Client, Client, Client, Client, Client, Client];
});
afterAll(() => system.stop());

const listed = async (client: Client, view: string): Promise<string[]> =>
  (await client.get(`/api/collections?view=${view}`).expect(200)).body.items.map(
    ({ id }: { id: string }) => id,
  );

describe("a proposed collection", () => {
  test("is its proposer's until it is submitted, then the curators', then its unit's", async () => {
    const shared = await publishOf(teacher, group, "分数的初步认识");
    const own = await publishOf(teacher, campus, "只给本校的");
    const draft = await draftOf(teacher, "还没写完的");
    const [{ id }] = await gather(teacher, { "数学/分数": [shared, own, draft] });
    await teacher.patch(`/api/collections/${id}`).send({ unitId: group, title: "分数专题" }).expect(200);
    for (const other of [colleague, lead, research, neighbour])
      await other.get(`/api/collections/${id}`).expect(404);

    await take(teacher, id, "waiting").expect(200);
    expect(await listed(research, "waiting")).toContain(id);
    // The campus's lead curates at the campus, and this went to the group.
    for (const other of [colleague, lead, neighbour]) await other.get(`/api/collections/${id}`).expect(404);
    await take(teacher, id, "curated").expect(403);
    expect(await outlineOf(research, id)).toEqual({ "": [], "/分数": ["分数的初步认识"] });

    await take(research, id, "curated").expect(200);
    expect(await listed(research, "waiting")).not.toContain(id);
    expect(await listed(neighbour, "curated")).toContain(id);
    expect((await outlineOf(neighbour, id))["/分数"]).toEqual(["分数的初步认识"]);
    expect((await outlineOf(colleague, id))["/分数"]?.toSorted()).toEqual(["分数的初步认识", "只给本校的"]);
    expect((await outlineOf(teacher, id))["/分数"]).toHaveLength(3);
    const counts = async (client: Client) => {
      const { entryCount, sections, revision } = await readCollection(client, id);
      return [entryCount, sections[0].entryCount, revision === null];
    };
    expect(await counts(neighbour)).toEqual([1, 1, true]);
    expect(await counts(teacher)).toEqual([3, 3, true]);
    expect(await counts(research)).toEqual([1, 1, false]);
    await outsider.get(`/api/collections/${id}`).expect(404);
    await anonymous(system).get(`/api/collections/${id}`).expect(401);
    await teacher.patch(`/api/collections/${id}`).send({ title: "改" }).expect(403);
  });

  test("is declined with a reason that its proposer reads, mended and submitted again", async () => {
    const { id } = await createCollection(teacher, campus, "待改的");
    await take(teacher, id, "waiting").expect(200);
    expect((await take(lead, id, "declined").expect(400)).body.code).toBe("collection.reason");
    await take(lead, id, "declined", "请按单元整理").expect(200);
    expect(await readCollection(teacher, id)).toMatchObject({
      state: "declined",
      reason: "请按单元整理",
      decidedBy: { id: personOf("sanxiao.lead").id },
    });
    await colleague.get(`/api/collections/${id}`).expect(404);
    await teacher.patch(`/api/collections/${id}`).send({ summary: "已整理" }).expect(200);
    await take(teacher, id, "waiting").expect(200);
    await take(lead, id, "curated").expect(200);
    // Both decisions can be taken back.
    await take(lead, id, "waiting").expect(200);
    await colleague.get(`/api/collections/${id}`).expect(404);
    await take(teacher, id, "draft").expect(200);
    await lead.get(`/api/collections/${id}`).expect(404);
  });

  test("goes nowhere but where the steps lead", async () => {
    const { id } = await createCollection(teacher, campus, "步骤");
    await take(teacher, id, "curated").expect(403);
    await take(teacher, id, "declined", "不").expect(403);
    await take(teacher, id, "nonsense").expect(400);
    await take(teacher, id, "waiting").expect(200);
    await take(teacher, id, "waiting").expect(403);
    await teacher
      .patch(`/api/collections/${id}`)
      .send({ unitId: unitOf("erxiao").id })
      .expect(404);
    await teacher
      .patch(`/api/collections/${id}`)
      .send({ unitId: unitOf("yixiao").id })
      .expect(403);
    await teacher
      .patch(`/api/collections/${id}`)
      .send({ unitId: unitOf("xinping").id })
      .expect(403);
  });
});

describe("a curated collection", () => {
  test("is made at once by who curates there, and is edited under its revision", async () => {
    const made = await createCollection(research, group, "群文阅读");
    expect(made).toMatchObject({ state: "curated", revision: 1, can: { edit: true } });
    expect(await createCollection(research, group, "先不公开", { asProposal: true })).toMatchObject({
      state: "draft",
    });
    const path = `/api/collections/${made.id}`;
    const added = await research
      .post(`${path}/sections`)
      .set("If-Match", '"1"')
      .send({ title: "第一单元" })
      .expect(201);
    expect(added.headers.etag).toBe('"2"');
    await research.post(`${path}/sections`).set("If-Match", '"1"').send({ title: "又一次" }).expect(412);
    await teacher.post(`${path}/sections`).send({ title: "不行" }).expect(403);
    await outsider.post(`${path}/sections`).send({ title: "不行" }).expect(404);
    await research.delete(path).set("If-Match", '"1"').expect(412);
    await research.delete(path).expect(204);
    await teacher.get(path).expect(404);
    expect(await listed(research, "curated")).not.toContain(made.id);
    await teacher.post(`${path}/restore`).expect(404);
    await research.post(`${path}/restore`).expect(200);
    await teacher.get(path).expect(200);
  });

  test("made twice under one key is made once", async () => {
    const make = () =>
      teacher.post("/api/collections").set("Idempotency-Key", "once").send({ unitId: campus, title: "一次" });
    const [first, second] = [await make().expect(201), await make().expect(201)];
    expect(second.body).toEqual(first.body);
  });

  test("has sections that are moved, and dissolved without losing anything", async () => {
    const { id } = await createCollection(lead, campus, "整理");
    const path = `/api/collections/${id}`;
    const idOf = async (title: string): Promise<string> =>
      (await readCollection(lead, id)).sections.find((one: { title: string }) => one.title === title).id;
    for (const title of ["甲", "乙", "丙"]) await lead.post(`${path}/sections`).send({ title }).expect(201);
    const [one, two, three] = [await idOf("甲"), await idOf("乙"), await idOf("丙")];
    await lead.post(`${path}/sections`).send({ title: "丁", parentId: two }).expect(201);
    const resource = await publishOf(teacher, campus, "一份教案");
    await lead.put(`${path}/entries/${resource}`).send({ sectionId: two }).expect(200);
    await lead.patch(`${path}/sections/${three}`).send({ afterId: null }).expect(200);
    expect(Object.keys(await outlineOf(teacher, id))).toEqual(["", "/丙", "/甲", "/乙", "/乙/丁"]);
    await lead
      .patch(`${path}/sections/${two}`)
      .send({ parentId: await idOf("丁") })
      .expect(409);
    await lead
      .patch(`${path}/sections/${two}`)
      .send({ afterId: await idOf("丁") })
      .expect(400);
    await lead.patch(`${path}/sections/${two}`).send({ parentId: one }).expect(200);
    expect(await outlineOf(teacher, id)).toEqual({
      "": [],
      "/丙": [],
      "/甲": [],
      "/甲/乙": ["一份教案"],
      "/甲/乙/丁": [],
    });
    await lead.delete(`${path}/sections/${two}`).expect(200);
    expect(await outlineOf(teacher, id)).toEqual({ "": [], "/丙": [], "/甲": ["一份教案"], "/甲/丁": [] });
  });

  test("keeps the order that its curator gives, also around what that one is not shown", async () => {
    const { id } = await createCollection(lead, campus, "顺序");
    const titles = ["一", "二", "三"];
    const ids: string[] = [];
    for (const title of titles) ids.push(await publishOf(teacher, campus, title));
    for (const one of ids) await lead.put(`/api/collections/${id}/entries/${one}`).send({}).expect(200);
    expect((await outlineOf(teacher, id))[""]).toEqual(titles);
    await lead.put(`/api/collections/${id}/entries/${ids[2]}`).send({ afterId: ids[0] }).expect(200);
    expect((await outlineOf(teacher, id))[""]).toEqual(["一", "三", "二"]);
    const sharing = (to: string) =>
      teacher.put(`/api/resources/${ids[2]}/sharing`).send({ sharedWith: to }).expect(200);
    await sharing("private");
    expect((await outlineOf(lead, id))[""]).toEqual(["一", "二"]);
    await lead.put(`/api/collections/${id}/entries/${ids[1]}`).send({ afterId: null }).expect(200);
    await sharing(campus);
    expect((await outlineOf(lead, id))[""]).toEqual(["二", "一", "三"]);
    const first = await lead.get(`/api/collections/${id}/entries?limit=2`).expect(200);
    const rest = await lead
      .get(`/api/collections/${id}/entries?limit=2&cursor=${first.body.nextCursor}`)
      .expect(200);
    expect([first.body.items.length, rest.body.items.length, rest.body.nextCursor]).toEqual([2, 1, null]);
    await lead.delete(`/api/collections/${id}/entries/${ids[0]}`).expect(200);
    await lead.delete(`/api/collections/${id}/entries/${ids[0]}`).expect(404);
    expect((await outlineOf(teacher, id))[""]).toEqual(["二", "三"]);
  });

  test("takes only what is published, and what may be seen", async () => {
    const { id } = await createCollection(lead, campus, "规矩");
    const put = (client: Client, resource: string) =>
      client.put(`/api/collections/${id}/entries/${resource}`).send({});
    expect((await put(lead, await draftOf(lead, "草稿")).expect(409)).body.code).toBe("collection.not-out");
    await put(lead, await draftOf(teacher, "别人的草稿")).expect(404);
    await put(lead, await publishOf(outsider, unitOf("erxiao").id, "别校的")).expect(404);
  });

  test("is proposed into by its readers, and whoever keeps it lets in or declines", async () => {
    const { id } = await createCollection(lead, campus, "征集");
    const [good, bad] = [await publishOf(teacher, campus, "好课"), await publishOf(teacher, campus, "别的")];
    const entry = (resource: string) => `/api/collections/${id}/entries/${resource}`;
    // A reader is told no revision, neither as such nor by what is refused.
    for (const [number, one] of [good, bad].entries())
      await teacher
        .put(entry(one))
        .set("If-Match", `"${number + 1}"`)
        .send({})
        .expect(200);
    await lead.put(entry(good)).set("If-Match", '"99"').send({}).expect(412);
    const waiting = async (client: Client): Promise<string[]> =>
      (await client.get(`/api/collections/${id}/entries?state=waiting`).expect(200)).body.items.map(
        (one: { resource: { title: string } }) => one.resource.title,
      );
    expect((await waiting(lead)).toSorted()).toEqual(["别的", "好课"]);
    expect(await waiting(teacher)).toHaveLength(2);
    expect(await waiting(colleague)).toEqual([]);
    expect([
      (await readCollection(lead, id)).waitingCount,
      (await readCollection(colleague, id)).waitingCount,
    ]).toEqual([2, 0]);
    expect(await outlineOf(colleague, id)).toEqual({ "": [] });
    await colleague.delete(entry(good)).expect(404);
    await lead.put(entry(good)).send({}).expect(200);
    await lead.delete(entry(bad)).expect(200);
    expect(await waiting(teacher)).toEqual([]);
    expect(await outlineOf(colleague, id)).toEqual({ "": ["好课"] });
    await teacher.delete(entry(good)).expect(403);
    await teacher.put(entry(bad)).send({}).expect(200);
    await teacher.delete(entry(bad)).expect(200);
    expect(await waiting(lead)).toEqual([]);
    const { body } = await colleague.get(`/api/resources/${good}/collections`).expect(200);
    expect(body.items.map((one: { id: string }) => one.id)).toEqual([id]);
    await outsider.get(`/api/resources/${good}/collections`).expect(404);
  });
});
