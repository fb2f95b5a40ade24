import type { ColumnType, Generated } from "kysely";
import type { Id, PersonId, UnitId } from "../../ids.ts";
import type { PlanId } from "../plans/index.ts";

export type ClassId = Id<"class">;
/** The id of a plan's row, the same in all copies of the plan. */
export type RowId = Id<"plan-row">;

export interface TaughtClassTable {
  id: ClassId;
  campus_id: UnitId;
  /** 2026-2027 */
  school_year: string;
  grade: string;
  name: string;
  subject: string;
  created_at: Date;
  removed_at: Date | null;
}

export interface ClassTeacherTable {
  class_id: ClassId;
  person_id: PersonId;
}

export interface ClassPlanTable {
  class_id: ClassId;
  term: string;
  /** A plan, or the one that it is a copy of. */
  plan_id: PlanId;
  chosen_by: PersonId;
  chosen_at: Date;
}

export interface TaughtRowTable {
  class_id: ClassId;
  row_id: RowId;
  /** YYYY-MM-DD */
  taught_on: ColumnType<string, string, string>;
  ticked_by: PersonId;
  ticked_at: Date;
}

export interface RowNoteTable {
  person_id: PersonId;
  campus_id: UnitId;
  row_id: RowId;
  term: string;
  grade: string;
  subject: string;
  about: string;
  text: string;
  version: Generated<number>;
  edited_at: Date;
}

export type FeedId = Id<"calendar-feed">;

export interface CalendarFeedTable {
  id: FeedId;
  person_id: PersonId;
  /** Null: the person's own teaching weeks. */
  plan_id: PlanId | null;
  /** Lower-case hex SHA-256 of the secret in the address. */
  token_hash: string;
  created_at: Date;
  fetched_at: Date | null;
  content_hash: Generated<string>;
  changed_at: Date;
}
