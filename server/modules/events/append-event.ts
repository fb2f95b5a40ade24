import type { Context } from "../../context.ts";

export interface NewEvent {
  /** Subject and act in the past tense: "resource.published". */
  kind: string;
  subject: { kind: string; id: string };
  unitId: string | null;
  data?: Record<string, unknown>;
}

/** Appends to the one event table, in the caller's transaction. */
export const appendEvent = async (ctx: Context, event: NewEvent): Promise<void> => {
  await ctx.db
    .insertInto("event")
    .values({
      at: ctx.clock.now(),
      actor_kind: ctx.actor.kind,
      actor_id: ctx.actor.kind === "user" ? ctx.actor.id : null,
      kind: event.kind,
      subject_kind: event.subject.kind,
      subject_id: event.subject.id,
      unit_id: event.unitId,
      data: JSON.stringify(event.data ?? {}),
    })
    .execute();
};
