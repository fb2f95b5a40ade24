import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { SyncChangeTable } from "./tables.ts";

type Db = Kysely<Database>;

/** Everything at or before it has been told. */
export interface FeedPlace {
  xid: bigint;
  number: bigint;
}

export interface FeedBounds {
  /** Every transaction below it has ended. */
  oldestRunning: bigint;
  /** No transaction at or above it has begun. */
  next: bigint;
  /** Tells one database cluster from another, where the same numbers mean other transactions. */
  clusterId: string;
}

export const readBounds = async (db: Db): Promise<FeedBounds> => {
  const { rows } = await sql<{ oldest: string; next: string; cluster: string }>`
    select pg_snapshot_xmin(now_seen)::text as oldest, pg_snapshot_xmax(now_seen)::text as next,
      (select system_identifier::text from pg_control_system()) as cluster
    from pg_current_snapshot() now_seen`.execute(db);
  const [row] = rows as [(typeof rows)[0]];
  return { oldestRunning: BigInt(row.oldest), next: BigInt(row.next), clusterId: row.cluster };
};

export interface Audience {
  reach: SyncChangeTable["reach"];
  unitId: string;
}

export interface ChangeRow {
  kind: SyncChangeTable["subject_kind"];
  id: string;
  place: FeedPlace;
}

/**
 * The next changes for these audiences after `after`, oldest first, below the oldest transaction still running (as in
 * docs/decisions/event-order.md). Each audience is read along its own index, so the cost is that of the page.
 */
export const readChangesAfter = async (
  db: Db,
  audiences: readonly Audience[],
  after: FeedPlace,
  limit: number,
): Promise<ChangeRow[]> => {
  const { rows } = await sql<{ kind: ChangeRow["kind"]; id: string; xid: string; number: number }>`
    select found.subject_kind as kind, found.subject_id as id, found.xid::text as xid, found.number
    from unnest(${audiences.map(({ reach }) => reach)}::text[], ${audiences.map(({ unitId }) => unitId)}::uuid[])
      as audience (reach, unit_id)
    cross join lateral (
      select subject_kind, subject_id, xid, number from sync_change
      where sync_change.reach = audience.reach and sync_change.unit_id = audience.unit_id
        and (xid, number) > (${String(after.xid)}::xid8, ${String(after.number)}::bigint)
        and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, number limit ${limit}
    ) found
    order by found.xid, found.number limit ${limit}`.execute(db);
  return rows.map(({ kind, id, xid, number }) => ({
    kind,
    id,
    place: { xid: BigInt(xid), number: BigInt(number) },
  }));
};
