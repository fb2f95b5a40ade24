import type { Actor } from "../../actor.ts";
import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { type FieldProblem, Forbidden, Invalid, PreconditionFailed } from "../../errors.ts";
import type { UnitId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { lockUnits, type UnitRow } from "../units/index.ts";
import type { CalendarRules } from "./calendar-schema.ts";
import { saveCalendar } from "./calendar-store.ts";
import { type LoadedCalendar, loadCalendar } from "./get-calendar.ts";
import { combineRules, daysBetween, layWeeks, mostTermDays } from "./lay-weeks.ts";
import { writerOf } from "./load-plan.ts";
import { canEditCalendar } from "./policy.ts";
import { mostWeeks } from "./schema.ts";

export const requireEditor = (actor: Actor, unit: UnitRow): void => {
  if (!canEditCalendar(actor, unit.id)) throw new Forbidden();
};

/** Throws Invalid unless the rules, over the group's, make a term that can be. */
export const checkRules = ({ unit, group }: LoadedCalendar, term: string, rules: CalendarRules): void => {
  const combined = combineRules(group, rules) ?? rules;
  const { firstOn, lastOn, swaps } = combined;
  const problems: FieldProblem[] = [];
  const refuse = (path: string, message: string) => problems.push({ path, code: "invalid", message });
  if (unit.kind === "group" && !firstOn) refuse("firstOn", "a group's calendar says when the term begins");
  if (unit.kind === "group" && !lastOn) refuse("lastOn", "a group's calendar says when the term ends");
  if (firstOn && lastOn) {
    const days = daysBetween(firstOn, lastOn);
    if (days < 1) refuse("lastOn", "must not come before the first day");
    if (days > mostTermDays) refuse("lastOn", `no term is longer than ${mostTermDays} days`);
    else if (layWeeks(combined).length > mostWeeks)
      refuse("lastOn", `no term has more than ${mostWeeks} teaching weeks`);
    const year = Number(term.slice(0, 4));
    // A school year runs from September to July; holidays on either side move with the province.
    if (firstOn < `${year}-07-01`) refuse("firstOn", "comes before the school year");
    if (lastOn > `${year + 1}-08-31`) refuse("lastOn", "comes after the school year");
  }
  if (new Set(swaps.map(({ on }) => on)).size < swaps.length)
    refuse("swaps", "one day cannot be swapped with two");
  if (problems.length > 0) throw new Invalid("calendar.rules", "This is no term.", { fields: problems });
};

/**
 * Sets a unit's rules for a term. Plans name teaching weeks, so their dates follow at once. Who saw other rules of the group
 * than hold now saw other weeks, and is refused like one who saw other rules of the unit.
 */
export const editCalendar = (
  ctx: Context,
  unitId: UnitId,
  term: string,
  rules: CalendarRules,
  ifMatch?: number,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const { unit } = await loadCalendar(ctx, unitId, term);
    requireEditor(ctx.actor, unit);
    // Nobody else edits this calendar, or the group's that it follows, until this is done.
    await lockUnits(ctx.db, unit.kind === "campus" ? unit.path.slice(-2) : [unitId]);
    const loaded = await loadCalendar(ctx, unitId, term);
    checkRules(loaded, term, rules);
    const { personId, now } = writerOf(ctx);
    const calendar = { unitId, term, rules, editedBy: personId, now };
    const ownRevision = ifMatch === undefined ? undefined : ifMatch - loaded.groupRevision;
    if (!(await saveCalendar(ctx.db, calendar, ownRevision))) throw new PreconditionFailed();
    await appendEvent(ctx, {
      kind: "calendar.edited",
      subject: { kind: "unit", id: unitId },
      unitId,
      data: { term, before: loaded.own?.rules ?? null, after: rules },
    });
  });
