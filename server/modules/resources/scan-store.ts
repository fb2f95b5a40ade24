import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId, ResourceId, Sha256, UnitId, VersionId } from "../../ids.ts";
import type { ScanStatus } from "../storage/index.ts";
import type { AwaitedTable } from "./awaiting-store.ts";
import { setReleasedToDrafts } from "./draft-preview-store.ts";

type Db = Kysely<Database>;

/** The author's own scan of a file's bytes that a version waits for, on tables `resource`, `resource_file`, and the version's. */
export const ownScanOf = (version: RawBuilder<unknown>) => sql`scan_awaited
  where scan_awaited.sha256 = resource_file.sha256 and scan_awaited.person_id = resource.author_id
    and (${version}.published_at is null or ${version}.published_at >= scan_awaited.since)`;

const ownScan = ownScanOf(sql.table("resource_version"));

/** What may be known of a file's scan: on the tables of `ownScan` and table `blob`. */
export const scanStatus = sql<ScanStatus>`case
  when blob.scan_status = 'waiting' or exists (select 1 from ${ownScan}) then 'waiting'
  else blob.scan_status end`;

/** The signature found, why nothing could be scanned, or what a scan waits for: on the same tables. */
export const scanDetail = sql<string | null>`coalesce((select detail from ${ownScan}),
  case when not exists (select 1 from ${ownScan}) then blob.scan_detail end)`;

/** Notes that a person's upload of these bytes waits for a scan. */
export const awaitScan = async (db: Db, personId: PersonId, sha256: Sha256, now: Date): Promise<void> => {
  await db
    .insertInto("scan_awaited")
    .values({ person_id: personId, sha256, since: now, detail: null })
    .onConflict((conflict) => conflict.columns(["sha256", "person_id"]).doNothing())
    .execute();
};

/** Says what everybody who waits for a scan of these bytes waits for. */
export const explainWait = async (db: Db, sha256: Sha256, detail: "scanner-away" | null): Promise<void> => {
  await db.updateTable("scan_awaited").set({ detail }).where("sha256", "=", sha256).execute();
};

/** Nobody waits for a scan of these bytes any more; answers who did. */
export const endScanWaits = async (db: Db, sha256: Sha256): Promise<PersonId[]> => {
  const rows = await db
    .deleteFrom("scan_awaited")
    .where("sha256", "=", sha256)
    .returning("person_id")
    .execute();
  return rows.map((row) => row.person_id);
};

/** Whether the indexer may open these bytes: they are not held, and nobody waits for a scan of them. */
export const mayOpen = async (db: Db, sha256: Sha256): Promise<boolean> => {
  const { rows } = await sql<{ may: boolean }>`select exists (
    select 1 from blob where sha256 = ${sha256} and scan_status in ('unscanned', 'clean'))
    and not exists (select 1 from scan_awaited where sha256 = ${sha256}) as may`.execute(db);
  return rows[0]?.may ?? false;
};

/** Of quarantined bytes no text is read: who waits for it only to have it compared, and for no scan, waits no longer. */
export const releaseQuarantinedText = async (db: Db, sha256: Sha256): Promise<void> => {
  await sql`delete from upload_text_awaited where sha256 = ${sha256}
    and exists (select 1 from blob where sha256 = ${sha256} and scan_status in ('infected', 'unscannable'))
    and not exists (select 1 from scan_awaited where sha256 = ${sha256})`.execute(db);
};

/** The statuses of a version's files with the files' names. */
export const listScansOfVersion = (db: Db, versionId: VersionId) =>
  db
    .selectFrom("resource_file")
    .innerJoin("resource_version", "resource_version.id", "resource_file.version_id")
    .innerJoin("resource", "resource.id", "resource_version.resource_id")
    .innerJoin("blob", "blob.sha256", "resource_file.sha256")
    .select(["resource_file.name", scanStatus.as("scan_status")])
    .where("resource_file.version_id", "=", versionId)
    .orderBy("resource_file.position")
    .execute();

/** Resources any of whose versions has these bytes; of these authors only, where they are named. */
export const listResourcesHolding = async (
  db: Db,
  sha256: Sha256,
  authorIds?: readonly PersonId[],
): Promise<{ id: ResourceId; campusId: UnitId }[]> => {
  const rows = await db
    .selectFrom("resource_file")
    .innerJoin("resource_version", "resource_version.id", "resource_file.version_id")
    .innerJoin("resource", "resource.id", "resource_version.resource_id")
    .select(["resource.id", "resource.owner_campus_id as campusId"])
    .distinct()
    .where("resource_file.sha256", "=", sha256)
    .$if(authorIds !== undefined, (query) =>
      query.where(sql<boolean>`resource.author_id = any(${[...(authorIds ?? [])]}::uuid[])`),
    )
    .execute();
  return rows;
};

/** Whether a published version, or whoever uploaded them, waits for what is made of these bytes. */
export const isAwaited = async (
  db: Db,
  awaited: AwaitedTable | "upload_text_awaited",
  sha256: Sha256,
): Promise<boolean> =>
  (await db.selectFrom(awaited).select("sha256").where("sha256", "=", sha256).executeTakeFirst()) !==
  undefined;

/** Forgets text and pictures of these bytes; what was made of infected ones is shown no longer. */
export const forgetContent = async (db: Db, sha256: Sha256): Promise<void> => {
  await db.deleteFrom("file_text").where("sha256", "=", sha256).execute();
  await db.deleteFrom("file_preview").where("sha256", "=", sha256).execute();
  await setReleasedToDrafts(db, sha256, false);
};

interface ToScan {
  statuses: readonly ScanStatus[];
  after?: string;
  limit: number;
}

/** The statement of `listBlobsToScan`. Its states are literals, so that those of the usual question meet its own index. */
export const blobsToScan = ({ statuses, after = "", limit }: ToScan) => sql<{ sha256: Sha256 }>`
  select sha256 from (
    (select distinct sha256 from scan_awaited where sha256 > ${after} order by sha256 limit ${limit})
    union
    (select sha256 from blob
      where sha256 > ${after} and not is_made and scan_status in (${sql.join(statuses.map(sql.lit))}) and (
        exists (select 1 from resource_file where resource_file.sha256 = blob.sha256)
        or exists (select 1 from upload where upload.sha256 = blob.sha256))
      order by sha256 limit ${limit})
  ) due order by sha256 limit ${limit}`;

/** Blobs in one of these states that a file or an upload has, and those that somebody waits for; in order of their hash. */
export const listBlobsToScan = async (db: Db, wanted: ToScan): Promise<Sha256[]> =>
  (await blobsToScan(wanted).execute(db)).rows.map((row) => row.sha256);
