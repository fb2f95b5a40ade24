/** Grades of what was found, best first; 0 for what nobody judged useful. */
export type FoundGrades = readonly number[];

const gain = (grade: number): number => 2 ** grade - 1;

const discounted = (grades: FoundGrades, depth: number): number =>
  grades.slice(0, depth).reduce((sum, grade, index) => sum + gain(grade) / Math.log2(index + 2), 0);

/**
 * Normalized discounted cumulative gain: 1 where the best answers come first in the order of their grades. `judged`: the
 * grades of all judged answers. Gains are 2^grade - 1, discounted by log2 of the place plus one.
 */
export const ndcg = (found: FoundGrades, judged: readonly number[], depth = 10): number => {
  const ideal = discounted(
    [...judged].sort((a, b) => b - a),
    depth,
  );
  return ideal === 0 ? 0 : discounted(found, depth) / ideal;
};

/** Share of the judged answers within the first `depth`; of no more than can stand there. */
export const recall = (found: FoundGrades, judged: readonly number[], depth = 20): number => {
  const possible = Math.min(depth, judged.length);
  return possible === 0 ? 0 : found.slice(0, depth).filter((grade) => grade > 0).length / possible;
};

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
