import type { Collection } from "../../api/types.ts";

type Section = Collection["sections"][number];

/** How many sections stand above this one, itself included. */
export const levelOf = (sections: readonly Section[], section: Section): number => {
  const parent = sections.find(({ id }) => id === section.parentId);
  return parent ? 1 + levelOf(sections, parent) : 1;
};

/** What one step up or down among its siblings comes after: null is the first place, undefined says there is no such step. */
export const placeAfterStep = (
  ids: readonly string[],
  id: string,
  step: -1 | 1,
): string | null | undefined => {
  const place = ids.indexOf(id);
  const next = place + step;
  if (place === -1 || next < 0 || next >= ids.length) return undefined;
  return step === 1 ? (ids[next] as string) : (ids[next - 1] ?? null);
};
