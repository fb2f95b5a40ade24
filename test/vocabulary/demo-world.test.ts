import { describe, expect, test } from "vitest";
import { resources } from "../../scripts/demo-world/resources.ts";
import { seedTerms } from "../../server/modules/vocabulary/index.ts";
import { lineOf, people, personOf, unitOf, units } from "../support/world.ts";

const isKnown = (scheme: string, key: string | null) =>
  key === null || seedTerms.some((term) => term.scheme === scheme && term.key === key);

describe("the demonstration world", () => {
  test("nests units by kind and gives each an id of its own", () => {
    const order = ["bureau", "group", "campus", "teaching-point"];
    for (const unit of units)
      expect(lineOf(unit.key).map((one) => one.kind)).toEqual(order.slice(0, order.indexOf(unit.kind) + 1));
    expect(new Set(units.map((unit) => unit.id)).size).toBe(units.length);
  });

  test("posts everybody to units that exist, under user names that may be used", () => {
    for (const person of people) {
      expect(person.username).toMatch(/^[a-z0-9][a-z0-9._-]{2,39}$/);
      expect(person.postings.length).toBeGreaterThan(0);
      for (const posting of person.postings) expect(unitOf(posting.unitKey).key).toBe(posting.unitKey);
    }
    expect(new Set(people.map((person) => person.id)).size).toBe(people.length);
  });

  test("has authors who are or were posted at the owner campus, and sharing levels on its line", () => {
    for (const resource of resources) {
      const line = lineOf(resource.ownerCampus).map((unit) => unit.key);
      expect(unitOf(resource.ownerCampus).kind).toBe("campus");
      const places = personOf(resource.author).postings.map((posting) => posting.unitKey);
      expect(places, resource.key).toContain(resource.ownerCampus);
      if (resource.sharedWith !== null && !["private", "public"].includes(resource.sharedWith))
        expect(line, resource.key).toContain(resource.sharedWith);
    }
  });

  test("adapts only what comes earlier and is shared with the adapting campus", () => {
    resources.forEach((resource, index) => {
      if (!resource.adaptedFrom) return;
      const original = resources.slice(0, index).find((one) => one.key === resource.adaptedFrom);
      const line = lineOf(resource.ownerCampus).map((unit) => unit.key);
      expect(original && (original.sharedWith === "public" || line.includes(original.sharedWith ?? ""))).toBe(
        true,
      );
    });
  });

  test("shows every kind, every sharing level, drafts, second versions, adaptations and an archived resource", () => {
    const kinds = seedTerms.filter((term) => term.scheme === "kind").map((term) => term.key);
    expect(new Set(resources.map((resource) => resource.fields.kind))).toEqual(new Set(kinds));
    const levels = resources.map(({ sharedWith }) =>
      sharedWith === null || ["private", "public"].includes(sharedWith)
        ? sharedWith
        : unitOf(sharedWith).kind,
    );
    expect(new Set(levels)).toEqual(new Set([null, "private", "campus", "group", "bureau", "public"]));
    expect(resources.some((resource) => resource.nextVersion)).toBe(true);
    expect(resources.some((resource) => resource.adaptedFrom)).toBe(true);
    expect(resources.some((resource) => resource.isArchived)).toBe(true);
    expect(new Set(resources.map((resource) => resource.key)).size).toBe(resources.length);
  });

  test("describes resources with known terms only", () => {
    for (const { key, fields } of resources) {
      expect(isKnown("kind", fields.kind), key).toBe(true);
      expect(isKnown("subject", fields.subject), key).toBe(true);
      expect(isKnown("edition", fields.edition), key).toBe(true);
      expect(isKnown("volume", fields.volume), key).toBe(true);
      expect(isKnown("term", fields.term), key).toBe(true);
      for (const grade of fields.grades) expect(isKnown("grade", grade), key).toBe(true);
    }
  });

  test("makes real files, each with content of its own", async () => {
    const files = resources.flatMap((resource) => [
      ...resource.files,
      ...(resource.nextVersion?.files ?? []),
    ]);
    const contents = await Promise.all(files.map(async (file) => (await file.make()).toString("base64")));
    expect(new Set(contents).size).toBe(files.length);
    expect(new Set(files.map((file) => file.name)).size).toBe(files.length);
  });
});
