import type { Context } from "../../context.ts";
import type { UnitId } from "../../ids.ts";
import { checkPeriods, hasNotice } from "./check-periods.ts";
import { listPlannedRows } from "./in-force-store.ts";
import { layCalendars } from "./lay-calendars.ts";
import { findPeriodRules } from "./period-rules.ts";
import type { PeriodNotice } from "./period-schema.ts";
import type { PlanHeader } from "./schema.ts";
import type { PlanRecord } from "./store.ts";
import type { PlanId } from "./tables.ts";

/** Where the periods of a group's published plans of one term are not as they ought to be, on the group's calendar. */
export const listPeriodNotices = async (
  ctx: Context,
  groupId: UnitId,
  term: string,
  plans: readonly PlanRecord[],
): Promise<{ planId: PlanId; notice: PeriodNotice }[]> => {
  const rules = await findPeriodRules(ctx, groupId);
  const weeks = (await layCalendars(ctx, [groupId], term)).get(groupId)?.weeks ?? [];
  const numbered = plans.map(({ id, current_number }) => ({ id, number: current_number }));
  const rows = await listPlannedRows(ctx.db, numbered);
  const headers = plans.map(({ published_header }) => published_header as PlanHeader);
  return plans
    .map(({ id }, index) => {
      const header = headers[index] as PlanHeader;
      const ofGrade = headers.filter(({ grade }) => grade === header.grade);
      const plan = { ...header, rows: rows.get(id) ?? [] };
      return { planId: id, notice: checkPeriods(plan, ofGrade, rules, weeks) };
    })
    .filter(({ notice }) => hasNotice(notice));
};
