import { type Kysely, type RawBuilder, sql } from "kysely";
import { prepared } from "../../db/prepared.ts";
import type { Database } from "../../db/schema.ts";
import type { PersonId, ResourceId, UnitId } from "../../ids.ts";
import { stampOfResource } from "../resources/index.ts";
import type { SearchSort } from "./search-index.ts";

type Db = Kysely<Database>;

/** More than this pending at once means that the index lies far behind: then the database answers instead. */
export const mostPending = 5000;

export interface CheckedIds {
  /** Those of the ids that are published and meet the condition; the stamp is that of their cards. */
  visible: { id: ResourceId; stamp: string }[];
  /** Resources that fewer people may see than the index still believes: at most `mostPending`, in a steady order. */
  pending: ResourceId[];
}

/** What is true of the index's answer at one moment, in one statement. */
export const checkFound = async (
  db: Db,
  ids: readonly ResourceId[],
  isVisible: RawBuilder<boolean>,
): Promise<CheckedIds> => {
  const { rows } = await sql<{ id: ResourceId; stamp: string | null }>`${prepared}
    select resource.id, ${stampOfResource} as stamp from resource
    where resource.id = any(${[...ids]}::uuid[])
      and resource.published_at is not null and resource.archived_at is null and ${isVisible}
    union all
    (select resource_id, null from index_pending order by resource_id limit ${sql.lit(mostPending)})`.execute(
    db,
  );
  return {
    visible: rows.flatMap(({ id, stamp }) => (stamp === null ? [] : [{ id, stamp }])),
    pending: rows.flatMap(({ id, stamp }) => (stamp === null ? [id] : [])),
  };
};

/** What of the index may show more than is now true: at most `mostPending`, as `checkFound` has it. */
export const listPending = async (db: Db): Promise<ResourceId[]> => {
  const { rows } = await sql<{ id: ResourceId }>`${prepared}
    select resource_id as id from index_pending order by resource_id limit ${sql.lit(mostPending)}`.execute(
    db,
  );
  return rows.map(({ id }) => id);
};

/** The index has caught up with these resources as of their revisions. */
export const clearPending = async (
  db: Db,
  caughtUp: readonly { id: ResourceId; revision: number }[],
): Promise<void> => {
  const [ids, revisions] = [caughtUp.map(({ id }) => id), caughtUp.map(({ revision }) => revision)];
  await sql`delete from index_pending using unnest(${ids}::uuid[], ${revisions}::bigint[]) as done (id, revision)
    where index_pending.resource_id = done.id and index_pending.revision <= done.revision`.execute(db);
};

const escapeLike = (word: string): string => word.replace(/[\\%_]/g, "\\$&");

/** What a title is asked for; all words as `normalizeText` writes them. */
export interface TitleQuestion {
  /** Of each of these the title has one. */
  words: readonly (readonly string[])[];
  without: readonly string[];
  /** Those that meet more of these conditions come first. */
  wishes: readonly RawBuilder<unknown>[];
  /** Whether one of the wishes must be met. */
  needsWish: boolean;
}

/** Half-width as the question is; what it says in simplified characters is not found where a title is traditional. */
const foldedTitle = sql`normalize(version.title, NFKC)`;

/**
 * Published resources whose title answers and that meet the conditions: one page of them, newest first, and how many there
 * are in all (0 beyond the last page). What is left when the engine is down.
 */
export const findByTitle = async (
  db: Db,
  { words, without, wishes, needsWish }: TitleQuestion,
  conditions: readonly RawBuilder<unknown>[],
  sort: SearchSort,
  page: { offset: number; limit: number },
): Promise<{ ids: ResourceId[]; total: number }> => {
  const has = (any: readonly string[]) =>
    sql`${foldedTitle} ilike any(${any.map((word) => `%${escapeLike(word)}%`)}::text[])`;
  const met = sql.join([sql`0::int`, ...wishes.map((wish) => sql`coalesce(${wish}, false)::int`)], sql` + `);
  const holds = [
    ...conditions,
    ...words.map(has),
    ...(without.length > 0 ? [sql`not ${has(without)}`] : []),
    ...(needsWish ? [sql`${met} > 0`] : []),
  ];
  const first = {
    relevance: sql`${met} desc,`,
    "most-reused": sql`resource.adaptation_count desc,`,
    newest: sql``,
  };
  const { rows } = await sql<{ id: ResourceId; total: number }>`
    select resource.id, (count(*) over ())::int as total from resource
    join resource_version version on version.id = resource.current_version_id
    where resource.published_at is not null and resource.archived_at is null
      and ${sql.join(holds, sql` and `)}
    order by ${first[sort]} resource.published_at desc, resource.id desc
    offset ${page.offset} limit ${page.limit}`.execute(db);
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 };
};

/** The names of these campuses and authors, by id. */
export const listNames = async (
  db: Db,
  campusIds: readonly UnitId[],
  authorIds: readonly PersonId[],
): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; name: string }>`${prepared}
    select id, name from unit where id = any(${[...campusIds]}::uuid[])
    union all select id, name from person where id = any(${[...authorIds]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row.name]));
};
