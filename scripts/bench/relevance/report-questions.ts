import type { EngineResult } from "./judge-engine.ts";

/** For whoever improves an engine: each question answered worse than `below`, what was expected and what came. */
export const reportQuestions = (
  result: EngineResult,
  titles: ReadonlyMap<string, string>,
  below = 0.8,
): string => {
  const name = (key: string) => `${key} ${titles.get(key) ?? ""}`;
  const lines = result.answered
    .filter(({ ndcg10 }) => ndcg10 < below)
    .flatMap(({ question, found, ndcg10, recall20 }) => [
      `${question.className} “${question.q}” nDCG@10 ${ndcg10.toFixed(2)}, recall@20 ${recall20.toFixed(2)}`,
      ...[...question.grades]
        .sort(([, a], [, b]) => b - a)
        .slice(0, 4)
        .map(([key, grade]) => `    expected ${grade}  ${name(key)}`),
      ...found.slice(0, 4).map(({ key }) => `    came     ${question.grades.get(key) ?? "-"}  ${name(key)}`),
      ...(found.length === 0 ? ["    came     nothing"] : []),
    ]);
  return [`== ${result.name}: questions under ${below}`, ...lines].join("\n");
};
