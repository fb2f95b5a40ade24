import type { Context } from "../../server/context.ts";
import { adoptPlan } from "../../server/modules/plans/adopt-plan.ts";
import { archivePlan } from "../../server/modules/plans/archive-plan.ts";
import { createPlan } from "../../server/modules/plans/create-plan.ts";
import { addRow, dropRow } from "../../server/modules/plans/edit-row.ts";
import { publishPlan } from "../../server/modules/plans/publish-plan.ts";
import { pullUpstream } from "../../server/modules/plans/pull-upstream.ts";
import { listRows } from "../../server/modules/plans/row-store.ts";
import { NewPlan } from "../../server/modules/plans/schema.ts";
import { actAs } from "../support/acting.ts";
import { lessonRows, planBodies } from "../support/plans.ts";
import { unitOf } from "../support/world.ts";
import type { Row, Target } from "./aim-at-resources.ts";

const heading = { term: "2026-2027-1", subject: "chinese", grade: "3", periodsPerWeek: 7 };
const newPlan = { unitId: unitOf("sanxiao").id, title: "校区进度表", ...heading, rows: lessonRows };

const planFile = { fileName: "进度表.xlsx", sheets: [{ name: "语文", rows: [["周次", "教学内容"]] }] };

const queries: Record<string, string> = { comparison: "?from=1&to=1", events: "?once=true" };

/** 三小校区's own plan, which its lead has published; `prepare` does something more to it. */
const onPlan =
  (key: string, prepare?: (lead: Context, id: never, rowId: never) => Promise<unknown>): Row["send"] =>
  async ({ system }: Target) => {
    const lead = await actAs(system, "sanxiao.lead");
    const { id } = await createPlan(lead, NewPlan.parse(newPlan));
    await publishPlan(lead, id, "");
    const rowId = (await listRows(lead.db, id))[0]?.id as string;
    await prepare?.(lead, id as never, rowId as never);
    const [method, path] = key.split(" ") as [string, string];
    const body = planBodies[`${method.toLowerCase()} ${path}`];
    const query = queries[path.split("/").at(-1) as string] ?? "";
    const sent = path.replace(":id", id).replace(":rowId", rowId).replace(":number", "1") + query;
    return { path: sent, ...(body ? { body } : {}) };
  };

/** 三小校区's copy of a group's plan, of which a newer revision is published; `prepare` does something more to it. */
const onCopy =
  (key: string, prepare?: (lead: Context, id: never) => Promise<unknown>): Row["send"] =>
  async ({ system }: Target) => {
    const [research, lead] = [await actAs(system, "group1.research"), await actAs(system, "sanxiao.lead")];
    const plan = await createPlan(research, NewPlan.parse({ ...newPlan, unitId: unitOf("group1").id }));
    await publishPlan(research, plan.id, "");
    const isOfPlan = /adopt|copies/.test(key);
    const { id } = isOfPlan ? plan : await adoptPlan(lead, plan.id, newPlan.unitId);
    await addRow(research, plan.id, { weeks: { first: 1, last: 1 } });
    await publishPlan(research, plan.id, "");
    await prepare?.(lead, id as never);
    const [method, path] = key.split(" ") as [string, string];
    const given = planBodies[`${method.toLowerCase()} ${path}`];
    const body = path.endsWith("/adopt") ? { campusId: newPlan.unitId } : given;
    return { path: path.replace(":id", id), ...(body ? { body } : {}) };
  };

//                anon out exp key ousd olead form coll lead auth admin
const readers = " 401 401 401 404 404 404 404 404 200 200 404";
const writers = " 401 401 401 404 404 404 404 404 200 403 404";
const adders = "  401 401 401 404 404 404 404 404 201 403 404";
const droppers = "401 401 401 404 404 404 404 404 204 403 404";
const adopters = "401 401 401 404 404 404 404 403 201 403 404";
const overseers = "401 401 401 404 404 404 404 403 403 403 404";
const calendarKeepers = "401 401 401 404 404 404 404 403 200 403 403";
const archived = "401 401 401 404 404 404 404 404 200 404 404";

