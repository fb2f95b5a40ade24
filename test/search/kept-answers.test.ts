import { describe, expect, it } from "vitest";
import type { PersonId, ResourceId } from "../../server/ids.ts";
import { newId } from "../../server/ids.ts";
import { Answers } from "../../server/modules/search/embedded/answers.ts";
import type { SearchRequest, SearchResult } from "../../server/modules/search/search-index.ts";

const request = (given: Partial<SearchRequest> = {}): SearchRequest => ({
  text: "分数",
  scope: ["public"],
  filters: {},
  exclude: [],
  sort: "relevance",
  offset: 0,
  limit: 20,
  withFacets: true,
  ...given,
});

const result: SearchResult = { hits: [], isPartial: false, misspelled: [], total: 0, facets: {} };

/** How often each of these had to be worked out, one after the other. */
const workedOut = (asked: [visible: string, SearchRequest][]): number => {
  const answers = new Answers<SearchResult>();
  let count = 0;
  for (const [visible, one] of asked) {
    answers.find(visible, one, () => {
      count += 1;
      return result;
    });
  }
  return count;
};

describe("kept answers", () => {
  it("serve whoever may find the same documents, whatever their own key is", () => {
    const other = request({ scope: ["public", `author:${newId<"person">() as PersonId}`] });
    expect(
      workedOut([
        ["same", request()],
        ["same", other],
      ]),
    ).toBe(1);
  });

  it("never serve whoever may find others", () => {
    expect(
      workedOut([
        ["some", request()],
        ["others", request()],
      ]),
    ).toBe(2);
  });

  it.each<[string, Partial<SearchRequest>]>([
    ["text", { text: "小数" }],
    ["page", { offset: 20 }],
    ["size of the page", { limit: 10 }],
    ["order", { sort: "newest" }],
    ["filters", { filters: { kind: ["courseware"] } }],
    ["wishes", { preferences: [{ field: "grade", keys: ["3"], text: "三年级", weight: 1 }] }],
    ["other words", { synonyms: [{ text: "分数", alternatives: ["几分之几"] }] }],
    ["way of matching", { matching: "any" }],
    ["documents asked about", { within: [newId<"resource">() as ResourceId] }],
    ["facets", { withFacets: false }],
  ])("are those of the same %s only", (_name, other) => {
    expect(
      workedOut([
        ["same", request()],
        ["same", request(other)],
      ]),
    ).toBe(2);
  });

  it("are forgotten with the index that gave them", () => {
    const answers = new Answers<SearchResult>();
    const found: SearchResult[] = [];
    for (const total of [1, 2]) {
      found.push(answers.find("same", request(), () => ({ ...result, total })));
      answers.forget();
    }
    expect(found.map(({ total }) => total)).toEqual([1, 2]);
  });
});
