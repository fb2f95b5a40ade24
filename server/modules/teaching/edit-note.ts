import type { z } from "zod";
import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { NotFound, PreconditionFailed } from "../../errors.ts";
import { loadOwnClass, requireUser } from "./load-class.ts";
import { findNote, saveNote } from "./note-store.ts";
import type { RowNote } from "./schema.ts";
import type { ClassId, RowId } from "./tables.ts";
import { useRowOfClass } from "./use-row.ts";
import { noteView } from "./view.ts";

/**
 * The actor's own words about a row that a class of theirs is taught. A note that there is already may be edited when the
 * plan has dropped its row. `version`, if named, is the note's that the caller has seen: a later one answers
 * PreconditionFailed. No event tells of it: it is nobody else's.
 */
export const editNote = (
  ctx: Context,
  id: ClassId,
  rowId: RowId,
  text: string,
  version: number | undefined,
): Promise<z.input<typeof RowNote>> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadOwnClass(ctx, id);
    const place = { personId: requireUser(ctx).id, campusId: one.campus_id, rowId };
    const found = await useRowOfClass(ctx, one, rowId);
    const before = found ? null : await findNote(ctx.db, place);
    const isOfClass = before?.grade === one.grade && before.subject === one.subject;
    if (!found && !isOfClass) throw new NotFound();
    const { grade, subject } = one;
    const about = found ? found.row.lesson || found.row.content || found.row.unit : before?.about;
    const term = found?.plan.term ?? before?.term;
    const note = { ...place, term: term as string, grade, subject, about: about as string, text };
    const saved = await saveNote(ctx.db, { ...note, now: ctx.clock.now() }, version);
    if (!saved) throw new PreconditionFailed();
    return noteView(saved);
  });
