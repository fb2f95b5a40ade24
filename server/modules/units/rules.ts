import type { Actor, UnitKind } from "../../actor.ts";
import type { UnitId } from "../../ids.ts";

/** What may hang below what. A group may hold a centre school whose teaching points hang below the campus. */
const childrenOf: Record<UnitKind, readonly UnitKind[]> = {
  bureau: ["group"],
  group: ["campus"],
  campus: ["teaching-point"],
  "teaching-point": [],
};

export const mayHold = (parent: UnitKind, child: UnitKind): boolean => childrenOf[parent].includes(child);

/**
 * Where an actor's sight of the tree begins: the own group for people of its campuses, the own unit for people of the
 * group or the bureau. Other groups of the same bureau are not shown to a group's people.
 */
export const visibleRoots = (actor: Actor): UnitId[] => {
  if (actor.kind !== "user") return [];
  const roots = actor.postings.map(({ path, unitKind }) =>
    unitKind === "bureau" ? path[0] : (path[1] ?? path[0]),
  );
  return [...new Set(roots.filter((root) => root !== undefined))];
};