/** 三小校区's calendar. */
const calendarRow = (key: string, statuses: string) => {
  const [method, path] = key.split(" ") as [string, string];
  const body = planBodies[`${method.toLowerCase()} ${path}`];
  const sent = path.replace(":id", newPlan.unitId).replace(":term", "2026-2027-1").replace(":year", "2026");
  return { [key]: { send: () => ({ path: sent, ...(body ? { body } : {}) }), statuses } };
};

/** What each caller is answered about a campus's plan. */
export const planAccessRows = (signedIn: string): Record<string, Row> => {
  const row = (key: string, statuses: string, prepare?: Parameters<typeof onPlan>[1]) => ({
    [key]: { send: onPlan(key, prepare), statuses },
  });
  const copyRow = (key: string, statuses: string, prepare?: Parameters<typeof onCopy>[1]) => ({
    [key]: { send: onCopy(key, prepare), statuses },
  });
  return {
    "GET /api/plans": { send: () => ({ path: "/api/plans" }), statuses: signedIn },
    "POST /api/plans": {
      send: () => ({ path: "/api/plans", body: newPlan }),
      statuses: "401 401 401 404 404 404 404 403 201 403 403",
    },
    ...row("GET /api/plans/:id", readers),
    ...row("PATCH /api/plans/:id", writers),
    ...row("POST /api/plans/:id/archive", writers),
    ...row("POST /api/plans/:id/unarchive", archived, (lead, id) => archivePlan(lead, id)),
    ...row("POST /api/plans/:id/rows", adders),
    ...row("PATCH /api/plans/:id/rows/:rowId", writers),
    ...row("POST /api/plans/:id/rows/:rowId/drop", droppers),
    ...row("POST /api/plans/:id/rows/:rowId/restore", writers, (lead, id, rowId) =>
      dropRow(lead, id, rowId, undefined),
    ),
    ...row("POST /api/plans/:id/publish", writers, (lead, id, rowId) => dropRow(lead, id, rowId, undefined)),
    ...row("POST /api/plans/:id/roll-forward", adders),
    ...row("GET /api/plans/:id/revisions", readers),
    ...row("GET /api/plans/:id/revisions/:number", readers),
    ...row("GET /api/plans/:id/export.xlsx", readers),
    ...row("GET /api/plans/:id/comparison", readers),
    ...row("GET /api/plans/:id/period-notice", readers),
    ...row("GET /api/plans/:id/history", writers),
    ...row("GET /api/plans/:id/dropped-rows", writers),
    ...row("GET /api/plans/:id/events", writers),
    ...copyRow("POST /api/plans/:id/adopt", adopters),
    ...copyRow("GET /api/plans/:id/pull", writers),
    ...copyRow("POST /api/plans/:id/pull", writers),
    ...copyRow("POST /api/plans/:id/undo-pull", writers, (lead, id) =>
      pullUpstream(lead, id, { to: 2, choices: [], rule: null }),
    ),
    ...copyRow("GET /api/plans/:id/pulls", writers),
    ...copyRow("PUT /api/plans/:id/pin", writers),
    ...copyRow("GET /api/plans/:id/differences", readers),
    ...copyRow("GET /api/plans/:id/copies", overseers),
    "GET /api/units/:id/drift": {
      send: () => ({ path: `/api/units/${unitOf("group1").id}/drift?term=2026-2027-1` }),
      statuses: "401 401 401 404 404 404 404 403 403 403 403",
    },
    "POST /api/plan-readings": {
      send: () => ({ path: "/api/plan-readings", body: planFile }),
      statuses: signedIn,
    },
    ...calendarRow("GET /api/units/:id/calendars/:term", "401 401 401 404 404 404 404 200 200 200 200"),
    ...calendarRow("PUT /api/units/:id/calendars/:term", calendarKeepers),
    ...calendarRow("POST /api/units/:id/calendars/:term/preview", calendarKeepers),
    ...calendarRow("GET /api/units/:id/holidays/:year", "401 401 401 404 404 404 404 200 200 200 200"),
    ...calendarRow("PUT /api/units/:id/holidays/:year", "401 401 401 404 404 404 404 403 403 403 200"),
    ...calendarRow("GET /api/units/:id/period-rules", "401 401 401 404 404 404 404 200 200 200 200"),
    ...calendarRow("PUT /api/units/:id/period-rules", "401 401 401 404 404 404 404 403 403 403 403"),
  };
};
