import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plans } from "../../scripts/demo-world/plans.ts";
import { resources } from "../../scripts/demo-world/resources.ts";
import { people, units } from "../../scripts/demo-world/world.ts";
import { seedWorld } from "../../scripts/seed-world.ts";
import { newId, type UnitId } from "../../server/ids.ts";
import { insertUnit } from "../../server/modules/units/index.ts";
import { password, signedIn, signedInByPassword } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
  system.clock.set("2026-11-18T02:00:00Z");
  await seedHalf(system);
  await seedWorld(system.ctx, password);
}, 120_000);
afterAll(() => system.stop());

/** A seeding that ends between the two versions of a resource: no more files can be written then. */
const seedHalf = async ({ ctx }: TestSystem): Promise<void> => {
  const place = resources.findIndex(({ nextVersion }) => nextVersion);
  let left = resources.slice(0, place + 1).flatMap(({ files }) => files).length;
  const write = ctx.blobs.write.bind(ctx.blobs);
  ctx.blobs.write = (...file) => (left-- > 0 ? write(...file) : Promise.reject(new Error("cut short")));
  await expect(seedWorld(ctx, password)).rejects.toThrow("cut short");
  ctx.blobs.write = write;
};

/** Every table's rows, as their number and a hash of all of them. */
const contents = async (): Promise<Record<string, string>> => {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(system.ctx.db);
  const counted: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: found } = await sql<{ words: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(line::text, E'\\n' order by line::text)), '') as words
      from ${sql.table(name)} as line`.execute(system.ctx.db);
    counted[name] = found[0]?.words ?? "";
  }
  return counted;
};

const plansOf = async (username: string) => {
  const client = await signedIn(system, username);
  return { client, items: (await client.get("/api/plans?limit=100").expect(200)).body.items };
};

const copyOf = async (campus: string, subject: string) => {
  const { client, items } = await plansOf(`${campus}.lead`);
  const { id } = items.find(
    (one: { status: string; subject: string }) => one.status === "copy" && one.subject === subject,
  );
  return { client, id, plan: (await client.get(`/api/plans/${id}`).expect(200)).body };
};

test("campuses of the demonstration follow in step, behind and pinned", async () => {
  const inStep = await copyOf("yixiao", "chinese");
  expect(inStep.plan.upstream).toMatchObject({ status: "following", takenNumber: 2, latestNumber: 2 });
  const pinned = await copyOf("yixiao", "mathematics");
  expect(pinned.plan.upstream).toMatchObject({ status: "pinned", takenNumber: 1, latestNumber: 2 });
  const behind = await copyOf("sanxiao", "chinese");
  const { body } = await behind.client.get(`/api/plans/${behind.id}/pull`).expect(200);
  expect(body.conflicts).toMatchObject([{ field: "homework" }]);
  expect(body.corrections).toHaveLength(2);
  expect(body.changes.length).toBeGreaterThan(2);
});

test("lessons of the demonstration's plans are of the textbook, in weeks that there are, with their resources", async () => {
  const { client, items } = await plansOf("group1.research");
  const { id } = items.find(
    ({ status, title }: Record<string, string>) => status === "published" && /语文/.test(title ?? ""),
  );
  const { rows, unit } = (await client.get(`/api/plans/${id}`).expect(200)).body;
  const lessons = rows.filter((row: { textbookNodeId: string | null }) => row.textbookNodeId);
  expect(lessons.length).toBeGreaterThan(40);
  expect(rows.flatMap((row: { links: { title: string }[] }) => row.links)).toMatchObject([
    { title: "《大青树下的小学》第一课时教学设计" },
  ]);
  const { body } = await client.get(`/api/units/${unit.id}/calendars/2026-2027-1`).expect(200);
  expect(body.weeks).toHaveLength(20);
});

test("each group of the demonstration has its own plans", async () => {
  expect((await plansOf("hongqi.teacher")).items.map(({ title }: { title: string }) => title)).toEqual(
    plans.slice(3).flatMap(({ heading }) => [heading.title, heading.title]),
  );
});

test("teachers of the demonstration have classes that are as far as their plans, and some that are not", async () => {
  const teacher = await signedIn(system, "sanxiao.teacher");
  const { courses } = (await teacher.get("/api/teaching-week").expect(200)).body;
  expect(courses).toHaveLength(1);
  expect(courses[0].rows.length).toBeGreaterThan(0);
  const [first, second] = courses[0].classes;
  expect(first).toMatchObject({ name: "1班", planStanding: "chosen", progress: { difference: 0 } });
  expect(second.progress.difference).toBeLessThan(0);
  const research = await signedIn(system, "group1.research");
  const { campuses } = (await research.get("/api/teaching-progress").expect(200)).body;
  expect(campuses.map(({ classes }: { classes: object[] }) => classes.length)).toEqual([3, 1]);
});

test("the demonstration has collections of a campus and its group, and one that waits to be let in", async () => {
  const research = await signedIn(system, "group1.research");
  const listed = async (view: string) =>
    (await research.get(`/api/collections?view=${view}`).expect(200)).body.items;
  const summary = ({ title, entryCount, sectionCount }: Record<string, unknown>) => [
    title,
    entryCount,
    sectionCount,
  ];
  const curated = await listed("curated");
  expect(new Set(curated.map(summary))).toEqual(
    new Set([
      ["语文教学设计精选", 3, 2],
      ["分数的初步认识 备课包", 4, 3],
    ]),
  );
  expect((await listed("waiting")).map(summary)).toEqual([["五年级古诗诵读", 1, 1]]);
});

test("the demonstration has every unit and everybody of its list, in their roles", async () => {
  const { db } = system.ctx;
  const made = await db.selectFrom("unit").select(["id", "kind", "name", "parent_id"]).execute();
  const idOf = new Map(units.map(({ key, id }) => [key, id]));
  expect(new Set(made)).toEqual(
    new Set(
      units.map(({ id, kind, name, parentKey }) => ({
        id,
        kind,
        name,
        parent_id: parentKey === null ? null : idOf.get(parentKey),
      })),
    ),
  );
  const posted = await db
    .selectFrom("posting")
    .innerJoin("person", "person.id", "posting.person_id")
    .select(["person.username", "posting.unit_id", "posting.role"])
    .execute();
  expect(new Set(posted)).toEqual(
    new Set(
      people.flatMap(({ username, postings }) =>
        postings.map(({ unitKey, role }) => ({ username, unit_id: idOf.get(unitKey), role })),
      ),
    ),
  );
  for (const username of ["sanxiao.teacher", "xinping.admin"]) await signedInByPassword(system, username);
});

test("the demonstration has each resource of its list, shared as the list says, with files of many kinds", async () => {
  expect(resources.length).toBeGreaterThanOrEqual(55);
  const made = await system.ctx.db
    .selectFrom("resource")
    .innerJoin("resource_version as version", "version.resource_id", "resource.id")
    .distinctOn("resource.id")
    .select([
      "version.title",
      "version.kind",
      "version.number",
      "resource.sharing",
      "resource.shared_with_unit_id as unitId",
    ])
    .select(({ eb }) => [
      eb("resource.published_at", "is not", null).as("isPublished"),
      eb("resource.archived_at", "is not", null).as("isArchived"),
    ])
    .orderBy("resource.id")
    .orderBy("version.number", "desc")
    .execute();
  const listed = resources.map(({ fields, nextVersion, sharedWith, isArchived = false }) => {
    const unit = units.find(({ key }) => key === sharedWith);
    return {
      title: nextVersion?.fields.title ?? fields.title,
      kind: nextVersion?.fields.kind ?? fields.kind,
      number: nextVersion ? 2 : 1,
      sharing: unit ? "unit" : (sharedWith ?? "private"),
      unitId: unit?.id ?? null,
      isPublished: sharedWith !== null,
      isArchived,
    };
  });
  const byTitle = (one: { title: string }, other: { title: string }) => (one.title < other.title ? -1 : 1);
  expect(made.toSorted(byTitle)).toEqual(listed.toSorted(byTitle));
  const files = await system.ctx.db.selectFrom("resource_file").select("media_type").distinct().execute();
  const types = files.map(({ media_type }) => media_type).join(" ");
  for (const kind of [/wordprocessing/, /presentation/, /spreadsheet/, /pdf/, /image\//, /audio\//])
    expect(types).toMatch(kind);
});

test("seeding the demonstration again changes nothing", async () => {
  const before = await contents();
  expect(before.resource).toMatch(new RegExp(`^${resources.length} `));
  await seedWorld(system.ctx, password);
  expect(await contents()).toEqual(before);
});

test("an installation of somebody's own gets no demonstration", async () => {
  const own = await startTestSystem();
  try {
    const id = newId() as UnitId;
    const unit = {
      id,
      parentId: null,
      kind: "bureau" as const,
      name: "松江市教育局",
      nameEn: null,
      path: [id],
    };
    await insertUnit(own.ctx.db, { ...unit, openedOn: null });
    await expect(seedWorld(own.ctx, password)).rejects.toThrow("holds a real installation");
    expect(await own.ctx.db.selectFrom("person").select("id").execute()).toEqual([]);
  } finally {
    await own.stop();
  }
});
