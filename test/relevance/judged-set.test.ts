import { describe, expect, test } from "vitest";
import { describeLibrary } from "../../scripts/bench/relevance/describe-library.ts";
import { classNames, readAllQuestions, readQuestions } from "../../scripts/bench/relevance/questions.ts";

const library = describeLibrary();
const byKey = new Map(library.map((resource) => [resource.key, resource]));
const questions = readAllQuestions(library);

describe("the judged library", () => {
  test("has at least 600 resources, each by a name of its own", () => {
    expect(library.length).toBeGreaterThanOrEqual(600);
    expect(byKey.size).toBe(library.length);
  });
  test("has three to ten pages a resource, in order", () => {
    for (const { key, passages } of library) {
      expect(passages.length, key).toBeGreaterThanOrEqual(3);
      expect(passages.length, key).toBeLessThanOrEqual(10);
      expect(passages.map(({ page }) => page)).toEqual(passages.map((_none, index) => index + 1));
      expect(
        passages.every(({ text }) => text !== "" && !/[{}]/.test(text)),
        key,
      ).toBe(true);
    }
  });
  test("is the same every time", () => {
    expect(describeLibrary()).toEqual(library);
  });
});

describe("the judged questions", () => {
  test("are at least 220, at least 15 a class, none twice in a class", () => {
    expect(questions.length).toBeGreaterThanOrEqual(220);
    for (const name of classNames) {
      const asked = readQuestions(name, library).map(({ q }) => q);
      expect(asked.length, name).toBeGreaterThanOrEqual(15);
      expect(new Set(asked).size, name).toBe(asked.length);
    }
  });
  test("have answers that the asking teacher may see, graded 1 to 3, the best of them 3", () => {
    for (const { q, grades } of questions) {
      expect(Math.max(...grades.values()), q).toBe(3);
      for (const [key, grade] of grades) {
        expect([1, 2, 3], q).toContain(grade);
        expect([null, "group1", "xinping"], key).toContain(byKey.get(key)?.sharedWith);
      }
    }
  });
  test("of the page class name a page that the answer has, and nowhere else in it stands the same", () => {
    for (const { q, page } of questions.filter(({ className }) => className === "page")) {
      expect(page, q).not.toBeNull();
      const passages = byKey.get(page?.key ?? "")?.passages ?? [];
      const text = passages.find((one) => one.page === page?.page)?.text;
      expect(text, q).toBeDefined();
      expect(passages.filter((one) => one.text === text).length, q).toBe(1);
    }
  });
});
