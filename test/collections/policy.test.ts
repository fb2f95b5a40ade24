import { describe, expect, test } from "vitest";
import type { Actor, Role } from "../../server/actor.ts";
import type { PersonId, UnitId } from "../../server/ids.ts";
import {
  type CollectionFacts,
  canEdit,
  canPropose,
  canProposeEntry,
  canRestore,
  canTake,
} from "../../server/modules/collections/policy.ts";

const [bureau, group, campus, point, otherCampus] = ["b", "g", "c", "p", "o"] as UnitId[] as [
  UnitId,
  UnitId,
  UnitId,
  UnitId,
  UnitId,
];
const kinds = {
  [bureau]: "bureau",
  [group]: "group",
  [campus]: "campus",
  [point]: "teaching-point",
} as const;
const lines = [[bureau], [bureau, group], [bureau, group, campus], [bureau, group, campus, point]];
const lineOf = (unitId: UnitId): UnitId[] =>
  lines.find((line) => line.at(-1) === unitId) ?? [bureau, group, otherCampus];

const actor = (id: string, role: Role, unitId: UnitId): Actor => ({
  kind: "user",
  via: "session",
  id: id as PersonId,
  name: id,
  postings: [{ unitId, unitKind: kinds[unitId] ?? "campus", path: lineOf(unitId), role }],
  scope: lineOf(unitId),
});

const proposer = actor("proposer", "teacher", campus);
const atPoint = actor("at-point", "teacher", point);
const campusLead = actor("campus-lead", "campus-lead", campus);
const groupResearch = actor("research", "research-lead", group);
const groupLead = actor("group-lead", "group-lead", group);
const elsewhere = actor("elsewhere", "campus-lead", otherCampus);
const officer = actor("officer", "bureau-officer", bureau);
const everybody = { proposer, atPoint, campusLead, groupResearch, groupLead, elsewhere, officer };

const at = (unitId: UnitId) => ({
  unit_id: unitId,
  unit_kind: kinds[unitId] ?? ("campus" as const),
  unit_path: lineOf(unitId),
});
const collection = (
  state: CollectionFacts["state"],
  more: Partial<CollectionFacts> = {},
): CollectionFacts => ({
  ...at(campus),
  proposer_id: "proposer" as PersonId,
  state,
  removed_at: null,
  ...more,
});
const who = (may: (actor: Actor) => boolean): string[] =>
  Object.entries(everybody)
    .filter(([, one]) => may(one))
    .map(([name]) => name);

const leads = ["campusLead", "groupResearch", "groupLead"];

describe("who may", () => {
  test.each([
    [campus, ["proposer", "atPoint", ...leads]],
    [group, ["proposer", "atPoint", ...leads, "elsewhere"]],
    [bureau, []],
    [point, []],
  ])("propose to %s", (unitId, expected) => {
    expect(who((one) => canPropose(one, at(unitId)))).toEqual(expected);
  });

  test.each([
    ["draft", ["proposer"]],
    ["waiting", ["proposer"]],
    ["declined", ["proposer"]],
    ["curated", leads],
  ] as const)("edit a collection that is %s, and bring it back when it was removed", (state, expected) => {
    expect(who((one) => canEdit(one, collection(state)))).toEqual(expected);
    const removed = collection(state, { removed_at: new Date(0) });
    expect(who((one) => canRestore(one, removed))).toEqual(expected);
    expect(who((one) => canEdit(one, removed) || canRestore(one, collection(state)))).toEqual([]);
  });

  test.each([
    ["draft", "waiting", ["proposer"]],
    ["draft", "curated", []],
    ["draft", "declined", []],
    ["waiting", "draft", ["proposer"]],
    ["waiting", "curated", leads],
    ["waiting", "declined", leads],
    ["declined", "waiting", ["proposer", ...leads]],
    ["declined", "curated", []],
    ["curated", "waiting", leads],
    ["curated", "draft", []],
    ["curated", "declined", []],
  ] as const)("take a collection from %s to %s", (from, to, expected) => {
    expect(who((one) => canTake(one, collection(from), to))).toEqual(expected);
    expect(who((one) => canTake(one, collection(from, { removed_at: new Date(0) }), to))).toEqual([]);
  });

  test("decide on what went to the group: who leads there, and not who leads a campus of it", () => {
    const ofGroup = collection("waiting", at(group));
    expect(who((one) => canTake(one, ofGroup, "curated"))).toEqual(["groupResearch", "groupLead"]);
  });

  test("curate the own proposal at once: who curates there", () => {
    const own = collection("draft", { proposer_id: "research" as PersonId });
    expect(who((one) => canTake(one, own, "curated"))).toEqual(["groupResearch"]);
  });

  test("submit no more, having left the unit", () => {
    const left = actor("proposer", "teacher", otherCampus);
    expect(canTake(left, collection("draft"), "waiting")).toBe(false);
    expect(canEdit(left, collection("draft"))).toBe(true);
    const removed = new Date(0);
    expect(canRestore(left, collection("waiting", { removed_at: removed }))).toBe(false);
    expect(canRestore(left, collection("draft", { removed_at: removed }))).toBe(true);
  });

  test("propose a resource: whoever sees a curated collection", () => {
    expect(who((one) => canProposeEntry(one, collection("curated")))).toEqual(Object.keys(everybody));
    expect(who((one) => canProposeEntry(one, collection("waiting")))).toEqual([]);
    expect(canProposeEntry({ kind: "public" }, collection("curated"))).toBe(false);
  });
});
