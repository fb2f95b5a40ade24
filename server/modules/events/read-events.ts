import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";

/** A place in the event order: everything at or before it has been read. */
export interface EventCursor {
  xid: string;
  id: number;
}

export interface RecordedEvent extends EventCursor {
  at: Date;
  kind: string;
  subjectKind: string;
  subjectId: string;
  unitId: string | null;
  data: unknown;
}

export const firstEventCursor: EventCursor = { xid: "0", id: 0 };

/**
 * The next events after `after`, oldest first. It stops below the oldest transaction still running, so that a transaction
 * which commits later but took its numbers earlier is never skipped (docs/decisions/event-order.md).
 */
export const readEvents = async (
  db: Kysely<Database>,
  after: EventCursor,
  limit: number,
): Promise<RecordedEvent[]> => {
  const rows = await db
    .selectFrom("event")
    .select(["id", "xid", "at", "kind", "subject_kind", "subject_id", "unit_id", "data"])
    .where(sql<boolean>`(xid, id) > (${after.xid}::xid8, ${after.id}::bigint)`)
    .where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
    .orderBy("xid")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    xid: row.xid,
    at: row.at,
    kind: row.kind,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    unitId: row.unit_id,
    data: row.data,
  }));
};
