import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makePlainText } from "../../scripts/make-files/text.ts";
import { nearTexts } from "../../server/modules/resources/duplicate-store.ts";
import { leastLikeness } from "../../server/modules/resources/find-duplicates.ts";
import { type Client, createDraft, publish, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { lessonSentences } from "../support/lesson-sentences.ts";
import { makeZip } from "../support/make-zip.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let author: Client;
let colleague: Client;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  [author, colleague] = await Promise.all([
    signedIn(system, "sanxiao.teacher"),
    signedIn(system, "yixiao.teacher"),
  ]);
});
afterAll(() => system.stop());

const textOf = (sentences: string[]) => makePlainText({ title: "教学设计", paragraphs: sentences });
const share = async (title: string, sentences: string[]): Promise<string> => {
  const files = [{ name: `${title}.txt`, bytes: await textOf(sentences) }];
  return (await publish(author, unitOf("group1").id, { title, files })).id;
};

/** Gives a published resource files that share all bands with the text and nothing else. */
const crowd = (resourceId: string, text: string, count: number, from = 1): Promise<void> =>
  system.ctx.db.transaction().execute(async (db) => {
    await sql`set local session_replication_role = replica`.execute(db);
    await sql`create temporary table crowd on commit drop as
      select n, encode(sha256(convert_to(${resourceId} || n::text, 'UTF8')), 'hex') as sha256
      from generate_series(${from}::int, ${from + count - 1}::int) n`.execute(db);
    await sql`insert into blob (sha256, size_bytes, media_type)
      select sha256, 1, 'text/plain' from crowd`.execute(db);
    await sql`insert into file_text (sha256, status) select sha256, 'ready' from crowd`.execute(db);
    await sql`insert into text_sketch (sha256, pair_count, minima, bands)
      select crowd.sha256, own.pair_count, array_fill(0, array[cardinality(own.minima)]), own.bands
      from crowd, text_sketch own where own.sha256 = ${text}`.execute(db);
    await sql`insert into resource_file
        (id, version_id, position, sha256, name, media_type, size_bytes, campus_id)
      select gen_random_uuid(), current_version_id, 1000 + n, crowd.sha256, n::text, 'text/plain', 1, owner_campus_id
      from crowd, resource where resource.id = ${resourceId}`.execute(db);
  });

test("files that were unpacked are compared when they are asked for, not while they come", async () => {
  const sentences = lessonSentences(2, 50);
  const id = await share("三", sentences);
  await system.runJobs();
  const entries = [{ name: "三.txt", bytes: await textOf(sentences.slice(0, 48)) }];
  const archive = await uploadFile(colleague, "备课.zip", makeZip(entries));
  await colleague.post(`/api/uploads/${archive}/unpacking`).send({}).expect(202);
  await system.runJobs();
  const { files } = (await colleague.get(`/api/uploads/${archive}/unpacking`).expect(200)).body;
  expect(files[0].upload).toMatchObject({ comparison: "waiting", duplicates: [] });
  const asked = await colleague.get("/api/uploads").query({ id: files[0].upload.id }).expect(200);
  expect(asked.body.items).toMatchObject([{ comparison: "done", duplicates: [{ resourceId: id }] }]);
});

test("what was uploaded before there were sketches is awaited where it may have text", async () => {
  await createDraft(author, {
    title: "草稿",
    files: [
      { name: "稿.txt", bytes: await textOf(["草稿"]) },
      { name: "图.png", bytes: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex") },
    ],
  });
  await uploadFile(author, "课.zip", makeZip([{ name: "一.txt", bytes: "一" }]));
  await uploadFile(author, "课.txt", Buffer.from("一课"));
  await system.ctx.db.deleteFrom("upload_text_awaited").execute();
  const migration = new URL("../../server/db/migrations/0013-near-duplicates.sql", import.meta.url);
  const text = await readFile(migration, "utf8");
  await sql.raw(text.slice(text.indexOf("insert into upload_text_awaited"))).execute(system.ctx.db);
  const { rows } = await sql<{ name: string }>`
    select name from upload_text_awaited join upload using (sha256)
    union select name from upload_text_awaited join resource_file using (sha256) order by name`.execute(
    system.ctx.db,
  );
  expect(rows.map(({ name }) => name)).toEqual(["稿.txt", "课.txt"]);
});

test("of texts that share a part no more than a limit are held against each other", async () => {
  const sentences = lessonSentences(1, 50);
  const ids = [await share("一", sentences.slice(0, 45)), await share("二", sentences.slice(0, 46))].sort();
  const [first, last] = ids as [string, string];
  const id = await uploadFile(colleague, "我的.txt", await textOf(sentences));
  await system.runJobs();
  const look = async () => (await colleague.get(`/api/uploads/${id}`).expect(200)).body;
  const { sha256, duplicates } = await look();
  const found = duplicates.map(({ resourceId }: { resourceId: string }) => resourceId);
  expect(found.sort()).toEqual([first, last]);
  await crowd(first, sha256, 250);
  const left = (await look()).duplicates.map(({ resourceId }: { resourceId: string }) => resourceId);
  expect(left).not.toContain(last);
});

test("in a large library only what shares a part is looked up, not every file", async () => {
  const id = await share("四", lessonSentences(3, 50));
  await system.runJobs();
  const { sha256 } = (await author.get(`/api/resources/${id}`).expect(200)).body.files[0];
  for (let from = 1; from < 6000; from += 1500) await crowd(id, sha256, 1500, from);
  await sql`analyze text_sketch, resource_file, resource_version, resource`.execute(system.ctx.db);
  const question = { sha256s: [sha256], isVisible: sql<boolean>`true`, except: [], most: 5 };
  const { rows } = await sql<{ "QUERY PLAN": string }>`explain ${nearTexts(question, leastLikeness)}`.execute(
    system.ctx.db,
  );
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain("text_sketch_bands");
  expect(plan).not.toContain("Seq Scan on resource_file");
});
