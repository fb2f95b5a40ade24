import { describe, expect, it } from "vitest";
import { groupSuggestions, suggestionAddress } from "../../web/components/suggestion-groups.ts";
import { firstMark } from "../../web/features/resource/use-marks.ts";
import { isSameQuestion, questionOf } from "../../web/features/search/saved-question.ts";
import { readSearch, type SearchState } from "../../web/features/search/search-state.ts";
import { groupByWords, takeAsText, turnIntoFilters } from "../../web/features/search/understood-words.ts";

const asked = (address: string): SearchState => readSearch(new URLSearchParams(address));

describe("what a question was understood as", () => {
  const third = { field: "grade" as const, keys: ["3"], text: "三上" };
  const first = { field: "volume" as const, keys: ["1"], text: "三上" };

  it("is one chip for words that say several things, and becomes filters at once", () => {
    const state = asked("q=三上 分数");
    const [word, ...others] = groupByWords({ text: "分数", preferences: [third, first] }, state);
    expect(others).toEqual([]);
    const turned = turnIntoFilters(state, word as NonNullable<typeof word>);
    expect(turned).toMatchObject({ q: "分数", filters: { grade: ["3"], volume: ["1"] } });
  });

  it("leaves words in the question that are looked for as text as well", () => {
    const state = asked("q=期末 分数");
    const exam = { field: "kind" as const, keys: ["test"], text: "期末" };
    const [word] = groupByWords({ text: "期末 分数", preferences: [exam] }, state);
    expect(turnIntoFilters(state, word as NonNullable<typeof word>)).toMatchObject({
      q: "期末 分数",
      filters: { kind: ["test"] },
    });
  });

  it("empties a question of nothing else, though the server then looks for its names", () => {
    const state = asked("q=三年级");
    const grade = { ...third, text: "三年级" };
    const [word] = groupByWords({ text: "三年级", preferences: [grade] }, state);
    expect(turnIntoFilters(state, word as NonNullable<typeof word>)).toMatchObject({ q: "" });
  });

  it("is not said again where a filter says it, nor where no words said it", () => {
    const guessed = { field: "subject" as const, keys: ["mathematics"], text: "" };
    expect(
      groupByWords(
        { text: "", preferences: [{ ...third, text: "三年级" }, guessed] },
        asked("q=三年级&grade=3"),
      ),
    ).toEqual([]);
  });

  it("is taken back in the address, and forgotten with the words", () => {
    const state = takeAsText(asked("q=三上 分数"), "三上");
    expect(state.literal).toEqual(["三上"]);
    expect(takeAsText(state, "三上").literal).toEqual(["三上"]);
  });
});

describe("suggestions", () => {
  const of = (kind: "title" | "lesson" | "author" | "campus", text: string) => ({
    kind,
    text,
    key: `key-${text}`,
    resourceId: `resource-${text}`,
  });

  it("stand by kind, and are counted in the order in which they stand", () => {
    const groups = groupSuggestions([of("lesson", "a"), of("title", "b"), of("lesson", "c")]);
    expect(
      groups.map(({ kind, items }) => [
        kind,
        ...items.map(({ index, suggestion }) => `${index}${suggestion.text}`),
      ]),
    ).toEqual([
      ["lesson", "0a", "1c"],
      ["title", "2b"],
    ]);
  });

  it("lead to the resource, to a search for the lesson, to what a person or campus has", () => {
    expect(suggestionAddress(of("title", "a"))).toBe("/resources/resource-a");
    expect(suggestionAddress(of("lesson", "a b"))).toBe("/search?q=a+b");
    expect(suggestionAddress(of("author", "a"))).toBe("/search?author=key-a");
    expect(suggestionAddress(of("campus", "a"))).toBe("/search?campus=key-a");
  });
});

describe("a file's marks", () => {
  const passage = (page: number | null, ...marks: boolean[]) => ({
    page,
    pageKind: "slide" as const,
    pieces: marks.map((isMatch) => ({ text: "字", isMatch })),
  });
  const slides = [passage(1, true), passage(2, false), passage(3, false, true, true)];

  it("begin on the wanted page, or with the first where none is wanted", () => {
    expect(firstMark(slides, 3)).toBe(1);
    expect(firstMark(slides, null)).toBe(0);
  });

  it("begin nowhere on a page without any, and in a file without any", () => {
    expect(firstMark(slides, 2)).toBe(-1);
    expect(firstMark([passage(null, false)], null)).toBe(-1);
  });
});

describe("a saved question", () => {
  it("is the same in whatever order its filters were chosen", () => {
    const one = questionOf(asked("q=分数&grade=3&grade=4&subject=mathematics"));
    expect(isSameQuestion(one, questionOf(asked("subject=mathematics&grade=4&grade=3&q=分数")))).toBe(true);
    expect(isSameQuestion(one, questionOf(asked("q=分数&grade=3")))).toBe(false);
    expect(
      isSameQuestion(one, questionOf(asked("q=分数&grade=3&grade=4&subject=mathematics&sort=newest"))),
    ).toBe(false);
  });
});
