import { type Kysely, type RawBuilder, sql } from "kysely";
import type { UnitKind } from "../../actor.ts";
import type { Database } from "../../db/schema.ts";
import type { UnitId } from "../../ids.ts";
import type { PlanHeader } from "./schema.ts";
import type { PlanId } from "./tables.ts";

type Db = Kysely<Database>;

/** A plan with its unit and, where it is published, what the last revision and not the draft says of itself. */
export interface PlanRecord {
  id: PlanId;
  unit_id: UnitId;
  unit_kind: UnitKind;
  unit_name: string;
  unit_name_en: string | null;
  unit_path: UnitId[];
  title: string;
  term: string;
  subject: string;
  grade: string;
  edition: string | null;
  volume: string | null;
  periods_per_week: number;
  upstream_id: PlanId | null;
  taken_number: number | null;
  taken_at: Date | null;
  is_pinned: boolean;
  current_number: number | null;
  published_header: PlanHeader | null;
  published_at: Date | null;
  revision: number;
  created_at: Date;
  updated_at: Date;
  archived_at: Date | null;
}

const selectPlans = sql`
  select plan.id, plan.unit_id, unit.kind as unit_kind, unit.name as unit_name, unit.name_en as unit_name_en,
    unit.path as unit_path, plan.title, plan.term, plan.subject, plan.grade, plan.edition, plan.volume,
    plan.periods_per_week, plan.upstream_id, plan.taken_number, plan.taken_at, plan.is_pinned, plan.current_number,
    published.header as published_header, published.published_at, plan.revision, plan.created_at, plan.updated_at,
    plan.archived_at
  from plan
  join unit on unit.id = plan.unit_id
  left join plan_revision published on published.plan_id = plan.id and published.number = plan.current_number`;

export const listPlansById = async (
  db: Db,
  ids: readonly PlanId[],
  isVisible: RawBuilder<boolean>,
): Promise<PlanRecord[]> => {
  const { rows } = await sql<PlanRecord>`${selectPlans}
    where plan.id = any(${[...ids]}::uuid[]) and ${isVisible}`.execute(db);
  return rows;
};

export const findPlan = async (
  db: Db,
  id: PlanId,
  isVisible: RawBuilder<boolean>,
): Promise<PlanRecord | null> => (await listPlansById(db, [id], isVisible))[0] ?? null;

/** The plans with these ids, whoever may see them, by id. */
export const findPlansById = async (db: Db, ids: readonly PlanId[]): Promise<Map<PlanId, PlanRecord>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<PlanRecord>`${selectPlans} where plan.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((plan) => [plan.id, plan]));
};

const views = {
  /** What is put aside stays in sight as long as campuses below have copies of it in use. */
  followed: sql`(plan.archived_at is null or exists (select from plan copy join unit place on place.id = copy.unit_id
    where copy.upstream_id = plan.id and copy.archived_at is null and place.path @> array[plan.unit_id]))`,
  current: sql`plan.archived_at is null`,
  waiting: sql`plan.archived_at is null and not plan.is_pinned and exists (select from plan upstream
    where upstream.id = plan.upstream_id and upstream.unit_id = any(unit.path) and upstream.archived_at is null
      and upstream.current_number > plan.taken_number)`,
  drafts: sql`plan.archived_at is null and plan.current_number is null and plan.upstream_id is null`,
  archived: sql`plan.archived_at is not null`,
};

export interface PlanFilters {
  view: keyof typeof views;
  term?: string[] | undefined;
  subject?: string[] | undefined;
  grade?: string[] | undefined;
  unit?: string[] | undefined;
}

/** PostgreSQL's own text of when it was made, so that a place in the list keeps its microseconds, and the id. */
export type PlanPlace = [createdAt: string, id: string];

/** Latest first. */
export const listPlanRecords = async (
  db: Db,
  isVisible: RawBuilder<boolean>,
  filters: PlanFilters,
  after: PlanPlace | null,
  limit: number,
): Promise<(PlanRecord & { place: string })[]> => {
  const anyOf = (column: string, values: string[] | undefined, type: string) =>
    values?.length ? sql`and ${sql.ref(column)} = any(${values}::${sql.raw(type)}[])` : sql``;
  const { rows } = await sql<PlanRecord & { place: string }>`
    select found.*, found.created_at::text as place from (${selectPlans}
      where ${isVisible} and ${views[filters.view]}
      ${anyOf("plan.term", filters.term, "text")} ${anyOf("plan.subject", filters.subject, "text")}
      ${anyOf("plan.grade", filters.grade, "text")} ${anyOf("plan.unit_id", filters.unit, "uuid")}
      ${after ? sql`and (plan.created_at, plan.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    ) found order by found.created_at desc, found.id desc limit ${limit}`.execute(db);
  return rows;
};

/** Locks the plan until the transaction ends; answers its present revision. */
export const lockPlan = async (db: Db, id: PlanId): Promise<number | null> =>
  (await db.selectFrom("plan").select("revision").where("id", "=", id).forUpdate().executeTakeFirst())
    ?.revision ?? null;

export interface PlanState {
  title: string;
  edition: string | null;
  volume: string | null;
  periods_per_week: number;
  current_number: number;
  taken_number: number;
  taken_at: Date;
  is_pinned: boolean;
  archived_at: Date | null;
}

/** The copy of a plan that is in use at a campus. */
export const findCopy = async (db: Db, upstreamId: PlanId, campusId: UnitId): Promise<PlanId | null> =>
  (
    await db
      .selectFrom("plan")
      .select("id")
      .where("upstream_id", "=", upstreamId)
      .where("unit_id", "=", campusId)
      .where("archived_at", "is", null)
      .executeTakeFirst()
  )?.id ?? null;

/** The copies of these plans that are in use at campuses below `unitId`. */
export const listCopies = async (
  db: Db,
  upstreamIds: readonly PlanId[],
  unitId: UnitId,
): Promise<PlanRecord[]> => {
  const { rows } = await sql<PlanRecord>`${selectPlans}
    where plan.upstream_id = any(${[...upstreamIds]}::uuid[]) and plan.archived_at is null and unit.path @> array[${unitId}::uuid]`.execute(
    db,
  );
  return rows;
};

/** Applies a change, if any, and counts one revision up. */
export const touchPlan = async (db: Db, id: PlanId, now: Date, change: Partial<PlanState> = {}) => {
  await db
    .updateTable("plan")
    .set({ ...change, updated_at: now, revision: sql<number>`revision + 1` })
    .where("id", "=", id)
    .execute();
};

export const insertPlan = async (
  db: Db,
  plan: {
    id: PlanId;
    unitId: UnitId;
    header: PlanHeader;
    upstream?: { id: PlanId; takenNumber: number };
    now: Date;
  },
) => {
  const { periodsPerWeek, ...header } = plan.header;
  await db
    .insertInto("plan")
    .values({
      id: plan.id,
      unit_id: plan.unitId,
      ...header,
      periods_per_week: periodsPerWeek,
      upstream_id: plan.upstream?.id ?? null,
      taken_number: plan.upstream?.takenNumber ?? null,
      taken_at: plan.upstream ? plan.now : null,
      current_number: null,
      created_at: plan.now,
      updated_at: plan.now,
      archived_at: null,
    })
    .execute();
};
