import { type Kysely, type RawBuilder, sql } from "kysely";
import type { UnitKind } from "../../actor.ts";
import { prepared } from "../../db/prepared.ts";
import type { Database } from "../../db/schema.ts";
import type { FileId, PersonId, ResourceId, UnitId, VersionId } from "../../ids.ts";
import { isReleasedToDraft } from "./awaiting-store.ts";
import { ownScanOf } from "./scan-store.ts";
import type { Sharing } from "./tables.ts";

type Db = Kysely<Database>;

/** What a card shows of a resource and one of its versions, its people and places. */
export interface CardRow {
  id: ResourceId;
  owner_campus_id: UnitId;
  owner_campus_kind: UnitKind;
  owner_campus_name: string;
  owner_campus_name_en: string | null;
  author_id: PersonId;
  author_name: string;
  sharing: Sharing;
  shared_with_unit_id: UnitId | null;
  shared_with_kind: UnitKind | null;
  shared_with_name: string | null;
  shared_with_name_en: string | null;
  adaptation_count: number;
  created_at: Date;
  updated_at: Date;
  published_at: Date | null;
  archived_at: Date | null;
  draft_version_id: VersionId | null;
  version_number: number;
  title: string;
  summary: string;
  kind: string;
  subject: string | null;
  grades: string[];
  term: string | null;
  edition: string | null;
  volume: string | null;
  file_count: number;
  total_size_bytes: number;
  main_media_type: string | null;
  thumbnail_file_id: FileId | null;
  thumbnail_width: number | null;
  thumbnail_height: number | null;
}

/** What a page of its own shows besides, and what rules ask for. */
export interface ResourceRow extends CardRow {
  owner_campus_path: UnitId[];
  current_version_id: VersionId | null;
  adapted_from_resource_id: ResourceId | null;
  adapted_from_version_id: VersionId | null;
  revision: number;
  public_revision: number;
  version_id: VersionId;
  textbook_node_id: string | null;
  keywords: string[];
  language: string;
}

/** Which version's fields a row carries where a resource has both a published one and a draft. */
export type VersionChoice = "current" | "draft";

const versionId = (choice: VersionChoice): RawBuilder<unknown> =>
  choice === "draft"
    ? sql`coalesce(draft.id, resource.current_version_id)`
    : sql`coalesce(resource.current_version_id, draft.id)`;

const cardColumns = sql`
  resource.id, resource.owner_campus_id, resource.author_id, resource.sharing, resource.shared_with_unit_id,
  resource.adaptation_count, resource.created_at, resource.updated_at, resource.published_at, resource.archived_at,
  draft.id as draft_version_id,
  campus.kind as owner_campus_kind, campus.name as owner_campus_name, campus.name_en as owner_campus_name_en,
  person.name as author_name,
  shared.kind as shared_with_kind, shared.name as shared_with_name, shared.name_en as shared_with_name_en,
  version.number as version_number, version.title, version.summary, version.kind, version.subject, version.grades,
  version.term, version.edition, version.volume,
  file.file_count, file.total_size_bytes, file.main_media_type,
  picture.file_id as thumbnail_file_id, picture.width as thumbnail_width, picture.height as thumbnail_height`;

const resourceColumns = sql`${cardColumns},
  campus.path as owner_campus_path, resource.current_version_id, resource.adapted_from_resource_id,
  resource.adapted_from_version_id, resource.revision, resource.public_revision, version.id as version_id, version.textbook_node_id,
  version.keywords, version.language`;

/** `wanted` is a table expression with ids, which the statement calls "wanted". */
const selectRows = (columns: RawBuilder<unknown>, wanted: RawBuilder<unknown>, choice: VersionChoice) => sql`
  select ${columns}
  from ${wanted}
  join resource on resource.id = wanted.id
  left join resource_version draft on draft.resource_id = resource.id and draft.published_at is null
  join resource_version version on version.id = ${versionId(choice)}
  join unit campus on campus.id = resource.owner_campus_id
  join person on person.id = resource.author_id
  left join unit shared on shared.id = resource.shared_with_unit_id
  cross join lateral (
    select count(*)::int as file_count, coalesce(sum(size_bytes), 0)::bigint as total_size_bytes,
      (array_agg(media_type order by position))[1] as main_media_type
    from resource_file where resource_file.version_id = version.id
  ) file
  left join lateral (
    select resource_file.id as file_id, page.width, page.height
    from resource_file
    join file_preview_page page on page.sha256 = resource_file.sha256 and page.page = 1
    where resource_file.version_id = version.id and (
      version.published_at is not null and not exists (
        select 1 from file_preview_awaited awaited
        where awaited.version_id = version.id and awaited.sha256 = resource_file.sha256)
      or version.published_at is null and ${isReleasedToDraft(sql.ref("version.id"))})
      and not exists (select 1 from ${ownScanOf(sql.table("version"))})
    order by resource_file.position limit 1
  ) picture on true`;

