import { describe, expect, test } from "vitest";
import { type Actor, publicActor, type Role, roles, systemActor, type UnitKind } from "../../server/actor.ts";
import type { PersonId } from "../../server/ids.ts";
import { canCreateUnit, canPost, fitsUnit } from "../../server/modules/identity/policy.ts";
import { lineOf, unitOf } from "../support/world.ts";

const lineIds = (key: string) => lineOf(key).map((unit) => unit.id);

const actorAt = (unitKey: string, role: Role): Actor => ({
  kind: "user",
  via: "session",
  id: "someone" as PersonId,
  name: "某人",
  postings: [{ unitId: unitOf(unitKey).id, unitKind: unitOf(unitKey).kind, path: lineIds(unitKey), role }],
  scope: lineIds(unitKey),
});
const place = (key: string) => ({ kind: unitOf(key).kind, path: lineIds(key) });

const actors = {
  teacher: actorAt("sanxiao", "teacher"),
  researchLead: actorAt("group1", "research-lead"),
  campusLead: actorAt("sanxiao", "campus-lead"),
  groupLead: actorAt("group1", "group-lead"),
  officer: actorAt("xinping", "bureau-officer"),
  administrator: actorAt("xinping", "bureau-administrator"),
  otherAdministrator: actorAt("longnan", "bureau-administrator"),
  public: publicActor,
};
const whoMay = (rule: (actor: Actor) => boolean) =>
  Object.entries(actors)
    .filter(([, actor]) => rule(actor))
    .map(([name]) => name);

describe("who may give and end a posting", () => {
  test.each<[Role, string, string[]]>([
    ["teacher", "sanxiao", ["campusLead", "groupLead", "administrator"]],
    ["teacher", "yixiao", ["groupLead", "administrator"]],
    ["teacher", "erxiao", ["administrator"]],
    ["teacher", "hongqi", ["otherAdministrator"]],
    ["research-lead", "sanxiao", ["groupLead", "administrator"]],
    ["research-lead", "group1", ["groupLead", "administrator"]],
    ["campus-lead", "sanxiao", ["groupLead", "administrator"]],
    ["group-lead", "group1", ["administrator"]],
    ["bureau-officer", "xinping", ["administrator"]],
    ["bureau-administrator", "xinping", ["administrator"]],
    ["bureau-administrator", "longnan", ["otherAdministrator"]],
  ])("of a %s at %s", (role, unitKey, expected) => {
    expect(whoMay((actor) => canPost(actor, place(unitKey), role))).toEqual(expected);
    expect(canPost(systemActor, place(unitKey), role)).toBe(true);
  });
});

describe("who may open a unit", () => {
  test.each<[string, string[]]>([
    ["xinping", ["administrator"]],
    ["group1", ["groupLead", "administrator"]],
    ["sanxiao", ["groupLead", "administrator"]],
    ["group2", ["administrator"]],
    ["longnan", ["otherAdministrator"]],
  ])("below %s", (unitKey, expected) => {
    expect(whoMay((actor) => canCreateUnit(actor, place(unitKey)))).toEqual(expected);
  });
});

describe("where a role belongs", () => {
  test.each<[UnitKind, Role[]]>([
    ["bureau", ["bureau-officer", "bureau-administrator"]],
    ["group", ["research-lead", "group-lead"]],
    ["campus", ["teacher", "research-lead", "campus-lead"]],
    ["teaching-point", ["teacher"]],
  ])("at a %s", (kind, expected) => {
    expect(roles.filter((role) => fitsUnit(role, kind))).toEqual(expected);
  });
});
