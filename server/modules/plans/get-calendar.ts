import type { z } from "zod";
import type { Context } from "../../context.ts";
import { NotFound } from "../../errors.ts";
import type { UnitId } from "../../ids.ts";
import { canSeeUnit, findUnit, type UnitRow, unitReferenceView } from "../units/index.ts";
import type { CalendarRules, TermCalendar } from "./calendar-schema.ts";
import { type CalendarRecord, findCalendars } from "./calendar-store.ts";
import { combineRules, layWeeks } from "./lay-weeks.ts";
import { canEditCalendar } from "./policy.ts";

export interface LoadedCalendar {
  unit: UnitRow;
  own: CalendarRecord | null;
  /** Of a campus; null for a group. */
  group: CalendarRules | null;
  /** 0 where nothing is set. */
  groupRevision: number;
}

/** Calendars are no secret within a group: who may know of the unit may read its calendar. */
export const loadCalendar = async (ctx: Context, unitId: UnitId, term: string): Promise<LoadedCalendar> => {
  const unit = await findUnit(ctx.db, unitId);
  const hasCalendar = unit?.kind === "group" || unit?.kind === "campus";
  if (!unit || !hasCalendar || !canSeeUnit(ctx, unit.path)) throw new NotFound();
  const found = await findCalendars(ctx.db, unit.path, term);
  const groupId = unit.kind === "campus" ? unit.parent_id : null;
  const group = groupId ? found.get(groupId) : undefined;
  return {
    unit,
    own: found.get(unitId) ?? null,
    group: group?.rules ?? null,
    groupRevision: group?.revision ?? 0,
  };
};

export const getCalendar = async (
  ctx: Context,
  unitId: UnitId,
  term: string,
): Promise<z.input<typeof TermCalendar>> => {
  const { unit, own, group, groupRevision } = await loadCalendar(ctx, unitId, term);
  return {
    unit: unitReferenceView(unit),
    term,
    rules: own?.rules ?? null,
    groupRules: group,
    weeks: layWeeks(combineRules(group, own?.rules ?? null)),
    revision: (own?.revision ?? 0) + groupRevision,
    can: { edit: canEditCalendar(ctx.actor, unitId) },
  };
};
