import type { ClassName } from "./questions.ts";
import { classNames } from "./questions.ts";

export interface Row {
  name: string;
  ndcg10: number;
  recall20: number;
  medianMs: number;
  classes: Partial<Record<ClassName, { ndcg10: number; recall20: number; rightPage: number | null }>>;
}

const cell = (text: string): string => text.padStart(16);
const two = (value: number): string => value.toFixed(2);

/** nDCG@10 / recall@20 a class, the engines side by side. */
export const printResults = (results: readonly Row[]): void => {
  const line = (name: string, cells: string[]) => console.log(name.padEnd(18) + cells.map(cell).join(""));
  line(
    "nDCG@10 / recall",
    results.map(({ name }) => name),
  );
  for (const className of classNames) {
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
