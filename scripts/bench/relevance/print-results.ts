import type { EngineResult } from "./judge-engine.ts";

const cell = (text: string): string => text.padStart(19);
const two = (value: number): string => value.toFixed(2);

/** nDCG@10 / recall@20 a class, the engines side by side. */
export const printResults = (results: readonly EngineResult[]): void => {
  const line = (name: string, cells: string[]) => console.log(name.padEnd(18) + cells.map(cell).join(""));
  line(
    "nDCG@10 / recall",
    results.map(({ name }) => name),
  );
  for (const className of Object.keys(results[0]?.classes ?? {})) {
    const cells = results.map(({ classes }) => {
      const { ndcg10, recall20 } = classes[className] ?? { ndcg10: 0, recall20: 0 };
      return `${two(ndcg10)} / ${two(recall20)}`;
    });
    line(className, cells);
  }
  line(
    "all",
    results.map(({ ndcg10, recall20 }) => `${two(ndcg10)} / ${two(recall20)}`),
  );
  line(
    "right page first",
    results.map(({ classes }) => {
      const share = classes.page?.rightPage;
      return share === null || share === undefined ? "-" : two(share);
    }),
  );
  line(
    "median ms",
    results.map(({ medianMs }) => medianMs.toFixed(1)),
  );
};