const wantedIds = (ids: readonly ResourceId[]) =>
  sql`unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, place)`;

/** The rows of these ids, in their order; unknown ids are left out. No policy here: callers check or scope. */
export const listResourceRows = async (
  db: Db,
  ids: readonly ResourceId[],
  choice: VersionChoice,
): Promise<ResourceRow[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<ResourceRow>`${prepared}${selectRows(resourceColumns, wantedIds(ids), choice)}
    order by wanted.place`.execute(db);
  return rows;
};

/** Another text whenever the resource's row has been written: the transaction that wrote it, and where in the table. */
export const stampOfResource = sql<string>`(resource.xmin::text || resource.ctid::text)`;

/** The cards of those of these ids, in their order, that are published, not archived, and meet the condition. */
export const listVisibleCards = async (
  db: Db,
  ids: readonly ResourceId[],
  isVisible: RawBuilder<boolean>,
): Promise<(CardRow & { stamp: string })[]> => {
  if (ids.length === 0) return [];
  const columns = sql`${cardColumns}, ${stampOfResource} as stamp`;
  const { rows } = await sql<CardRow & { stamp: string }>`${prepared}
    ${selectRows(columns, wantedIds(ids), "current")}
    where resource.published_at is not null and resource.archived_at is null and ${isVisible}
    order by wanted.place`.execute(db);
  return rows;
};

/** The same with drafts: those of these ids, in their order, that are not archived and meet the condition. */
export const listUnarchivedCards = async (
  db: Db,
  ids: readonly ResourceId[],
  isVisible: RawBuilder<boolean>,
): Promise<CardRow[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<CardRow>`${prepared}${selectRows(cardColumns, wantedIds(ids), "current")}
    where resource.archived_at is null and ${isVisible}
    order by wanted.place`.execute(db);
  return rows;
};

/** What a query of ids finds, by its column `place`, latest first, with the stamps of the cards. */
export const listFoundIds = async (
  db: Db,
  found: RawBuilder<unknown>,
  isPrepared: boolean,
): Promise<{ id: ResourceId; place: string; stamp: string }[]> => {
  const { rows } = await sql<{
    id: ResourceId;
    place: string;
    stamp: string;
  }>`${isPrepared ? prepared : sql``}
    select resource.id, wanted.place::text as place, ${stampOfResource} as stamp
    from (${found}) wanted join resource on resource.id = wanted.id
    order by wanted.place desc, wanted.id desc`.execute(db);
  return rows;
};

/** The cards that a query of ids finds, by its column `place`, latest first; `place` comes back as PostgreSQL writes it. */
export const listFoundCards = async (
  db: Db,
  found: RawBuilder<unknown>,
  choice: VersionChoice,
): Promise<(CardRow & { place: string })[]> => {
  const columns = sql`${cardColumns}, wanted.place::text as place`;
  const { rows } = await sql<CardRow & { place: string }>`
    ${selectRows(columns, sql`(${found}) wanted`, choice)}
    order by wanted.place desc, wanted.id desc`.execute(db);
  return rows;
};

/** One resource where it meets the condition: what may be seen and what is seen are of one moment. */
export const findVisibleRow = async (
  db: Db,
  id: ResourceId,
  choice: VersionChoice,
  isVisible: RawBuilder<boolean>,
): Promise<ResourceRow | null> => {
  const { rows } = await sql<ResourceRow>`${prepared}${selectRows(resourceColumns, wantedIds([id]), choice)}
    where ${isVisible}`.execute(db);
  return rows[0] ?? null;
};
