import fc from "fast-check";
import { expect, test } from "vitest";
import { archiveNames } from "../../server/modules/resources/archive-names.ts";

test("equal names are made to differ, even where only case tells them apart", () => {
  expect(archiveNames(["教案.docx", "教案.docx", "教案 (2).docx", "教案.DOCX", "无", "无"])).toEqual([
    "教案.docx",
    "教案 (2).docx",
    "教案 (2) (2).docx",
    "教案 (3).DOCX",
    "无",
    "无 (2)",
  ]);
});

test("what some system takes in no name is replaced; a drive letter makes no path", () => {
  expect(archiveNames(['c:*?"<>|.txt', "a/b\\c.txt"])).toEqual(["c_______.txt", "a_b_c.txt"]);
});

test("a long name is cut between characters and keeps its extension", () => {
  const [name] = archiveNames([`${"教".repeat(251)}.txt`]);
  expect(name).toMatch(/^教+\.txt$/);
  expect(Buffer.byteLength(name as string)).toBeLessThanOrEqual(240);
});

test("whatever the names, they come out distinct, portable and as many", () => {
  const name = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 255 }),
    fc.constantFrom("a", "A", "a:", "a*"),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 20 }), (names) => {
      const given = archiveNames(names);
      expect(given).toHaveLength(names.length);
      expect(new Set(given.map((one) => one.toLowerCase())).size).toBe(names.length);
      for (const one of given) {
        expect(one).not.toMatch(/[<>:"|?*\\/]/);
        expect(Buffer.byteLength(one)).toBeLessThanOrEqual(255);
      }
    }),
  );
});
