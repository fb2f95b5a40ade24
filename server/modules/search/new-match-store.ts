import { type Kysely, type RawBuilder, sql } from "kysely";
import { prepared } from "../../db/prepared.ts";
import type { Database } from "../../db/schema.ts";
import type { PersonId, ResourceId, UnitId } from "../../ids.ts";

type Db = Kysely<Database>;

/** Who asks, and what that person may see. */
export interface Reader {
  id: PersonId;
  scope: UnitId[];
  isVisible: RawBuilder<boolean>;
}

/** More than these at once are counted by their publication only. */
const mostShown = 200;

const live = sql`resource.published_at is not null and resource.archived_at is null`;

/** When something was last published that the reader may see; null where nothing ever was. */
export const findLatestPublication = async (db: Db, { scope }: Reader): Promise<Date | null> => {
  const { rows } = await sql<{ at: Date | null }>`${prepared}
    select max(latest.at) as at from (
      (select published_at as at from resource where ${live} and sharing = 'public'
        order by published_at desc limit 1)
      union all
      select of_unit.at from unnest(${scope}::uuid[]) as scope (unit_id) cross join lateral (
        select published_at as at from resource
        where ${live} and sharing = 'unit' and shared_with_unit_id = scope.unit_id
        order by published_at desc limit 1) of_unit) latest`.execute(db);
  return rows[0]?.at ?? null;
};

/**
 * Others' resources that came into the reader's sight since then without being published: shared more widely, or brought
 * back from the archive. What the reader's own new postings open is no news of the resources.
 */
export const listShown = async (
  db: Db,
  reader: Reader,
  since: Date,
): Promise<{ id: ResourceId; at: Date }[]> => {
  const { rows } = await sql<{ id: ResourceId; at: Date }>`${prepared}
    select resource.id, max(event.at) as at from event
    join resource on resource.id = event.subject_id
    where event.kind in ('resource.sharing-changed', 'resource.unarchived') and event.at > ${since}
      and (event.kind = 'resource.unarchived'
        or event.data ->> 'before' <> all(${["public", ...reader.scope]}::text[]))
      and ${live} and resource.author_id <> ${reader.id} and ${reader.isVisible}
    group by resource.id order by at desc limit ${sql.lit(mostShown)}`.execute(db);
  return rows;
};

/**
 * Others' resources in the reader's sight that the index has not caught up with: those of `known`, and those that were
 * published or shown since then. Their document waits to be written, or the text of their files to be read.
 */
export const listWaiting = async (
  db: Db,
  reader: Reader,
  since: Date,
  known: readonly ResourceId[],
): Promise<ResourceId[]> => {
  const shown = (await listShown(db, reader, since)).map(({ id }) => id);
  const { rows } = await sql<{ id: ResourceId }>`${prepared}
    select id from resource
    where (published_at > ${since} or id = any(${[...known, ...shown]}::uuid[])) and ${live}
      and author_id <> ${reader.id} and ${reader.isVisible}
      and (exists (select 1 from graphile_worker.jobs where jobs.key = 'index:' || resource.id)
        or exists (select 1 from file_text_awaited where version_id = resource.current_version_id))
    order by published_at desc limit ${sql.lit(mostShown)}`.execute(db);
  return rows.map(({ id }) => id);
};

/**
 * Of these ids those that the reader may see now and did not write, with their publication. What waits for the index to
 * catch up with a narrowing is left out, as a search leaves it out.
 */
export const listOthersVisible = async (
  db: Db,
  reader: Reader,
  ids: readonly ResourceId[],
): Promise<Map<ResourceId, Date>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: ResourceId; at: Date }>`${prepared}
    select resource.id, resource.published_at as at from resource
    where resource.id = any(${[...ids]}::uuid[]) and ${live}
      and resource.author_id <> ${reader.id} and ${reader.isVisible}
      and not exists (select 1 from index_pending where index_pending.resource_id = resource.id)`.execute(db);
  return new Map(rows.map((row) => [row.id, row.at]));
};
