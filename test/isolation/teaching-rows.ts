import { createPlan } from "../../server/modules/plans/create-plan.ts";
import {
  listPlansInForce,
  listRowsInForce,
  type PlanInForce,
  type PlanRow,
  publishPlan,
} from "../../server/modules/plans/index.ts";
import { NewPlan } from "../../server/modules/plans/schema.ts";
import { joinClass } from "../../server/modules/teaching/edit-classes.ts";
import { createFeed } from "../../server/modules/teaching/edit-feeds.ts";
import { tickRow } from "../../server/modules/teaching/tick-row.ts";
import { actAs } from "../support/acting.ts";
import { lessonRows } from "../support/plans.ts";
import { personOf, unitOf } from "../support/world.ts";
import type { Row, Target } from "./aim-at-resources.ts";

const campusId = unitOf("sanxiao").id;
const schoolYear = "2026-2027";
const taught = { grade: "6", subject: "science" };
const named = { campusId, schoolYear, ...taught };
const heading = { term: "2026-2027-1", ...taught, periodsPerWeek: 7 };
let count = 0;

/** A class that the target teaches, and a row of the plan that it is taught by, which is ticked where that is asked. */
const onClass =
  (key: string, isTicked = false, body?: object): Row["send"] =>
  async ({ author }: Target) => {
    count += 1;
    const { id } = await joinClass(author, { ...named, name: `${count}班` });
    const [method, path] = key.split(" ") as [string, string];
    let sent = path.replace(":id", id).replace(":personId", personOf("sanxiao.teacher").id);
    let given = method === "PATCH" ? { name: `第${count}班` } : (body ?? {});
    if (path.includes(":rowId") || path.endsWith("/plan")) {
      const lead = await actAs(author, "sanxiao.lead");
      const written = { unitId: campusId, title: "校区进度表", ...heading, rows: lessonRows };
      const made = await createPlan(lead, NewPlan.parse(written));
      await publishPlan(lead, made.id, "");
      const plans = await listPlansInForce(lead.db, [campusId], [heading.term]);
      const plan = plans.find(({ subject }) => subject === taught.subject) as PlanInForce;
      const rowId = (await listRowsInForce(lead, plan))[0]?.id as PlanRow["id"];
      if (isTicked) await tickRow(author, id, rowId, undefined);
      sent = sent.replace(":rowId", rowId);
      if (path.endsWith("/plan")) given = { planId: made.id };
    }
    return { path: sent, ...(method === "DELETE" ? {} : { body: given }) };
  };

//                anon out exp key ousd olead form coll lead auth admin
const staff = "   401 401 401 404 404 404 404 403 200 200 403";
const joiners = " 401 401 401 404 404 404 404 403 201 201 403";
const editors = " 401 401 401 404 404 404 404 404 200 200 404";
const leavers = " 401 401 401 404 404 404 404 404 204 204 404";
const removers = "401 401 401 404 404 404 404 404 204 403 404";
const teachers = "401 401 401 404 404 404 404 404 403 200 404";
const inPerson = (status: number) => ` 401 401 401 403 ${`${status} `.repeat(7)}`;
const undoers = " 401 401 401 404 404 404 404 404 403 204 404";

/** What each caller is answered about a class that 三小校区's teacher teaches. */
export const teachingRows = (signedIn: string): Record<string, Row> => {
  const row = (key: string, statuses: string, isTicked?: boolean, body?: object) => ({
    [key]: { send: onClass(key, isTicked, body), statuses },
  });
  const tick = "/api/taught-classes/:id/rows/:rowId/taught";
  return {
    "GET /api/taught-classes": {
      send: () => ({ path: `/api/taught-classes?campusId=${campusId}&schoolYear=${schoolYear}` }),
      statuses: staff,
    },
    "POST /api/taught-classes": {
      send: () => ({ path: "/api/taught-classes", body: { ...named, name: "1班" } }),
      statuses: joiners,
    },
    ...row("PATCH /api/taught-classes/:id", editors),
    ...row("DELETE /api/taught-classes/:id", removers),
    ...row("DELETE /api/taught-classes/:id/teachers/:personId", leavers),
    ...row("PUT /api/taught-classes/:id/plan", leavers),
    ...row(`PUT ${tick}`, teachers),
    ...row(`DELETE ${tick}`, undoers, true),
    ...row("PUT /api/taught-classes/:id/rows/:rowId/note", teachers, false, { text: "进度偏慢" }),
    "GET /api/calendar-feeds": { send: () => ({ path: "/api/calendar-feeds" }), statuses: inPerson(200) },
    "POST /api/calendar-feeds": {
      send: async ({ author }) => {
        await author.db.deleteFrom("calendar_feed").execute();
        return { path: "/api/calendar-feeds", body: {} };
      },
      statuses: inPerson(201),
    },
    "DELETE /api/calendar-feeds/:id": {
      send: async ({ author }) => ({ path: `/api/calendar-feeds/${(await createFeed(author, null)).id}` }),
      statuses: "401 401 401 403 404 404 404 404 404 204 404",
    },
    // The address is the key: whoever knows it is answered with what its owner may see.
    "GET /api/calendar-feeds/:token.ics": {
      send: async ({ author }) => ({ path: new URL((await createFeed(author, null)).address).pathname }),
      statuses: "200 200 200 200 200 200 200 200 200 200 200",
    },
    "GET /api/teaching-week": { send: () => ({ path: "/api/teaching-week" }), statuses: signedIn },
    "GET /api/teaching-progress": { send: () => ({ path: "/api/teaching-progress" }), statuses: signedIn },
  };
};
