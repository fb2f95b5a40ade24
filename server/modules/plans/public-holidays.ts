import type { z } from "zod";
import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Forbidden, Invalid, NotFound, PreconditionFailed } from "../../errors.ts";
import type { UnitId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { canSeeUnit, findUnit, type UnitRow, unitReferenceView } from "../units/index.ts";
import type { HolidayYear, PublicHolidays } from "./holiday-schema.ts";
import { writerOf } from "./load-plan.ts";
import { nationalHolidays, unknownYear } from "./national-holidays.ts";
import { canEditHolidays } from "./policy.ts";
import { findSetting, saveSetting } from "./setting-store.ts";

const nameOf = (year: number): string => `holidays/${year}`;

/** The bureau above a unit that the actor may know of: each keeps its own list, so that none reads another's. */
const loadBureau = async (ctx: Context, unitId: UnitId): Promise<UnitRow> => {
  const unit = await findUnit(ctx.db, unitId);
  if (!unit || !canSeeUnit(ctx, unit.path)) throw new NotFound();
  return (await findUnit(ctx.db, unit.path[0] as UnitId)) ?? unit;
};

export const getHolidays = async (
  ctx: Context,
  unitId: UnitId,
  year: number,
): Promise<z.input<typeof PublicHolidays>> => {
  const bureau = await loadBureau(ctx, unitId);
  const own = await findSetting<HolidayYear>(ctx.db, bureau.id, nameOf(year));
  return {
    bureau: unitReferenceView(bureau),
    year,
    days: own?.value ?? nationalHolidays[year] ?? unknownYear,
    isOwn: own !== null,
    revision: own?.revision ?? 0,
    can: { edit: canEditHolidays(ctx.actor, bureau.id) },
  };
};

const requireYear = ({ holidays, swaps }: HolidayYear, year: number): void => {
  const days = [...holidays.flatMap(({ from, until }) => [from, until]), ...swaps.map(({ on }) => on)];
  if (days.every((day) => day.startsWith(`${year}-`))) return;
  const field = { path: "holidays", code: "invalid", message: `must be days of ${year}` };
  throw new Invalid("holidays.year", "Some days are of another year.", { fields: [field] });
};

/** Sets a bureau's public holidays of a year. Calendars stay as they are: new ones propose these. */
export const editHolidays = (
  ctx: Context,
  unitId: UnitId,
  year: number,
  days: HolidayYear,
  ifMatch?: number,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const bureau = await loadBureau(ctx, unitId);
    if (!canEditHolidays(ctx.actor, bureau.id)) throw new Forbidden();
    requireYear(days, year);
    const { personId, now } = writerOf(ctx);
    const setting = { unitId: bureau.id, name: nameOf(year), value: days, editedBy: personId, now };
    if (!(await saveSetting(ctx.db, setting, ifMatch))) throw new PreconditionFailed();
    await appendEvent(ctx, {
      kind: "holidays.edited",
      subject: { kind: "unit", id: bureau.id },
      unitId: bureau.id,
      data: { year, after: days },
    });
  });
