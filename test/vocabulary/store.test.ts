import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  findTextbookPaths,
  findUnknownTerms,
  seedTerms,
  seedVocabulary,
} from "../../server/modules/vocabulary/index.ts";
import { anonymous, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
});
afterAll(() => system.stop());

interface Node {
  id: string;
  parentId: string | null;
  kind: string;
  title: string;
  grade: string;
  volume: string;
}
const nodes = async (query: object): Promise<Node[]> =>
  (await anonymous(system).get("/api/textbook-nodes").query(query).expect(200)).body.items;

describe("the vocabulary", () => {
  test("is given whole to anybody, in both languages and in its order", async () => {
    const { schemes } = (await anonymous(system).get("/api/vocabulary").expect(200)).body;
    expect(Object.values(schemes).flat()).toHaveLength(seedTerms.length);
    expect(schemes.grade.map((term: { key: string }) => term.key)).toEqual([..."123456789"]);
    expect(schemes.kind[0]).toMatchObject({ zh: expect.any(String), en: expect.any(String), isActive: true });
  });

  test("names the unknown ones of many, each under its own scheme", async () => {
    const asked = [
      { scheme: "grade", key: "3" },
      { scheme: "grade", key: "13" },
      { scheme: "kind", key: "3" },
      { scheme: "'; drop table unit; --", key: "\\" },
      { scheme: "kind", key: "lesson-plan" },
    ];
    const unknown = await findUnknownTerms(system.ctx.db, asked);
    expect(unknown).toHaveLength(3);
    expect(unknown).toEqual(expect.arrayContaining([asked[1], asked[2], asked[3]]));
    expect(await findUnknownTerms(system.ctx.db, [])).toEqual([]);
  });

  test("keeps what was edited when it is seeded again, and still knows what is no longer offered", async () => {
    const { db } = system.ctx;
    const poetry = { zh: "古诗文", is_active: false };
    await db
      .updateTable("vocabulary_term")
      .set(poetry)
      .where("scheme", "=", "kind")
      .where("key", "=", "material")
      .execute();
    await seedVocabulary(db);
    const { schemes } = (await anonymous(system).get("/api/vocabulary").expect(200)).body;
    const term = schemes.kind.find((one: { key: string }) => one.key === "material");
    expect(term).toMatchObject({ zh: "古诗文", isActive: false });
    const teacher = await signedIn(system, "sanxiao.teacher");
    await teacher.post("/api/resources").send({ title: "旧种类", kind: "material" }).expect(201);
  });
});

describe("the browse path", () => {
  test("leads from subject to edition, grade and volume, then to units and lessons", async () => {
    const books = await nodes({ subject: "chinese", grade: "3" });
    expect(new Set(books.map((book) => book.kind))).toEqual(new Set(["textbook"]));
    expect(new Set(books.map((book) => book.volume)).size).toBe(2);
    const [book] = books as [Node];
    const units = await nodes({ parentId: book.id });
    expect(units.length).toBeGreaterThan(5);
    expect(units.every((unit) => unit.kind === "unit" && unit.parentId === book.id)).toBe(true);
    const lessons = await nodes({ parentId: units[0]?.id });
    expect(lessons.length).toBeGreaterThan(1);
    expect(lessons.every((lesson) => lesson.kind === "lesson")).toBe(true);
    const lesson = lessons[1] as Node;
    const path = (await findTextbookPaths(system.ctx.db, [lesson.id])).get(lesson.id) ?? [];
    expect(path.map((node) => node.id)).toEqual([book.id, units[0]?.id, lesson.id]);
  });

  test("ends where there is nothing, and refuses what is no place", async () => {
    expect(await nodes({ subject: "alchemy" })).toEqual([]);
    expect(await nodes({ parentId: "00000000-0000-4000-8000-000000000000" })).toEqual([]);
    for (const query of [{ parentId: "x" }, { subject: "" }, { subject: "x".repeat(61) }, { unit: "1" }])
      await anonymous(system).get("/api/textbook-nodes").query(query).expect(400);
  });

  test("gives a textbook whole from any place in it, and nothing from elsewhere", async () => {
    const whole = async (id: string | undefined): Promise<Node[]> =>
      (await anonymous(system).get(`/api/textbook-nodes/${id}/textbook`).expect(200)).body.items;
    const [book] = (await nodes({ subject: "science", grade: "1", volume: "1" })) as [Node];
    const units = await nodes({ parentId: book.id });
    const lessons = (await Promise.all(units.map(({ id }) => nodes({ parentId: id })))).flat();
    const all = await whole(lessons.at(-1)?.id);
    expect(all.filter(({ kind }) => kind === "textbook")).toEqual([book]);
    expect(all.filter(({ kind }) => kind === "unit")).toEqual(units);
    expect(all).toHaveLength(1 + units.length + lessons.length);
    const below = (id: string | undefined) => all.filter(({ parentId }) => parentId === id);
    expect(units.flatMap(({ id }) => below(id))).toEqual(lessons);
    expect(await whole(book.id.toUpperCase())).toEqual(all);
    for (const id of ["00000000-0000-4000-8000-000000000000", "x"])
      await anonymous(system).get(`/api/textbook-nodes/${id}/textbook`).expect(404);
  });

  test("is shown on a resource that names a place in it", async () => {
    const [book] = (await nodes({ subject: "mathematics", grade: "3" })) as [Node];
    const [unit] = (await nodes({ parentId: book.id })) as [Node];
    const teacher = await signedIn(system, "sanxiao.math");
    const made = await teacher
      .post("/api/resources")
      .send({ title: "放在书里", kind: "lesson-plan", textbookNodeId: unit.id })
      .expect(201);
    expect(made.body.textbook).toEqual({ id: unit.id, titles: [book.title, unit.title] });
  });
});

describe("guessing fields from file names", () => {
  test("is for the signed-in, bounded, and answers in the order asked", async () => {
    const path = "/api/guess-fields";
    const body = { fileNames: ["三年级语文上册《秋天的雨》教案.docx", "a.pdf"] };
    await anonymous(system).post(path).send(body).expect(401);
    const teacher = await signedIn(system, "sanxiao.teacher");
    for (const bad of [
      {},
      { fileNames: [] },
      { fileNames: [""] },
      { fileNames: Array(201).fill("x") },
      { fileNames: "x" },
    ])
      await teacher.post(path).send(bad).expect(400);
    const { guesses } = (await teacher.post(path).send(body).expect(200)).body;
    expect(guesses).toHaveLength(2);
    expect(guesses[0]).toMatchObject({ kind: "lesson-plan", subject: "chinese", grade: "3" });
  });

  test("reads the folders of a path, and offers no term that is not offered any more", async () => {
    const teacher = await signedIn(system, "sanxiao.teacher");
    const body = { fileNames: ["四年级下册/语文/第3单元/练习.docx"] };
    const ask = async () => (await teacher.post("/api/guess-fields").send(body).expect(200)).body.guesses[0];
    const guess = await ask();
    expect(guess).toMatchObject({ title: "练习", subject: "chinese", grade: "4", volume: "2" });
    expect(guess.reasons).toContainEqual(
      expect.objectContaining({ field: "subject", source: "folder", matched: "语文" }),
    );
    const setOffered = (isActive: boolean) =>
      system.ctx.db
        .updateTable("vocabulary_term")
        .set({ is_active: isActive })
        .where("scheme", "=", "subject")
        .where("key", "=", "chinese")
        .execute();
    await setOffered(false);
    expect((await ask()).subject).toBeUndefined();
    await setOffered(true);
  });
});
