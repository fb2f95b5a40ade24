import type { z } from "zod";
import type { Context } from "../../context.ts";
import { Forbidden, NotFound } from "../../errors.ts";
import type { PersonId } from "../../ids.ts";
import { canSeeUnit } from "../units/index.ts";
import { canPost } from "./policy.ts";
import type { Person } from "./schema.ts";
import { findPerson, listPostings } from "./store.ts";
import { personView } from "./view.ts";

/**
 * A person as an administrator sees them. A person without a posting below the caller's units does not exist for the
 * caller, so that a bureau or group cannot list another's people by guessing ids.
 */
export const getPerson = async (ctx: Context, id: PersonId): Promise<z.input<typeof Person>> => {
  const [person, postings] = await Promise.all([findPerson(ctx.db, id), listPostings(ctx.db, id)]);
  const visible = postings.filter((row) => canSeeUnit(ctx, row.unit_path));
  if (!person || visible.length === 0) throw new NotFound();
  const mayRead = visible.some((row) =>
    canPost(ctx.actor, { kind: row.unit_kind, path: row.unit_path }, row.role),
  );
  if (!mayRead) throw new Forbidden();
  return personView(person, visible);
};
