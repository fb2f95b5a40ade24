import { describe, expect, test } from "vitest";
import { mean, ndcg, recall } from "../../scripts/bench/relevance/measures.ts";

describe("nDCG", () => {
  test("is 1 where the best answers come first", () => {
    expect(ndcg([3, 2, 1], [1, 3, 2])).toBe(1);
  });
  test("is 0 where nothing judged is found", () => {
    expect(ndcg([0, 0, 0], [3])).toBe(0);
    expect(ndcg([], [3])).toBe(0);
  });
  test("counts a gain of 2^grade - 1, less by the logarithm of the place", () => {
    expect(ndcg([0, 3], [3])).toBeCloseTo(1 / Math.log2(3), 10);
    expect(ndcg([1, 3], [3, 1])).toBeCloseTo((1 + 7 / Math.log2(3)) / (7 + 1 / Math.log2(3)), 10);
  });
  test("knows nothing beyond its depth", () => {
    expect(ndcg([...Array(10).fill(0), 3], [3])).toBe(0);
    expect(ndcg(Array(10).fill(3), Array(15).fill(3))).toBeCloseTo(1, 10);
  });
});

describe("recall", () => {
  test("is the share of the judged answers that came", () => {
    expect(recall([3, 0, 1], [3, 2, 1, 1])).toBe(0.5);
  });
  test("does not ask for more than can come", () => {
    expect(recall([3, 3], [3, 3, 3], 2)).toBe(1);
  });
});

test("the mean of nothing is 0", () => {
  expect(mean([])).toBe(0);
  expect(mean([1, 2])).toBe(1.5);
});
