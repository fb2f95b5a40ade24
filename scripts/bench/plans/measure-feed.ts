import { sql } from "kysely";
import { type Connection, connect } from "../../../server/db/connect.ts";
import { people } from "../../demo-world/world.ts";
import { unitId } from "../../seed-units.ts";
import { median } from "../median.ts";
import { type BenchServer, type Installation, teacher } from "../open-installation.ts";

const small = 10_000;
const large = 1_000_000;
const pageSize = 1000;
/** Crawls of the small history, so that there are as many pages to take the median of as it needs. */
const rounds = 10;

/**
 * Resources that the teacher's group shares, each with its change. Without the triggers, which would take an hour for a
 * million: what they write is written beside. The feed reads no versions, so there are none.
 */
const seedHistory = (db: Connection["db"], from: number, until: number): Promise<void> =>
  db.transaction().execute(async (db) => {
    const [campus, group] = [unitId("sanxiao"), unitId("group1")];
    const authorId = people.find(({ username }) => username === teacher)?.id;
    await sql`set local session_replication_role = replica`.execute(db);
    await sql`create temporary table seeded on commit drop as
      select gen_random_uuid() as id from generate_series(${from + 1}::int, ${until}::int)`.execute(db);
    await sql`insert into resource
      (id, owner_campus_id, author_id, sharing, shared_with_unit_id, current_version_id, published_at)
      select id, ${campus}, ${authorId}, 'unit', ${group}, id, now() from seeded`.execute(db);
    await sql`insert into sync_change (reach, unit_id, subject_kind, subject_id)
      select 'in', ${group}, 'resource', id from seeded`.execute(db);
  });

const grow = async ({ ctx, databaseUrl }: Installation, from: number, until: number): Promise<void> => {
  // Of its own, since other connections are not patient enough for a million rows.
  const { db, close } = connect({
    url: databaseUrl,
    poolSize: 1,
    log: ctx.log,
    name: "seed",
    statementMs: 0,
  });
  try {
    await seedHistory(db, from, until);
    for (const table of ["resource", "sync_change"]) await sql`analyze ${sql.table(table)}`.execute(db);
  } finally {
    await close();
  }
};

interface Crawl {
  items: number;
  seconds: number;
  pageMs: number[];
}

/** The whole feed, page after page, as a program reads it that begins. */
const crawl = async ({ address, cookie }: BenchServer): Promise<Crawl> => {
  const result: Crawl = { items: 0, seconds: 0, pageMs: [] };
  const started = performance.now();
  for (let since: string | null = ""; since !== null; ) {
    const asked = performance.now();
    const reply = await fetch(
      `${address}/api/sync/changes?limit=${pageSize}${since ? `&since=${since}` : ""}`,
      { headers: { cookie } },
    );
    if (!reply.ok) throw new Error(`The feed answered ${reply.status}: ${await reply.text()}`);
    const page = (await reply.json()) as { items: unknown[]; nextCursor: string; hasMore: boolean };
    result.pageMs.push(performance.now() - asked);
    result.items += page.items.length;
    since = page.hasMore ? page.nextCursor : null;
  }
  result.seconds = (performance.now() - started) / 1000;
  return result;
};

const expectItems = ({ items }: Crawl, count: number): void => {
  if (items !== count) throw new Error(`The feed gave ${items} changes of ${count}.`);
};

/** The feed of one teacher through HTTP, with 10 000 and with 1 000 000 things that were changed. */
export const measureFeed = async (installation: Installation): Promise<Record<string, number>> => {
  const { ctx, say } = installation;
  const before = await ctx.db.selectFrom("sync_change").select("subject_id").execute();
  if (before.length > 0) throw new Error("The feed is to be measured on its own history.");
  const server = await installation.startServer();
  say(`a feed of ${small} changes …`);
  await grow(installation, 0, small);
  const pages: number[] = [];
  expectItems(await crawl(server), small);
  for (let round = 0; round < rounds; round++) pages.push(...(await crawl(server)).pageMs);
  say(`a feed of ${large} changes …`);
  await grow(installation, small, large);
  const whole = await crawl(server);
  expectItems(whole, large);
  return {
    "feed.changesPerSecond": whole.items / whole.seconds,
    "feed.smallPageMs": median(pages),
    "feed.largePageMs": median(whole.pageMs),
    "feed.growth": median(whole.pageMs) / median(pages),
  };
};
