import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { UnitId } from "../../ids.ts";
import { listVisibleUnits, type UnitRow, unitReferenceView } from "../units/index.ts";
import type { CalendarPreview, CalendarRules } from "./calendar-schema.ts";
import { countRowsBeyondAt, findCalendars, listRowsBeyond } from "./calendar-store.ts";
import { checkRules, requireEditor } from "./edit-calendar.ts";
import { loadCalendar } from "./get-calendar.ts";
import { combineRules, layWeeks, shiftedWeeks } from "./lay-weeks.ts";
import { isPlanVisibleTo } from "./visibility.ts";

/** The campuses of a group in whose plans rows stand in weeks that they do not have under these rules of the group. */
const campusesBeyond = async (
  ctx: Context,
  group: UnitRow,
  term: string,
  rules: CalendarRules,
): Promise<z.input<typeof CalendarPreview>["campuses"]> => {
  const campuses = (await listVisibleUnits(ctx)).filter(
    ({ kind, parent_id }) => kind === "campus" && parent_id === group.id,
  );
  const ids = campuses.map(({ id }) => id);
  const own = await findCalendars(ctx.db, ids, term);
  const bounds = ids.map((unitId) => ({
    unitId,
    lastWeek: layWeeks(combineRules(rules, own.get(unitId)?.rules ?? null)).length,
  }));
  const counts = await countRowsBeyondAt(ctx.db, isPlanVisibleTo(ctx.actor), term, bounds);
  return campuses.flatMap((campus) => {
    const rowsBeyond = counts.get(campus.id);
    return rowsBeyond ? [{ campus: unitReferenceView(campus), rowsBeyond }] : [];
  });
};

/** What a unit has set that has no effect: nobody means that, and nothing else shows it. */
const idleRules = (
  { firstOn, lastOn }: CalendarRules,
  own: CalendarRules,
  weekCount: number,
): z.input<typeof CalendarPreview>["idle"] => {
  if (!firstOn || !lastOn) return [];
  if (weekCount === 0) return [{ kind: "term", value: "" }];
  const isOutside = (day: string) => day < firstOn || lastOn < day;
  return [
    ...own.swaps.flatMap(({ on }) => (isOutside(on) ? [{ kind: "swap" as const, value: on }] : [])),
    ...own.openDays.filter(isOutside).map((value) => ({ kind: "open-day" as const, value })),
    ...(own.examWeeks ?? [])
      .filter((week) => week > weekCount)
      .map((week) => ({ kind: "exam-week" as const, value: String(week) })),
  ];
};

/** What these rules would make of the teaching weeks; nothing is written. */
export const previewCalendar = async (
  ctx: Context,
  unitId: UnitId,
  term: string,
  rules: CalendarRules,
): Promise<z.input<typeof CalendarPreview>> => {
  const loaded = await loadCalendar(ctx, unitId, term);
  requireEditor(ctx.actor, loaded.unit);
  checkRules(loaded, term, rules);
  const before = layWeeks(combineRules(loaded.group, loaded.own?.rules ?? null));
  const weeks = layWeeks(combineRules(loaded.group, rules));
  // Where nothing is set yet, no row has a date that it could lose.
  const isLaid = before.length > 0 || weeks.length > 0;
  const isGroup = loaded.unit.kind === "group";
  const beyond = isLaid ? await listRowsBeyond(ctx.db, unitId, term, weeks.length) : { count: 0, first: [] };
  return {
    weeks,
    shifted: shiftedWeeks(before, weeks),
    idle: idleRules(combineRules(loaded.group, rules) ?? rules, rules, weeks.length),
    rowsBeyond: beyond.count,
    firstBeyond: beyond.first,
    campuses: isLaid && isGroup ? await campusesBeyond(ctx, loaded.unit, term, rules) : [],
  };
};
