import { describe, expect, test } from "vitest";
import { type Actor, publicActor, type Role, systemActor } from "../../server/actor.ts";
import { Forbidden } from "../../server/errors.ts";
import type { PersonId } from "../../server/ids.ts";
import {
  authorize,
  canAdapt,
  canArchive,
  canEdit,
  canPublish,
  canShare,
  type ResourceFacts,
  sharingChoices,
} from "../../server/modules/resources/policy.ts";
import { lineOf, unitOf } from "../support/world.ts";

const line = (key: string) => lineOf(key).map((unit) => unit.id);
const actorAt = (id: string, ...places: [unitKey: string, role: Role][]): Actor => ({
  kind: "user",
  via: "session",
  id: id as PersonId,
  name: id,
  postings: places.map(([key, role]) => ({
    unitId: unitOf(key).id,
    unitKind: unitOf(key).kind,
    path: line(key),
    role,
  })),
  scope: places.flatMap(([key]) => line(key)),
});

const actors = {
  author: actorAt("author", ["sanxiao", "teacher"]),
  movedAuthor: actorAt("author", ["yixiao", "teacher"]),
  formerAuthor: actorAt("author"),
  colleague: actorAt("colleague", ["sanxiao", "teacher"]),
  campusLead: actorAt("campusLead", ["sanxiao", "campus-lead"]),
  otherCampusLead: actorAt("otherCampusLead", ["yixiao", "campus-lead"]),
  campusResearch: actorAt("campusResearch", ["sanxiao", "research-lead"]),
  groupResearch: actorAt("groupResearch", ["group1", "research-lead"]),
  groupLead: actorAt("groupLead", ["group1", "group-lead"]),
  otherGroupLead: actorAt("otherGroupLead", ["group2", "group-lead"]),
  officer: actorAt("officer", ["xinping", "bureau-officer"]),
  administrator: actorAt("administrator", ["xinping", "bureau-administrator"]),
  public: publicActor,
};

const draft: ResourceFacts = {
  author_id: "author" as PersonId,
  owner_campus_id: unitOf("sanxiao").id,
  owner_campus_path: line("sanxiao"),
  published_at: null,
  archived_at: null,
};
const published = { ...draft, published_at: new Date() };
const archived = { ...published, archived_at: new Date() };
const archivedDraft = { ...draft, archived_at: new Date() };

const everyRule = { canEdit, canPublish, canShare, canArchive, canAdapt };
const whoMay = (rule: keyof typeof everyRule, resource: ResourceFacts) =>
  Object.entries(actors)
    .filter(([, actor]) => everyRule[rule](actor, resource))
    .map(([name]) => name);

const leadsAndResearch = ["campusLead", "campusResearch", "groupResearch", "groupLead"];
const withCampus = ["author", "movedAuthor", "colleague", "campusLead", "otherCampusLead", "campusResearch"];

describe("who may do what with a resource", () => {
  test.each<[keyof typeof everyRule, ResourceFacts, string, string[]]>([
    ["canEdit", draft, "draft", ["author"]],
    ["canEdit", published, "published", ["author"]],
    ["canEdit", archived, "archived", []],
    ["canPublish", draft, "draft", ["author"]],
    ["canPublish", archivedDraft, "archived draft", []],
    ["canShare", draft, "draft", []],
    ["canShare", published, "published", ["author", ...leadsAndResearch]],
    ["canShare", archived, "archived", []],
    ["canArchive", draft, "draft", ["author"]],
    ["canArchive", published, "published", ["author", "campusLead"]],
    ["canArchive", archived, "archived", ["author", "campusLead"]],
    ["canArchive", archivedDraft, "archived draft", ["author"]],
    ["canAdapt", draft, "draft", []],
    ["canAdapt", published, "published", withCampus],
    ["canAdapt", archived, "archived", []],
  ])("%s (%#): %o", (rule, resource, _state, expected) => {
    expect(whoMay(rule, resource)).toEqual(expected);
  });

  test("is told by authorize in the same way", () => {
    expect(authorize(actors.author, "edit", draft)).toBe(draft);
    expect(() => authorize(actors.colleague, "edit", published)).toThrow(Forbidden);
    expect(() => authorize(publicActor, "adapt", published)).toThrow(Forbidden);
  });
});

describe("how far one may share", () => {
  const choicesOf = (actor: Actor, resource: ResourceFacts) =>
    sharingChoices(actor, resource, lineOf("sanxiao")).map(
      (choice) => lineOf("sanxiao").find((unit) => unit.id === choice)?.key ?? choice,
    );
  const toGroup = ["private", "sanxiao", "group1"];
  const toAll = [...toGroup, "xinping", "public"];
  test.each<[keyof typeof actors, ResourceFacts, string[]]>([
    ["author", draft, toGroup],
    ["author", published, toGroup],
    ["author", archived, []],
    ["formerAuthor", published, []],
    ["colleague", published, []],
    ["campusLead", published, toAll],
    ["campusLead", draft, []],
    ["campusResearch", published, toAll],
    ["groupLead", published, toAll],
    ["otherGroupLead", published, []],
    ["officer", published, []],
    ["administrator", published, []],
    ["public", published, []],
  ])("%s (%#)", (name, resource, expected) => {
    expect(choicesOf(actors[name], resource)).toEqual(expected);
  });

  test("is all of it for an author who leads", () => {
    expect(choicesOf(actorAt("author", ["sanxiao", "campus-lead"]), draft)).toEqual(toAll);
    expect(choicesOf(systemActor, published)).toEqual(toAll);
  });
});
