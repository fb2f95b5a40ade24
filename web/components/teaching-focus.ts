import type { ResourceCard } from "../api/types.ts";

export interface TeachingFocus {
  subject: string;
  grade: string | null;
}

const mostFrequent = (values: string[]): string | null => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
};

/** What a person teaches, as their own latest resources tell: the commonest subject, and its commonest grade. */
export const teachingFocus = (own: Pick<ResourceCard, "subject" | "grades">[]): TeachingFocus | null => {
  const subject = mostFrequent(own.flatMap((resource) => resource.subject ?? []));
  if (subject === null) return null;
  const grade = mostFrequent(
    own.filter((resource) => resource.subject === subject).flatMap(({ grades }) => grades),
  );
  return { subject, grade };
};
