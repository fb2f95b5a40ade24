export { adoptPlan } from "./adopt-plan.ts";
export { calendarEndpoints } from "./calendar-routes.ts";
export type { CalendarRules } from "./calendar-schema.ts";
export { planCopyEndpoints } from "./copy-routes.ts";
export { createPlan } from "./create-plan.ts";
export { editCalendar } from "./edit-calendar.ts";
export { addRow, editRow } from "./edit-row.ts";
export { planEventEndpoints } from "./event-routes.ts";
export { getPlan } from "./get-plan.ts";
export { holidayEndpoints } from "./holiday-routes.ts";
export {
  listPlannedRows,
  listPlansInForce,
  type PlanInForce,
  type PlannedRow,
} from "./in-force-store.ts";
export { type LaidCalendar, layCalendars } from "./lay-calendars.ts";
export { addDays, mondayOf } from "./lay-weeks.ts";
export { listPlanCards } from "./list-plan-cards.ts";
export { mergeRows } from "./merge.ts";
export { newRow } from "./new-row.ts";
export { periodEndpoints } from "./period-routes.ts";
export { pinCopy } from "./pin-copy.ts";
export { overseenUnitIds } from "./policy.ts";
export { publishPlan } from "./publish-plan.ts";
export { pullUpstream } from "./pull-upstream.ts";
export { listReadableRevisions } from "./readable-store.ts";
export { planReadingEndpoints } from "./reading-routes.ts";
export { planRevisionEndpoints } from "./revision-routes.ts";
export { planRollEndpoints } from "./roll-routes.ts";
export { planEndpoints } from "./routes.ts";
export { firstOrders } from "./row-order.ts";
export { planRowEndpoints } from "./row-routes.ts";
export { listRows, saveRows } from "./row-store.ts";
export { listRowsInForce } from "./rows-in-force.ts";
export type { GivenRow, NewPlan, PlanRow } from "./schema.ts";
export { showLinks } from "./show-links.ts";
export type { PlanId } from "./tables.ts";
