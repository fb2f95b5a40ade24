import type { Context } from "../../context.ts";
import type { UnitId } from "../../ids.ts";
import { listUnits } from "../units/index.ts";
import type { CalendarRules, TeachingWeek } from "./calendar-schema.ts";
import { findCalendars } from "./calendar-store.ts";
import { combineRules, layWeeks } from "./lay-weeks.ts";

export interface LaidCalendar {
  /** Empty where the term's days are not set. */
  weeks: TeachingWeek[];
  holidays: CalendarRules["holidays"];
  /** When its rules, or those of its group, were last changed; null where there are none. */
  changedAt: Date | null;
}

/** The calendars of a term of many groups and campuses, whoever asks: the caller has seen to their right. */
export const layCalendars = async (
  ctx: Context,
  unitIds: readonly UnitId[],
  term: string,
): Promise<Map<UnitId, LaidCalendar>> => {
  const units = await listUnits(ctx.db, unitIds);
  const set = await findCalendars(ctx.db, [...new Set(units.flatMap(({ path }) => path))], term);
  return new Map(
    units.map((unit) => {
      const own = set.get(unit.id);
      const group = unit.kind === "campus" && unit.parent_id ? set.get(unit.parent_id) : undefined;
      const rules = combineRules(group?.rules ?? null, own?.rules ?? null);
      const times = [own, group].flatMap((one) => (one ? [one.edited_at.getTime()] : []));
      const changedAt = times.length > 0 ? new Date(Math.max(...times)) : null;
      return [unit.id, { weeks: layWeeks(rules), holidays: rules?.holidays ?? [], changedAt }];
    }),
  );
};
