import type { Context } from "../../context.ts";
import { Forbidden, Invalid } from "../../errors.ts";
import type { UnitId } from "../../ids.ts";
import { listUnits } from "../units/index.ts";
import type { ResourceRow } from "./card-store.ts";
import { type ResourceFacts, sharingChoices } from "./policy.ts";
import type { SharedWith } from "./schema.ts";
import type { ResourceState } from "./store.ts";

type SharingState = Pick<ResourceState, "sharing" | "shared_with_unit_id">;

export const sharedWithOf = (row: SharingState): SharedWith =>
  row.sharing === "unit" ? (row.shared_with_unit_id as UnitId) : row.sharing;

const stateOf = (sharedWith: SharedWith): SharingState => {
  if (sharedWith === "private") return { sharing: "private", shared_with_unit_id: null };
  if (sharedWith === "public") return { sharing: "public", shared_with_unit_id: null };
  return { sharing: "unit", shared_with_unit_id: sharedWith as UnitId };
};

/** The sharing levels that the actor may choose for the resource, narrowest first. */
export const listSharingChoices = async (ctx: Context, resource: ResourceFacts): Promise<SharedWith[]> =>
  sharingChoices(ctx.actor, resource, await listUnits(ctx.db, resource.owner_campus_path));

/**
 * The state that a choice means. A unit off the owner campus's line is Invalid, in the same words whether it exists or
 * not; a level on the line that the actor may not submit to is Forbidden.
 */
export const resolveSharing = async (
  ctx: Context,
  resource: ResourceRow,
  sharedWith: SharedWith,
): Promise<SharingState> => {
  const state = stateOf(sharedWith);
  if (state.shared_with_unit_id && !resource.owner_campus_path.includes(state.shared_with_unit_id)) {
    const field = {
      path: "sharedWith",
      code: "not-on-line",
      message: "is not a unit above the owner campus",
    };
    throw new Invalid("sharing.unit", "This cannot be shared with that unit.", { fields: [field] });
  }
  if (!(await listSharingChoices(ctx, resource)).includes(sharedWith)) {
    throw new Forbidden("sharing.level", "You may not share as widely as that.");
  }
  return state;
};

/** Whether some who could see it before may no longer see it. */
export const isNarrowing = (line: readonly UnitId[], before: SharingState, after: SharingState): boolean => {
  const breadth = ({ sharing, shared_with_unit_id }: SharingState): number => {
    if (sharing === "public") return line.length + 1;
    if (sharing === "private") return 0;
    return line.length - line.indexOf(shared_with_unit_id as UnitId);
  };
  return breadth(after) < breadth(before);
};
