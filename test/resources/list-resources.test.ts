import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, createDraft, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let colleague: Client;
const ids: string[] = [];
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
  colleague = await signedIn(system, "yixiao.teacher");
  for (let index = 0; index < 23; index++) {
    const subject = index % 2 === 0 ? "chinese" : "mathematics";
    const fields = { subject, grades: [String((index % 3) + 1)] };
    // Every third one at the same instant as the one before: a place in the list is more than its time.
    if (index % 3 !== 0) system.clock.advance(1000);
    ids.unshift(
      (await publish(teacher, unitOf("group1").id, { title: `第${index}份`, fields, files: [] })).id,
    );
  }
});
afterAll(() => system.stop());

type Page = { items: { id: string }[]; nextCursor: string | null };
const page = async (query: object, client = colleague): Promise<Page> =>
  (await client.get("/api/resources").query(query).expect(200)).body;
const all = async (query: object, client = colleague, between?: () => Promise<unknown>) => {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await page({ ...query, ...(cursor ? { cursor } : {}) }, client);
    found.push(...items.map((item) => item.id));
    cursor = nextCursor ?? undefined;
    await between?.();
  } while (cursor);
  return found;
};

describe("paging through a list", () => {
  test.each([1, 2, 7, 22, 23, 24, 100])("by %i gives each once, newest first", async (limit) => {
    const found = await all({ limit });
    expect(new Set(found).size).toBe(found.length);
    expect([...found].sort()).toEqual([...ids].sort());
    const times = await Promise.all(
      found.map(async (id) => (await colleague.get(`/api/resources/${id}`)).body.publishedAt as string),
    );
    expect(times).toEqual([...times].sort().reverse());
  });

  test("has neither gaps nor repeats while new ones are published", async () => {
    let added = 0;
    const found = await all({ limit: 5 }, colleague, async () => {
      if (added++ > 3) return;
      system.clock.advance(1000);
      await publish(teacher, unitOf("yixiao").id, { files: [] }).catch(() => null);
      await publish(colleague, unitOf("yixiao").id, { title: "刚发布的", files: [] });
    });
    expect(new Set(found).size).toBe(found.length);
    expect(found.filter((id) => ids.includes(id)).sort()).toEqual([...ids].sort());
  });

  test("goes on from a cursor only with the same question", async () => {
    const { nextCursor: cursor } = await page({ limit: 5 });
    await page({ limit: 7, cursor });
    for (const other of [{ kind: "courseware" }, { view: "mine" }, { subject: "chinese" }]) {
      const refused = await colleague
        .get("/api/resources")
        .query({ ...other, cursor })
        .expect(400);
      expect(refused.body.code).toBe("cursor.invalid");
    }
    for (const garbage of [
      "AAAA",
      "W10",
      "eyJ9",
      `${cursor}A`.slice(3),
      Buffer.from('["x",["2026","y"]]').toString("base64url"),
    ])
      expect((await colleague.get("/api/resources").query({ cursor: garbage }).expect(400)).body.code).toBe(
        "cursor.invalid",
      );
  });

  test("with a place that is made up ends in words, not in a failure", async () => {
    const { nextCursor } = await page({ limit: 5 });
    const [mark] = JSON.parse(Buffer.from(nextCursor as string, "base64url").toString());
    for (const place of [
      ["----------", ids[0]],
      ["2020-01-01 00:00:00+99", ids[0]],
      ["9999-99-99 99:99", ids[0]],
      ["2026-01-01 00:00", "x"],
      [1, 2],
      {},
      null,
    ]) {
      const cursor = Buffer.from(JSON.stringify([mark, place])).toString("base64url");
      await colleague.get("/api/resources").query({ limit: 5, cursor }).expect(400);
    }
  });

  test("shows another person's cursor nothing that its bearer may not see", async () => {
    const { nextCursor: cursor } = await page({ limit: 5 });
    const outsider = await signedIn(system, "erxiao.teacher");
    expect((await page({ limit: 5, cursor }, outsider)).items).toEqual([]);
  });
});

describe("filters", () => {
  test("narrow alone and together, each value of one being an alternative", async () => {
    const found = async (query: object) =>
      (await all({ limit: 100, ...query })).filter((id) => ids.includes(id)).length;
    expect(await found({ subject: "chinese" })).toBe(12);
    expect(await found({ subject: ["chinese", "mathematics"] })).toBe(23);
    expect(await found({ subject: "mathematics", grade: "1" })).toBe(4);
    expect(await found({ grade: ["1", "2", "3"] })).toBe(23);
    expect(await found({ campus: unitOf("sanxiao").id, author: personOf("sanxiao.teacher").id })).toBe(23);
    expect(await found({ campus: unitOf("yixiao").id })).toBe(0);
    expect(await found({ kind: "courseware" })).toBe(0);
    expect(await found({ subject: "no-such-subject" })).toBe(0);
  });
});

