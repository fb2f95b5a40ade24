import { describe, expect, test } from "vitest";
import { publicActor, type Role, systemActor, type UnitKind, unitKinds } from "../../server/actor.ts";
import type { PersonId } from "../../server/ids.ts";
import { mayHold, visibleRoots } from "../../server/modules/units/rules.ts";
import { lineOf, unitOf } from "../support/world.ts";

test.each<[UnitKind, UnitKind[]]>([
  ["bureau", ["group"]],
  ["group", ["campus"]],
  ["campus", ["teaching-point"]],
  ["teaching-point", []],
])("a %s holds directly: %j", (parent, children) => {
  expect(unitKinds.filter((kind) => mayHold(parent, kind))).toEqual(children);
});

const actorAt = (...places: [unitKey: string, role: Role][]) => ({
  kind: "user" as const,
  via: "session" as const,
  id: "someone" as PersonId,
  name: "某人",
  postings: places.map(([key, role]) => ({
    unitId: unitOf(key).id,
    unitKind: unitOf(key).kind,
    path: lineOf(key).map((unit) => unit.id),
    role,
  })),
  scope: [],
});

describe("where sight of the tree begins", () => {
  test.each<[string, Role, string]>([
    ["pingdian-point1", "teacher", "group3"],
    ["sanxiao", "campus-lead", "group1"],
    ["group1", "group-lead", "group1"],
    ["xinping", "bureau-officer", "xinping"],
  ])("at %s as %s: at %s", (unitKey, role, rootKey) => {
    expect(visibleRoots(actorAt([unitKey, role]))).toEqual([unitOf(rootKey).id]);
  });

  test("is named once for two campuses of one group, and nowhere for the public and for programs", () => {
    expect(visibleRoots(actorAt(["sanxiao", "teacher"], ["yixiao", "teacher"]))).toEqual([
      unitOf("group1").id,
    ]);
    expect(visibleRoots(actorAt())).toEqual([]);
    expect(visibleRoots(publicActor)).toEqual([]);
    expect(visibleRoots(systemActor)).toEqual([]);
  });
});
