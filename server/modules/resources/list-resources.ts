import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { scopeOf } from "../../actor.ts";
import type { Context } from "../../context.ts";
import { Unauthenticated } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../http/cursor.ts";
import type { ResourceId } from "../../ids.ts";
import { listResourceRows } from "./card-store.ts";
import type { ResourceCard, ResourceQuery } from "./schema.ts";
import { cardView } from "./view.ts";

/** PostgreSQL's own text of the instant, so that a place keeps its microseconds. */
const place = z.tuple([z.string().regex(/^[0-9 :.+-]{10,40}$/), z.uuid()]);
type Place = z.infer<typeof place>;

const conditions = (query: ResourceQuery): RawBuilder<unknown>[] => {
  const anyOf = (column: string, values: readonly string[] | undefined, type: string) =>
    values?.length ? [sql`${sql.ref(column)} = any(${[...values]}::${sql.raw(type)}[])`] : [];
  return [
    ...anyOf("version.kind", query.kind, "text"),
    ...anyOf("version.subject", query.subject, "text"),
    ...anyOf("version.term", query.term, "text"),
    ...anyOf("version.edition", query.edition, "text"),
    ...anyOf("version.volume", query.volume, "text"),
    ...anyOf("resource.owner_campus_id", query.campus, "uuid"),
    ...anyOf("resource.author_id", query.author, "uuid"),
    ...(query.grade?.length ? [sql`version.grades && ${query.grade}::text[]`] : []),
  ];
};

const and = (parts: RawBuilder<unknown>[]) => sql.join([sql`true`, ...parts], sql` and `);

/** One branch of the list, newest first, cut to what a page can need: each runs down its own index. */
const branch = (
  condition: RawBuilder<unknown>,
  column: string,
  versionId: RawBuilder<unknown>,
  query: ResourceQuery,
  after: Place | null,
) => sql`(select resource.id, ${sql.ref(column)} as at from resource
  join resource_version version on version.id = ${versionId}
  where ${condition} and ${and(conditions(query))}
    and ${after ? sql`(${sql.ref(column)}, resource.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
  order by ${sql.ref(column)} desc, resource.id desc limit ${query.limit + 1})`;

const live = sql`resource.published_at is not null and resource.archived_at is null`;
const current = sql`resource.current_version_id`;
const draft = sql`(select id from resource_version where resource_id = resource.id and published_at is null)`;

const branchesOf = (ctx: Context, query: ResourceQuery, after: Place | null): RawBuilder<unknown>[] => {
  if (query.view === "published") {
    const at = "resource.published_at";
    const units = scopeOf(ctx.actor).map((unitId) =>
      branch(
        sql`${live} and resource.sharing = 'unit' and resource.shared_with_unit_id = ${unitId}`,
        at,
        current,
        query,
        after,
      ),
    );
    // The author's own that no branch above has: private, or shared with a unit where the author is no longer posted.
    const own =
      ctx.actor.kind === "user"
        ? [
            branch(
              sql`${live} and resource.author_id = ${ctx.actor.id} and resource.sharing <> 'public'
                and coalesce(resource.shared_with_unit_id <> all(${scopeOf(ctx.actor)}::uuid[]), true)`,
              at,
              current,
              query,
              after,
            ),
          ]
        : [];
    return [
      ...units,
      ...own,
      branch(sql`${live} and resource.sharing = 'public'`, at, current, query, after),
    ];
  }
  if (ctx.actor.kind !== "user") throw new Unauthenticated();
  const mine = sql`resource.author_id = ${ctx.actor.id}`;
  const at = "resource.updated_at";
  if (query.view === "drafts") {
    return [branch(sql`${mine} and resource.archived_at is null`, at, draft, query, after)];
  }
  if (query.view === "archived") {
    const version = sql`coalesce(resource.current_version_id, ${draft})`;
    return [branch(sql`${mine} and resource.archived_at is not null`, at, version, query, after)];
  }
  return [branch(sql`${mine} and ${live}`, at, current, query, after)];
};

/** What the actor may see, or one of the own piles, newest first, by keyset. */
export const listResources = async (
  ctx: Context,
  query: ResourceQuery,
): Promise<{ items: z.input<typeof ResourceCard>[]; nextCursor: string | null }> => {
  const { cursor, limit: _limit, ...question } = query;
  const after = cursor ? decodeCursor(question, cursor, place) : null;
  const { rows } = await sql<{ id: ResourceId; at: string }>`
    select distinct id, at::text, at as sort_at from (${sql.join(branchesOf(ctx, query, after), sql` union all `)}) branches
    order by sort_at desc, id desc limit ${query.limit + 1}`.execute(ctx.db);
  const page = rows.slice(0, query.limit);
  const choice = query.view === "drafts" ? "draft" : "current";
  const cards = await listResourceRows(
    ctx.db,
    page.map((row) => row.id),
    choice,
  );
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  const actorId = ctx.actor.kind === "user" ? ctx.actor.id : null;
  return {
    items: cards.map((row) => cardView(row, row.author_id === actorId)),
    nextCursor: last ? encodeCursor(question, [last.at, last.id]) : null,
  };
};
