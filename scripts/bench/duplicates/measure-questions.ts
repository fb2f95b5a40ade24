import { sql } from "kysely";
import { asActor, type Context } from "../../../server/context.ts";
import { connect } from "../../../server/db/connect.ts";
import type { PersonId, Sha256 } from "../../../server/ids.ts";
import { findActorByPersonId, resolveUserActor, todayOf } from "../../../server/modules/identity/index.ts";
import { findDuplicates } from "../../../server/modules/resources/find-duplicates.ts";
import { people } from "../../demo-world/world.ts";
import type { Script } from "../../run-script.ts";
import { describeResource } from "../describe-resources.ts";
import { median } from "../median.ts";
import { openInstallation, teacher } from "../open-installation.ts";
import { seedLibrary } from "../seed-library.ts";

/** So many texts have a band in common, as copies of one form do, without being nearly the same. */
const formCopies = 500;
const rounds = 30;

/** Sketches of texts that have nothing in common by more than chance, but for the copies of a form. */
const makeSketches = async (url: string, log: Context["log"]): Promise<void> => {
  const { db, close } = connect({ url, poolSize: 1, log, name: "bench", statementMs: 0 });
  const numbers = (count: number) => sql`array(select (random() * 4294967294 - 2147483647)::bigint::integer
    from generate_series(1, ${sql.lit(count)}) where text_sketch.sha256 is not null)`;
  try {
    // Built at the end, as a restored database would.
    await sql`drop index text_sketch_bands`.execute(db);
    await sql`update text_sketch set pair_count = 400, minima = ${numbers(128)}, bands = ${numbers(32)}`.execute(
      db,
    );
    await sql`update text_sketch set bands = bands[1:31] || 7 where sha256 in (
      select sha256 from text_sketch order by sha256 limit ${sql.lit(formCopies)})`.execute(db);
    await sql`create index text_sketch_bands on text_sketch using gin (bands) with (fastupdate = off)`.execute(
      db,
    );
    await sql`vacuum analyze text_sketch`.execute(db);
  } finally {
    await close();
  }
};

const textsOf = async (ctx: Context, isForm: boolean): Promise<Sha256[]> => {
  const { rows } = await sql<{ sha256: Sha256 }>`select sha256 from text_sketch
    where (7 = any(bands)) = ${isForm} order by md5(sha256) limit ${rounds}`.execute(ctx.db);
  return rows.map((row) => row.sha256);
};

const msOf = async (ctx: Context, sha256: Sha256): Promise<number> => {
  const started = performance.now();
  await findDuplicates(ctx, [sha256], [sha256]);
  return performance.now() - started;
};

/** How long it takes to learn what a text is nearly the same as, among so many published ones. */
export const measureQuestions = async (script: Script, count: number): Promise<Record<string, number>> => {
  const { ctx, databaseUrl, say } = await openInstallation(script);
  say(`a library of ${count} texts …`);
  await seedLibrary(ctx, databaseUrl, count, (index) => {
    const { files, ...described } = describeResource(index);
    return { ...described, files: files.slice(0, 1), passages: [] };
  });
  await makeSketches(databaseUrl, ctx.log);
  const personId = people.find(({ username }) => username === teacher)?.id as PersonId;
  const row = await findActorByPersonId(ctx.db, personId, todayOf(ctx));
  if (!row) throw new Error("There is nobody to ask.");
  const asking = asActor(ctx, resolveUserActor(row));
  const figures: Record<string, number> = { "duplicates.question.texts": count };
  for (const [name, isForm] of [
    ["unlike", false],
    ["form", true],
  ] as const) {
    const times: number[] = [];
    for (const sha256 of await textsOf(ctx, isForm)) times.push(await msOf(asking, sha256));
    figures[`duplicates.question.${name}Ms`] = median(times);
    figures[`duplicates.question.${name}MostMs`] = Math.max(...times);
  }
  return figures;
};
