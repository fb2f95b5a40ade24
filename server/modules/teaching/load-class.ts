import type { UserActor } from "../../actor.ts";
import type { Context } from "../../context.ts";
import { Forbidden, NotFound, Unauthenticated } from "../../errors.ts";
import { type ClassRecord, findClass } from "./class-store.ts";
import { isStaff, isTeacherOf } from "./policy.ts";
import type { ClassId } from "./tables.ts";

export const requireUser = ({ actor }: Pick<Context, "actor">): UserActor => {
  if (actor.kind !== "user") throw new Unauthenticated();
  return actor;
};

/** A class of a campus where the actor works; any other is NotFound. */
export const loadClass = async (ctx: Context, id: ClassId): Promise<ClassRecord> => {
  const found = await findClass(ctx.db, id);
  if (!found || !isStaff(ctx.actor, found.campus_id)) throw new NotFound();
  return found;
};

/** A class that the actor teaches. */
export const loadOwnClass = async (ctx: Context, id: ClassId): Promise<ClassRecord> => {
  const found = await loadClass(ctx, id);
  if (!isTeacherOf(ctx.actor, found)) throw new Forbidden();
  return found;
};
