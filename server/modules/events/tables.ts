import type { ColumnType, Generated } from "kysely";

export interface EventTable {
  id: Generated<number>;
  /** PostgreSQL's xid8, as text. */
  xid: Generated<string>;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  kind: string;
  subject_kind: string;
  subject_id: string;
  unit_id: string | null;
  data: ColumnType<unknown, string, never>;
}
