import { describe, expect, test } from "vitest";
import { seedTerms, seedTextbookNodes, stableId } from "../../server/modules/vocabulary/index.ts";

const keysOf = (scheme: string) => seedTerms.filter((term) => term.scheme === scheme).map((term) => term.key);

describe("the seeded vocabulary", () => {
  test("has each key once in its scheme, with names in both languages", () => {
    const keys = seedTerms.map((term) => `${term.scheme}/${term.key}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const term of seedTerms) {
      expect(term.key).toMatch(/^[a-z0-9][a-z0-9-]*$/);
      expect(term.zh).toMatch(/[一-龥]/);
      expect(term.en).toMatch(/^[\x20-\x7e–’]+$/);
    }
  });

  test("counts grades from 1 to 9 and shows terms as schools write them", () => {
    expect(keysOf("grade")).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    const term = seedTerms.find((one) => one.key === "2026-2027-1");
    expect(term).toMatchObject({ zh: "2026—2027学年上学期", en: "2026–2027, autumn term" });
  });

  test("has the tables of contents of three subjects for grades 1 to 6", () => {
    for (const subject of ["chinese", "mathematics", "science"]) {
      const books = seedTextbookNodes.filter((node) => node.subject === subject && node.kind === "textbook");
      expect(new Set(books.map((book) => `${book.grade}-${book.volume}`)).size).toBe(12);
    }
  });

  test("uses only known keys in textbooks, unique ids, and parents that come first", () => {
    const seen = new Set<string>();
    for (const node of seedTextbookNodes) {
      expect(keysOf("subject")).toContain(node.subject);
      expect(keysOf("edition")).toContain(node.edition);
      expect(keysOf("grade")).toContain(node.grade);
      expect(keysOf("volume")).toContain(node.volume);
      expect(node.parent_id === null || seen.has(node.parent_id)).toBe(true);
      expect(seen.has(node.id)).toBe(false);
      seen.add(node.id);
    }
  });

  test("derives the same id from the same path, on every machine", () => {
    expect(stableId("textbook-node", "chinese")).toBe(stableId("textbook-node", "chinese"));
    expect(stableId("a", "bc")).not.toBe(stableId("ab", "c"));
    expect(stableId("a")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
