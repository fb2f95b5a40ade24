import type { z } from "zod";
import type { Context } from "../../context.ts";
import { Unauthenticated } from "../../errors.ts";
import type { UnitId } from "../../ids.ts";
import { listUnits, unitReferenceView } from "../units/index.ts";
import type { Me } from "./schema.ts";
import { findPerson, listPostings } from "./store.ts";
import { todayOf } from "./today.ts";
import { meView } from "./view.ts";

/** The campuses where the actor may create resources today: teaching points create at their campus. */
export const ownCampusIds = (ctx: Pick<Context, "actor">): UnitId[] => {
  if (ctx.actor.kind !== "user") return [];
  const campuses = ctx.actor.postings.flatMap(({ unitKind, unitId, path }) =>
    unitKind === "campus" ? [unitId] : unitKind === "teaching-point" ? path.slice(-2, -1) : [],
  );
  return [...new Set(campuses)];
};

export const getMe = async (ctx: Context): Promise<z.input<typeof Me>> => {
  if (ctx.actor.kind !== "user") throw new Unauthenticated();
  const [person, postings, campuses] = await Promise.all([
    findPerson(ctx.db, ctx.actor.id),
    listPostings(ctx.db, ctx.actor.id),
    listUnits(ctx.db, ownCampusIds(ctx)),
  ]);
  if (!person) throw new Unauthenticated();
  return meView(ctx.actor, person, postings, campuses.map(unitReferenceView), todayOf(ctx));
};
