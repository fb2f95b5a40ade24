import type { ColumnType, Generated } from "kysely";
import type { Id, PersonId, UnitId } from "../../ids.ts";
import type { CalendarRules } from "./calendar-schema.ts";
import type { PlanHeader, PlanRow, RowFields } from "./schema.ts";

export type PlanId = Id<"plan">;
/** The same for a row of a plan and for what became of it in every campus copy. */
export type PlanRowId = Id<"plan-row">;
export type PullId = Id<"pull">;
export type PresenceId = Id<"presence">;

export interface PlanTable {
  id: PlanId;
  /** The group or campus whose plan it is. */
  unit_id: UnitId;
  title: string;
  term: string;
  subject: string;
  grade: string;
  edition: string | null;
  volume: string | null;
  periods_per_week: number;
  /** The plan that a copy follows, and the revision of it that the copy has taken last. */
  upstream_id: PlanId | null;
  taken_number: number | null;
  taken_at: Date | null;
  is_pinned: Generated<boolean>;
  /** The last published revision; always null for a copy. */
  current_number: number | null;
  revision: Generated<number>;
  created_at: Date;
  updated_at: Date;
  archived_at: Date | null;
}

export interface PlanRowTable {
  plan_id: PlanId;
  id: PlanRowId;
  fields: ColumnType<RowFields, string, string>;
  /** Why a copy's row is not as its upstream has it. */
  reason: string | null;
  /** Since when a copy's row is not as the revision has it that the copy took last; null while it is. */
  differs_since: Date | null;
  version: Generated<number>;
  edited_by: PersonId;
  edited_at: Date;
  dropped_at: Date | null;
}

export interface PlanRevisionTable {
  plan_id: PlanId;
  number: number;
  header: ColumnType<PlanHeader, string, never>;
  rows: ColumnType<PlanRow[], string, never>;
  /** The rows that are marked as important corrections, as they were before they were corrected. */
  uncorrected: ColumnType<PlanRow[], string, never>;
  note: string;
  published_by: PersonId;
  published_at: Date;
}

/** A row that came to be as its upstream has it: since when, and why, it was not. */
export interface SettledDifference {
  id: PlanRowId;
  since: string;
  reason: string | null;
}

export interface PlanPullTable {
  id: PullId;
  plan_id: PlanId;
  from_number: number;
  to_number: number;
  from_taken_at: Date;
  /** The rows that the pull changed, as they were and as they became; one that was not or is no more is left out. */
  before: ColumnType<PlanRow[], string, never>;
  after: ColumnType<PlanRow[], string, never>;
  /** The differences that the pull ended. */
  settled: ColumnType<SettledDifference[], string, never>;
  pulled_by: PersonId;
  pulled_at: Date;
  undone_at: Date | null;
}

export interface PlanPresenceTable {
  id: PresenceId;
  plan_id: PlanId;
  person_id: PersonId;
  seen_at: Generated<Date>;
}

export interface TermCalendarTable {
  unit_id: UnitId;
  /** School year and term: 2026-2027-1. */
  term: string;
  rules: ColumnType<CalendarRules, string, string>;
  revision: Generated<number>;
  edited_by: PersonId;
  edited_at: Date;
}

export interface UnitSettingTable {
  unit_id: UnitId;
  name: string;
  value: ColumnType<unknown, string, string>;
  revision: Generated<number>;
  edited_by: PersonId;
  edited_at: Date;
}
