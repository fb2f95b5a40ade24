import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId, ResourceId, Sha256, VersionId } from "../../ids.ts";
import { isReleased } from "./awaiting-store.ts";

type Db = Kysely<Database>;

/** As `sketchText` makes it; null where there is too little text to compare. */
export type StoredSketch = { pairCount: number; minima: number[]; bands: number[] } | null;

/** Keeps the sketch of a text that is there. */
export const saveSketch = async (db: Db, sha256: Sha256, sketch: StoredSketch): Promise<void> => {
  const { pairCount, minima, bands } = sketch ?? { pairCount: 0, minima: [], bands: [] };
  await sql`insert into text_sketch (sha256, pair_count, minima, bands)
    select sha256, ${pairCount}, ${minima}::integer[], ${bands}::integer[] from file_text where sha256 = ${sha256}
    on conflict (sha256) do nothing`.execute(db);
};

/** Texts that are older than sketches. */
export const listUnsketchedTexts = async (db: Db, limit: number): Promise<Sha256[]> => {
  const { rows } = await sql<{ sha256: Sha256 }>`select sha256 from file_text
    where status = 'ready' and not exists (select 1 from text_sketch where text_sketch.sha256 = file_text.sha256)
    limit ${limit}`.execute(db);
  return rows.map((row) => row.sha256);
};

/** Notes that the person waits for the text of bytes just uploaded. */
export const awaitUploadText = async (db: Db, personId: PersonId, sha256: Sha256): Promise<void> => {
  await sql`insert into upload_text_awaited (person_id, sha256) values (${personId}, ${sha256})
    on conflict do nothing`.execute(db);
};

/** Bytes whose text somebody who uploaded them waits for. */
export const listAwaitedUploads = async (db: Db, limit: number): Promise<Sha256[]> => {
  const { rows } = await sql<{ sha256: Sha256 }>`
    select distinct sha256 from upload_text_awaited limit ${limit}`.execute(db);
  return rows.map((row) => row.sha256);
};

/** Those of these bytes whose text the person waits for. */
export const listAwaitedByPerson = async (
  db: Db,
  personId: PersonId,
  sha256s: readonly Sha256[],
): Promise<Set<Sha256>> => {
  const { rows } = await sql<{ sha256: Sha256 }>`select sha256 from upload_text_awaited
    where person_id = ${personId} and sha256 = any(${[...sha256s]}::text[])`.execute(db);
  return new Set(rows.map((row) => row.sha256));
};

/**
 * The files of a version, and of each whether its text is still awaited: by the author who uploaded it, by the version, or
 * by the one that it was adapted from.
 */
export const listComparedFiles = async (db: Db, versionId: VersionId) => {
  const { rows } = await sql<{ sha256: Sha256; name: string; media_type: string; is_awaited: boolean }>`
    select file.sha256, file.name, file.media_type,
      exists (select 1 from upload_text_awaited awaited
        where awaited.person_id = resource.author_id and awaited.sha256 = file.sha256)
      or exists (select 1 from file_text_awaited awaited
        where awaited.version_id in (version.id, resource.adapted_from_version_id)
          and awaited.sha256 = file.sha256) as is_awaited
    from resource_file file
    join resource_version version on version.id = file.version_id
    join resource on resource.id = version.resource_id
    where version.id = ${versionId} order by file.position`.execute(db);
  return rows;
};

/** How alike a resource's file and one's own are. */
export interface LikeRow {
  own_sha256: Sha256;
  resource_id: ResourceId;
  /** Of the text, in both. */
  percent: number;
  is_same_file: boolean;
}

export interface LikeQuestion {
  sha256s: readonly Sha256[];
  isVisible: RawBuilder<boolean>;
  except: readonly ResourceId[];
  /** For each of the files. */
  most: number;
}

/** A form that hundreds have filled in is like all of them in part; more candidates are not held against each other. */
const mostCandidates = 200;

/** From how many percent on texts count as nearly the same. */
export interface Likeness {
  percent: number;
  /** Where one of the two has fewer pairs of words than `shortPairs`. */
  percentOfShort: number;
  shortPairs: number;
}

const isOffered = ({ isVisible, except }: LikeQuestion) => sql<boolean>`
  resource.published_at is not null and resource.archived_at is null and ${isVisible}
  and resource.id <> all(${[...except]}::uuid[])`;

/** Resources that meet the condition and whose current files have these bytes. */
export const listSameFiles = async (db: Db, question: LikeQuestion): Promise<LikeRow[]> => {
  const { rows } = await sql<LikeRow>`
    select wanted.sha256 as own_sha256, found.resource_id, 100 as percent, true as is_same_file
    from unnest(${[...question.sha256s]}::text[]) as wanted (sha256)
    cross join lateral (
      select distinct resource.id as resource_id
      from resource_file join resource on resource.current_version_id = resource_file.version_id
      where resource_file.sha256 = wanted.sha256 and ${isOffered(question)}
      order by resource.id limit ${question.most}
    ) found`.execute(db);
  return rows;
};

/** The statement of `listNearTexts`. */
export const nearTexts = (
  question: LikeQuestion,
  { percent, percentOfShort, shortPairs }: Likeness,
) => sql<LikeRow>`
    select own.sha256 as own_sha256, found.resource_id, found.percent, false as is_same_file
    from text_sketch own
    cross join lateral (
      select offered.resource_id, max(likeness.percent) as percent
      from (
        select shown.resource_id, other.minima, least(own.pair_count, other.pair_count) as pair_count
        from text_sketch other
        cross join lateral (
          select resource.id as resource_id from resource_file
          join resource_version on resource_version.id = resource_file.version_id
          join resource on resource.id = resource_version.resource_id
            and resource.current_version_id = resource_version.id
          where resource_file.sha256 = other.sha256
            and ${isOffered(question)} and ${isReleased("file_text_awaited")}
          -- Looked up for each text that shares a band: PostgreSQL expects far more of them, and would read all files.
          offset 0
        ) shown
        where other.bands && own.bands and other.sha256 <> own.sha256
        order by shown.resource_id limit ${mostCandidates}
      ) offered
      cross join lateral (
        select round(200.0 * count(*) / (cardinality(own.minima) + count(*)))::int as percent
        from unnest(own.minima, offered.minima) as pair (ours, theirs) where ours = theirs
      ) likeness
      where likeness.percent >= case when offered.pair_count < ${shortPairs} then ${percentOfShort}::int
        else ${percent}::int end
      group by offered.resource_id
      order by percent desc, offered.resource_id limit ${question.most}
    ) found
    where own.sha256 = any(${[...question.sha256s]}::text[]) and cardinality(own.bands) > 0`;

/**
 * Resources that meet the condition and whose current files' text is as much the same as is asked for, most alike first.
 * Of the minima of two texts the share is equal that their pairs of words have in common, of all that either has; what is
 * told is how much of the two is in both. Nothing is compared that does not meet the condition.
 */
export const listNearTexts = async (db: Db, question: LikeQuestion, likeness: Likeness): Promise<LikeRow[]> =>
  (await nearTexts(question, likeness).execute(db)).rows;
