import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stableId } from "../../server/modules/vocabulary/index.ts";
import { anonymous, type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

interface Suggested {
  kind: string;
  text: string;
  key: string;
  resourceId: string;
}

let system: TestSystem;
let author: Client;
let colleague: Client;
let outsider: Client;
const lessonId = stableId("a lesson of this test");

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  [author, colleague, outsider] = await Promise.all([
    signedIn(system, "sanxiao.teacher"),
    signedIn(system, "yixiao.teacher"),
    signedIn(system, "erxiao.teacher"),
  ]);
  await sql`insert into textbook_node (id, parent_id, kind, subject, edition, grade, volume, title, position)
    values (${lessonId}, null, 'lesson', 'math', 'renjiao', '3', '1', '蒲公英的约定', 1)`.execute(
    system.ctx.db,
  );
});
afterAll(() => system.stop());

const suggest = async (client: Client, q: string, limit = 8): Promise<Suggested[]> =>
  (await client.get("/api/search/suggest").query({ q, limit }).expect(200)).body.suggestions;

const ofKind = (suggestions: Suggested[], kind: string) => suggestions.filter((one) => one.kind === kind);

test("what waits for the index to catch up hides nothing that another resource vouches for", async () => {
  const title = "蜗牛慢慢走";
  const kept = await publish(author, unitOf("group1").id, { title });
  const narrowed = [];
  for (let i = 0; i < 5; i += 1)
    narrowed.push(await publish(author, unitOf("group1").id, { title: i === 0 ? title : `蜗牛 ${i}` }));
  await system.runJobs();
  for (const { id } of narrowed)
    await author.put(`/api/resources/${id}/sharing`).send({ sharedWith: "private" }).expect(200);
  expect(await suggest(colleague, "蜗牛", 2)).toEqual([
    { kind: "title", text: title, key: kept.id, resourceId: kept.id },
  ]);
  await system.runJobs();
});

test("titles, lessons, authors and campuses are suggested, each with a resource that has it", async () => {
  const made = await publish(author, unitOf("group1").id, {
    title: "绒球飞行记",
    fields: { textbookNodeId: lessonId },
  });
  await system.runJobs();
  expect(await suggest(colleague, "绒球")).toEqual([
    { kind: "title", text: "绒球飞行记", key: made.id, resourceId: made.id },
  ]);
  expect(ofKind(await suggest(colleague, "蒲公英"), "lesson")).toEqual([
    { kind: "lesson", text: "蒲公英的约定", key: lessonId, resourceId: made.id },
  ]);
  const { name, id } = personOf("sanxiao.teacher");
  expect(ofKind(await suggest(colleague, name.slice(0, 2)), "author")).toContainEqual(
    expect.objectContaining({ kind: "author", text: name, key: id }),
  );
  const campus = unitOf("sanxiao");
  expect(ofKind(await suggest(colleague, campus.name), "campus")).toContainEqual(
    expect.objectContaining({ kind: "campus", text: campus.name, key: campus.id }),
  );
});

test("nothing that only another group has is suggested, to the public nothing but what is public", async () => {
  const words = ["绒球", "rongqiu", "rqfx", "蒲公英", "pugongying", personOf("sanxiao.teacher").name];
  for (const word of words) {
    expect(await suggest(outsider, word), word).toEqual([]);
    expect(await suggest(anonymous(system), word), word).toEqual([]);
  }
});

test("names are those of today, though the index has the old ones", async () => {
  const { id, name } = personOf("sanxiao.teacher");
  await sql`update person set name = '改了姓名' where id = ${id}`.execute(system.ctx.db);
  const suggested = ofKind(await suggest(colleague, name.slice(0, 2)), "author").filter(
    ({ key }) => key === id,
  );
  expect(suggested.map(({ text }) => text)).toEqual(["改了姓名"]);
  await sql`update person set name = ${name} where id = ${id}`.execute(system.ctx.db);
});

test.each([
  ["sharing", "只此一件的风铃", (path: string) => author.put(`${path}/sharing`)],
  ["publishing", "别无二致的风筝", (path: string) => author.post(`${path}/publish`)],
])(
  "what was narrowed by %s a moment ago vouches for nothing, before the index has heard of it",
  async (_how, title, narrow) => {
    const made = await publish(author, unitOf("group1").id, {
      title,
      fields: { textbookNodeId: lessonId },
    });
    await system.runJobs();
    expect(await suggest(colleague, title)).toHaveLength(1);
    const path = `/api/resources/${made.id}`;
    await author.patch(path).send({ summary: "改过" }).expect(200);
    await narrow(path).send({ sharedWith: "private" }).expect(200);
    expect(await suggest(colleague, title)).toEqual([]);
    // The author still sees it, but until the index has caught up nobody is told from there.
    expect(await suggest(author, title)).toEqual([]);
    await system.runJobs();
    expect(await suggest(author, title)).toHaveLength(1);
    expect(await suggest(colleague, title)).toEqual([]);
  },
);

test("several resources of one title are one suggestion, and there are no more than asked for", async () => {
  for (let i = 0; i < 3; i++) await publish(author, unitOf("group1").id, { title: "同名的萤火虫" });
  for (let i = 0; i < 3; i++) await publish(author, unitOf("group1").id, { title: `同名的萤火虫 ${i}` });
  await system.runJobs();
  const titles = (await suggest(colleague, "同名的萤火虫")).map(({ text }) => text);
  expect([...titles].sort()).toEqual(["同名的萤火虫", "同名的萤火虫 0", "同名的萤火虫 1", "同名的萤火虫 2"]);
  expect(await suggest(colleague, "同名的萤火虫", 2)).toHaveLength(2);
});

test("nonsense is answered with nothing, and a question that is none with 400", async () => {
  for (const q of ["！？…", '" * ^ : ( ) NEAR', "\u{1F600}", "\u0001", "%_\\", "xqzj"])
    expect(await suggest(colleague, q), q).toEqual([]);
  for (const query of [
    {},
    { q: "" },
    { q: "字".repeat(101) },
    { q: "字", limit: 0 },
    { q: "字", scope: "public" },
  ])
    await colleague.get("/api/search/suggest").query(query).expect(400);
});
