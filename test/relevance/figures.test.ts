import { expect, test } from "vitest";
import { figuresOf, lostClasses } from "../../scripts/bench/relevance/figures.ts";
import type { EngineResult } from "../../scripts/bench/relevance/judge-engine.ts";

const result = (name: string, ndcgs: Record<string, number>): EngineResult => ({
  name,
  ndcg10: 0.9,
  recall20: 0.8,
  worstClass: Math.min(...Object.values(ndcgs)),
  medianMs: 2,
  classes: Object.fromEntries(
    Object.entries(ndcgs).map(([key, ndcg10]) => [key, { ndcg10, recall20: 1, rightPage: null }]),
  ),
  answered: [],
});
const machine = { cpu: "", cpus: 2, memoryMb: 1, node: "", platform: "", loadBefore: [] };

test("a class is lost where a peer answers better than any of our engines; a draw is not lost", () => {
  const results = [
    result("embedded", { pinyin: 0.9, phrase: 1, page: 0.9 }),
    result("meilisearch", { pinyin: 0.7, phrase: 1, page: 0.95 }),
    result("MiniSearch", { pinyin: 0.8, phrase: 1, page: 0.2 }),
  ];
  expect(lostClasses(results)).toEqual(["pinyin"]);
  expect(figuresOf(results, machine).figures).toMatchObject({
    classesLostToAPeer: 1,
    "embedded.worstClass": 0.9,
    "meilisearch.worstClass": 0.7,
  });
});

test("an engine that is not there has no figures", () => {
  const { figures } = figuresOf([result("embedded", { page: 1 }), result("Orama", { page: 0.5 })], machine);
  expect(Object.keys(figures)).not.toContain("meilisearch.ndcg10");
  expect(figures.classesLostToAPeer).toBe(0);
});
