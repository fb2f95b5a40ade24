import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { appendEvent } from "../events/index.ts";
import { todayOf } from "../identity/index.ts";
import { loadOwnClass, requireUser } from "./load-class.ts";
import type { ClassId, RowId } from "./tables.ts";
import { deleteTick, saveTick } from "./tick-store.ts";
import { useRowOfClass } from "./use-row.ts";

const checkDay = (schoolYear: string, day: string, today: string): void => {
  if (day >= `${schoolYear.slice(0, 4)}-08-01` && day <= today) return;
  const field = { path: "taughtOn", code: "invalid", message: "is no day of the school year until today" };
  throw new Invalid("tick.day", "Nothing was taught on this day.", { fields: [field] });
};

/** Notes that a class was taught a row; again: on that other day. Answers the day. */
export const tickRow = (
  ctx: Context,
  id: ClassId,
  rowId: RowId,
  day: string | undefined,
): Promise<{ taughtOn: string }> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadOwnClass(ctx, id);
    const today = todayOf(ctx);
    const taughtOn = day ?? today;
    checkDay(one.school_year, taughtOn, today);
    if (!(await useRowOfClass(ctx, one, rowId))) throw new NotFound();
    const by = { personId: requireUser(ctx).id, now: ctx.clock.now() };
    await saveTick(ctx.db, { classId: id, rowId, taughtOn, ...by });
    const event = { kind: "class.row-taught", subject: { kind: "class", id }, unitId: one.campus_id };
    await appendEvent(ctx, { ...event, data: { rowId, taughtOn } });
    return { taughtOn };
  });

/** Takes a tick back; also one of a row that the plan has no longer. */
export const untickRow = (ctx: Context, id: ClassId, rowId: RowId): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadOwnClass(ctx, id);
    if (!(await deleteTick(ctx.db, id, rowId))) return;
    const event = { kind: "class.row-unticked", subject: { kind: "class", id }, unitId: one.campus_id };
    await appendEvent(ctx, { ...event, data: { rowId } });
  });
