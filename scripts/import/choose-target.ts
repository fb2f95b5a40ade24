import { asActor, type Context } from "../../server/context.ts";
import type { UnitId } from "../../server/ids.ts";
import {
  findActorByPersonId,
  findPersonByUsername,
  ownCampusIds,
  resolveUserActor,
  todayOf,
} from "../../server/modules/identity/index.ts";
import type { SharedWith } from "../../server/modules/resources/index.ts";
import { findUnit, listUnits } from "../../server/modules/units/index.ts";
import { ScriptError } from "../run-script.ts";

/** The context of the person with this user name, as they may act today. */
export const actAs = async (ctx: Context, username: string) => {
  const person = await findPersonByUsername(ctx.db, username);
  const row = person && (await findActorByPersonId(ctx.db, person.id, todayOf(ctx)));
  if (!person || !row) throw new ScriptError(`There is no account "${username}" that may sign in.`);
  return { ctx: asActor(ctx, resolveUserActor(row)), personId: person.id };
};

/** The person's campus of this name, or their only one. */
export const chooseCampusByName = async (ctx: Context, name: string | undefined): Promise<UnitId> => {
  const own = await listUnits(ctx.db, ownCampusIds(ctx));
  const [only, ...others] = name === undefined ? own : own.filter((unit) => unit.name === name);
  if (only && others.length === 0) return only.id;
  const names = own.map((unit) => unit.name).join(", ");
  if (own.length === 0) throw new ScriptError("This person is posted at no campus today.");
  throw new ScriptError(`Say for which campus with --campus NAME, one of: ${names}.`);
};

const levels = ["private", "campus", "group", "bureau", "public"] as const;

/** What a level means for the campus. Whether the person may share as widely is for publishing to say. */
export const resolveLevel = async (
  ctx: Context,
  campusId: UnitId,
  level: string | undefined,
): Promise<SharedWith | null> => {
  if (level === undefined) return null;
  if (level === "private" || level === "public") return level;
  const campus = await findUnit(ctx.db, campusId);
  const unit = (await listUnits(ctx.db, campus?.path ?? [])).find(({ kind }) => kind === level);
  if (unit) return unit.id;
  throw new ScriptError(`--share wants one of: ${levels.join(", ")}.`);
};
