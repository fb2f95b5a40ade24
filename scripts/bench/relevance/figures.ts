import type { describeMachine } from "../machine.ts";
import type { EngineResult } from "./judge-engine.ts";

const ownEngines = ["embedded", "meilisearch"];
const round = (value: number): number => Math.round(value * 1000) / 1000;

const namesOf = (results: readonly EngineResult[]): string[] => Object.keys(results[0]?.classes ?? {});

/** Classes in which some peer answers better than one of our engines. */
export const lostClasses = (results: readonly EngineResult[]): string[] => {
  const [own, peers] = [true, false].map((isOwn) =>
    results.filter(({ name }) => ownEngines.includes(name) === isOwn),
  );
  const best = (className: string) =>
    Math.max(0, ...(peers ?? []).map(({ classes }) => classes[className]?.ndcg10 ?? 0));
  return namesOf(results).filter((name) =>
    (own ?? []).some(({ classes }) => round(classes[name]?.ndcg10 ?? 0) < round(best(name))),
  );
};

/** nDCG@10 and recall@20 of every engine, a class. */
export const classesOf = (results: readonly EngineResult[]) =>
  Object.fromEntries(
    namesOf(results).map((className) => [
      className,
      Object.fromEntries(
        results.map(({ name, classes }) => {
          const { ndcg10, recall20, rightPage } = classes[className] ?? {};
          const page = rightPage === null || rightPage === undefined ? {} : { rightPage: round(rightPage) };
          return [name, { ndcg10: round(ndcg10 ?? 0), recall20: round(recall20 ?? 0), ...page }];
        }),
      ),
    ]),
  );

/** The bench's one object: figures by the names that the issue gives them, and the classes of every engine. */
export const figuresOf = (results: readonly EngineResult[], machine: ReturnType<typeof describeMachine>) => {
  const own = results.filter(({ name }) => ownEngines.includes(name));
  const figures = Object.fromEntries([
    ...own.flatMap(({ name, ndcg10, worstClass }) => [
      [`${name}.ndcg10`, round(ndcg10)],
      [`${name}.worstClass`, round(worstClass)],
    ]),
    ["classesLostToAPeer", lostClasses(results).length],
    ...results.map(({ name, medianMs }) => [`${name}.medianMs`, round(medianMs)]),
  ]);
  return {
    figures,
    classes: classesOf(results),
    machine,
    at: new Date().toISOString(),
  };
};
