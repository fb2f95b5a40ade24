import type { Context } from "../../context.ts";
import { NotFound } from "../../errors.ts";
import { Answer, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { addRow, dropRow, editRow, restoreRow } from "./edit-row.ts";
import { DroppedRows } from "./editing-schema.ts";
import { getPlan } from "./get-plan.ts";
import { listDropped } from "./list-dropped.ts";
import { planParams } from "./routes.ts";
import { NewRow, RowDrop, RowEdit, ShownRow } from "./schema.ts";
import type { PlanId, PlanRowId } from "./tables.ts";

const rowParams = planParams.extend({ rowId: id<"plan-row">() });

/** The row as it is now, with its version as ETag. */
const answerRow = async (ctx: Context, id: PlanId, rowId: PlanRowId, status?: number) => {
  const row = (await getPlan(ctx, id, "live")).rows.find((one) => one.id === rowId);
  if (!row) throw new NotFound();
  return new Answer(row, { revision: row.version, ...(status ? { status } : {}) });
};

/** Rows are saved one by one: If-Match names the version of the row, not the revision of the plan. */
export const planRowEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/plans/:id/dropped-rows",
    summary: "The rows that were dropped and can be brought back, latest first, for who writes the plan",
    access: signedIn("plan.edit"),
    params: planParams,
    reply: DroppedRows,
    handle: async (ctx, { params }) => ({ items: await listDropped(ctx, params.id) }),
  }),
  endpoint({
    method: "post",
    path: "/api/plans/:id/rows",
    summary: "Add a row to a week: its last, unless it is said after which",
    access: signedIn("plan.edit"),
    params: planParams,
    body: NewRow,
    reply: ShownRow,
    status: 201,
    replay: (ctx, rowId, params) => answerRow(ctx, params.id, rowId as PlanRowId, 201),
    handle: async (ctx, { params, body }) =>
      answerRow(ctx, params.id, await addRow(ctx, params.id, body), 201),
  }),
  endpoint({
    method: "patch",
    path: "/api/plans/:id/rows/:rowId",
    summary: "Change fields of a row, or its place",
    access: signedIn("plan.edit"),
    params: rowParams,
    body: RowEdit,
    reply: ShownRow,
    hasRevision: true,
    handle: async (ctx, { params, body, ifMatch }) =>
      answerRow(ctx, params.id, await editRow(ctx, params.id, params.rowId, body, ifMatch)),
  }),
  endpoint({
    method: "post",
    path: "/api/plans/:id/rows/:rowId/drop",
    summary: "Take a row out of the plan",
    access: signedIn("plan.edit"),
    params: rowParams,
    body: RowDrop,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await dropRow(ctx, params.id, params.rowId, body.reason, ifMatch);
      return undefined;
    },
  }),
  endpoint({
    method: "post",
    path: "/api/plans/:id/rows/:rowId/restore",
    summary: "Bring a dropped row back as it was; a campus says why it keeps one that its group dropped",
    access: signedIn("plan.edit"),
    params: rowParams,
    body: RowDrop,
    reply: ShownRow,
    handle: async (ctx, { params, body }) =>
      answerRow(ctx, params.id, await restoreRow(ctx, params.id, params.rowId, body.reason)),
  }),
];
