import { sql } from "kysely";
import type { Context } from "../../server/context.ts";
import { inTransaction } from "../../server/db/transaction.ts";
import type { DescribedResource } from "./describe-resources.ts";

export const insertRows = async (
  ctx: Pick<Context, "db">,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> => {
  if (rows.length === 0) return;
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)})`.execute(
    ctx.db,
  );
};

const publish = async (ctx: Context, described: DescribedResource[]): Promise<void> => {
  const ids = described.map(({ resource }) => resource.id);
  await sql`update resource_version set published_at = created_at
    where resource_id = any(${ids}::uuid[])`.execute(ctx.db);
  await sql`update resource set published_at = resource.created_at, current_version_id = version.id
    from resource_version version
    where version.resource_id = resource.id and resource.id = any(${ids}::uuid[])`.execute(ctx.db);
};

/** Published resources with their versions, files, and the text of their first files. */
export const insertDescribed = (ctx: Context, described: DescribedResource[]): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const files = described.flatMap((one) => one.files);
    const shown = described.flatMap(({ files: [first], passages }) => (first ? [{ first, passages }] : []));
    await insertRows(
      ctx,
      "blob",
      files.map(({ sha256, size_bytes, media_type }) => ({ sha256, size_bytes, media_type })),
    );
    // Without published_at at first: a published version takes no more files.
    await insertRows(
      ctx,
      "resource",
      described.map(({ resource: { published_at: _later, ...resource } }) => resource),
    );
    await insertRows(
      ctx,
      "resource_version",
      described.map(({ version: { published_at: _later, ...version } }) => version),
    );
    await insertRows(ctx, "resource_file", files);
    await insertRows(
      ctx,
      "file_text",
      files.map(({ sha256 }) => ({ sha256, status: "ready", page_count: 3 })),
    );
    // Neither pictures nor enough text to compare, or else an indexer would make them beside what is measured.
    await insertRows(
      ctx,
      "file_preview",
      files.map(({ sha256 }) => ({ sha256, status: "none", reason: "no-program", made_at: new Date(0) })),
    );
    await insertRows(
      ctx,
      "text_sketch",
      files.map(({ sha256 }) => ({ sha256, pair_count: 0, minima: [], bands: [] })),
    );
    await insertRows(
      ctx,
      "file_passage",
      shown.flatMap(({ first, passages }) =>
        passages.map((passage, position) => ({
          sha256: first.sha256,
          position,
          page_kind: "page",
          ...passage,
        })),
      ),
    );
    await publish(ctx, described);
  });
