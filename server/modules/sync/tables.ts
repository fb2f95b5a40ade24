import type { Generated } from "kysely";

/** The last change of a thing for one audience. Triggers on the things' own tables write it (docs/decisions/change-feed.md). */
export interface SyncChangeTable {
  reach: "in" | "over";
  /** The nil id stands for the public. */
  unit_id: string;
  subject_kind: "resource" | "plan";
  subject_id: string;
  /** PostgreSQL's xid8, as text. */
  xid: Generated<string>;
  number: Generated<number>;
}
