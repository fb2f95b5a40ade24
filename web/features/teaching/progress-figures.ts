import type { TeachingProgress } from "../../api/types.ts";

export type Campus = TeachingProgress["campuses"][number];
type Line = Campus["classes"][number];

/** What the page of progress shows of a term, as its address tells it; null: all. A plan stands for its copies too. */
export interface ProgressFilters {
  subject: string | null;
  planId: string | null;
}

/** The campuses with those of their classes that fit; one without any is left out. */
export const fittingCampuses = (
  campuses: readonly Campus[],
  { subject, planId }: ProgressFilters,
): Campus[] => {
  const fits = (line: Line) =>
    (subject === null || line.subject === subject) && (planId === null || line.plan?.originId === planId);
  return campuses
    .map((one) => ({ ...one, classes: one.classes.filter(fits) }))
    .filter(({ classes }) => classes.length > 0);
};

/** The plans that these classes are taught by, each once however many campuses have copies of it. */
export const plansOf = (campuses: readonly Campus[]): { id: string; line: Line; title: string }[] => {
  const found = new Map<string, { id: string; line: Line; title: string }>();
  for (const line of campuses.flatMap(({ classes }) => classes)) {
    const id = line.plan?.originId;
    if (line.plan && id && (!found.has(id) || line.plan.id === id))
      found.set(id, { id, line, title: line.plan.title });
  }
  return [...found.values()];
};

export interface Standings {
  classCount: number;
  behindCount: number;
  /** In periods ahead, negative where behind; null where no class can be measured. */
  range: { worst: number; median: number; best: number } | null;
}

export const standingsOf = (classes: readonly Line[]): Standings => {
  const measured = classes
    .flatMap(({ progress }) => progress?.difference ?? [])
    .toSorted((one, other) => one - other);
  const at = (index: number) => measured[index] as number;
  const [low, high] = [Math.floor((measured.length - 1) / 2), Math.ceil((measured.length - 1) / 2)];
  return {
    classCount: classes.length,
    behindCount: measured.filter((difference) => difference < 0).length,
    range:
      measured.length === 0
        ? null
        : { worst: at(0), median: (at(low) + at(high)) / 2, best: at(measured.length - 1) },
  };
};