describe("a place in a textbook", () => {
  const nodes = async (query: object): Promise<{ id: string }[]> =>
    (await anonymous(system).get("/api/textbook-nodes").query(query).expect(200)).body.items;

  test("lists what is for it and for all below it, page by page, and only what the reader may see", async () => {
    const [book, otherBook] = await nodes({ subject: "mathematics" });
    const [unit, otherUnit] = await nodes({ parentId: book?.id });
    const [lesson, otherLesson] = await nodes({ parentId: unit?.id });
    const publishFor = async (node: { id: string } | undefined, sharedWith: string = unitOf("group1").id) => {
      system.clock.advance(1000);
      const fields = { textbookNodeId: node?.id };
      return (await publish(teacher, sharedWith, { title: "书里的一课", fields, files: [] })).id;
    };
    const ofBook = await publishFor(book);
    const ofUnit = await publishFor(unit);
    const ofLesson = await publishFor(lesson);
    const own = await publishFor(lesson, "private");
    const at = (node: { id: string } | undefined, client = colleague) =>
      all({ textbookNode: node?.id, limit: 1 }, client);
    expect(await at(book)).toEqual([ofLesson, ofUnit, ofBook]);
    expect(await at(unit)).toEqual([ofLesson, ofUnit]);
    expect(await at(lesson)).toEqual([ofLesson]);
    expect(await at(lesson, teacher)).toEqual([own, ofLesson]);
    for (const outsider of [anonymous(system), await signedIn(system, "erxiao.teacher")])
      expect(await at(book, outsider)).toEqual([]);
    for (const empty of [otherBook, otherUnit, otherLesson]) expect(await at(empty)).toEqual([]);
    expect(await all({ textbookNode: book?.id, subject: "chinese" })).toEqual([]);
    expect(await all({ textbookNode: unit?.id.toUpperCase() })).toHaveLength(2);
    expect(await all({ textbookNode: lesson?.id, view: "mine" }, teacher)).toEqual([own, ofLesson]);

    await teacher.patch(`/api/resources/${ofLesson}`).send({ textbookNodeId: otherLesson?.id }).expect(200);
    expect(await at(lesson)).toEqual([ofLesson]);
    expect(await all({ textbookNode: otherLesson?.id, view: "drafts" }, teacher)).toEqual([ofLesson]);
  });

  test("that there is not has nothing, and what is no id is refused", async () => {
    expect(await all({ textbookNode: "00000000-0000-4000-8000-000000000000" })).toEqual([]);
    await colleague.get("/api/resources").query({ textbookNode: "x" }).expect(400);
  });

  test("belongs to the question that a cursor goes on with", async () => {
    const [book] = await nodes({ subject: "mathematics" });
    const { nextCursor: cursor } = await page({ limit: 1, textbookNode: book?.id });
    const refused = await colleague.get("/api/resources").query({ cursor }).expect(400);
    expect(refused.body.code).toBe("cursor.invalid");
  });
});

describe("the piles of one's own", () => {
  test("are for the signed-in", async () => {
    for (const view of ["mine", "drafts", "archived"])
      await anonymous(system).get("/api/resources").query({ view }).expect(401);
    await anonymous(system).get("/api/resources").expect(200);
  });

  test("hold what they say: published, drafts with next versions, archived", async () => {
    const client = await signedIn(system, "wuxiao.teacher");
    const published = await publish(client, unitOf("group3").id, { files: [] });
    const draft = await createDraft(client, { files: [] });
    const next = await publish(client, "private", { files: [] });
    await client.patch(`/api/resources/${next.id}`).send({ title: "下一版" }).expect(200);
    const archived = await publish(client, unitOf("group3").id, { files: [] });
    await client.post(`/api/resources/${archived.id}/archive`).expect(200);
    const pile = async (view: string) => (await all({ view }, client)).sort();
    expect(await pile("mine")).toEqual([published.id, next.id].sort());
    expect(await pile("drafts")).toEqual([draft.id, next.id].sort());
    expect(await pile("archived")).toEqual([archived.id]);
    expect(await pile("published")).toEqual([published.id, next.id].sort());
    const drafts = await page({ view: "drafts" }, client);
    expect(drafts.items).toContainEqual(expect.objectContaining({ id: next.id, title: "下一版" }));
  });
});
