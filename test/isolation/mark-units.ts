import type { UnitId } from "../../server/ids.ts";
import { CalendarRules } from "../../server/modules/plans/calendar-schema.ts";
import { saveCalendar } from "../../server/modules/plans/calendar-store.ts";
import { HolidayYear } from "../../server/modules/plans/holiday-schema.ts";
import { PeriodRules } from "../../server/modules/plans/period-schema.ts";
import { saveSetting } from "../../server/modules/plans/setting-store.ts";
import type { Model } from "../support/visibility-model.ts";
import type { World } from "./random-world.ts";

/** What a unit has set that no other has. */
export const markOf = ({ units }: Model, unitId: UnitId) => {
  const number = [...units.keys()].indexOf(unitId) + 1;
  return {
    firstOn: `2026-09-${String(number).padStart(2, "0")}`,
    note: `${number}号通知`,
    // Of a grade that no plan is for.
    subjects: [{ grade: "6", subject: "art", periods: number }],
  };
};

/** Gives each group a calendar and rules, and each bureau holidays, that are its own. */
export const markUnits = async ({ model, system: { ctx } }: World): Promise<void> => {
  const editedBy = model.people[0] as (typeof model.people)[number];
  const now = ctx.clock.now();
  for (const { id: unitId, kind } of model.units.values()) {
    const { firstOn, note, subjects } = markOf(model, unitId);
    const by = { unitId, editedBy, now };
    if (kind === "bureau") {
      const value = HolidayYear.parse({ holidays: [], swaps: [], isAnnounced: true, note });
      await saveSetting(ctx.db, { ...by, name: "holidays/2026", value }, 0);
    }
    if (kind !== "group") continue;
    const rules = CalendarRules.parse({ firstOn, lastOn: "2027-01-22" });
    await saveCalendar(ctx.db, { ...by, term: "2026-2027-1", rules }, 0);
    const value = PeriodRules.parse({ totals: [{ grade: "3", periods: 1 }], subjects });
    await saveSetting(ctx.db, { ...by, name: "period-rules", value }, 0);
  }
};
