import { mostLevels } from "./limits.ts";
import type { SectionRow } from "./section-store.ts";
import type { SectionId } from "./tables.ts";

type Placed = Pick<SectionRow, "id" | "parent_id">;

/** From the topmost section down to this one; empty where there is none of this id. */
export const lineOfSection = <Section extends Placed>(
  sections: readonly Section[],
  id: SectionId | null,
): Section[] => {
  const byId = new Map(sections.map((section) => [section.id, section]));
  const line: Section[] = [];
  for (let one = id && byId.get(id); one; one = one.parent_id && byId.get(one.parent_id)) line.unshift(one);
  return line;
};

/** Each section before those below it, siblings as they are given. */
export const inTreeOrder = <Section extends Placed>(
  sections: readonly Section[],
  parentId: SectionId | null = null,
): Section[] =>
  sections
    .filter((section) => section.parent_id === parentId)
    .flatMap((section) => [section, ...inTreeOrder(sections, section.id)]);

/** How many levels a section and what is below it take. */
const levelsBelow = (sections: readonly Placed[], id: SectionId): number =>
  1 +
  Math.max(0, ...sections.filter((one) => one.parent_id === id).map((one) => levelsBelow(sections, one.id)));

/** Whether a section, or a new one (null), may stand below `parentId`: not below itself, and not too deep. */
export const mayStandBelow = (
  sections: readonly Placed[],
  id: SectionId | null,
  parentId: SectionId | null,
): boolean => {
  const line = lineOfSection(sections, parentId);
  if (id && line.some((one) => one.id === id)) return false;
  return 1 + line.length + (id ? levelsBelow(sections, id) : 1) <= mostLevels;
};

/** The list with `thing` after `afterId`; null puts it first, undefined last. Null where there is no `afterId`. */
export const placeAfter = <Id extends string>(
  there: readonly Id[],
  thing: Id,
  afterId: Id | null | undefined,
): Id[] | null => {
  const others = there.filter((id) => id !== thing);
  const place = afterId === undefined ? others.length : afterId === null ? 0 : others.indexOf(afterId) + 1;
  if (afterId && place === 0) return null;
  return others.toSpliced(place, 0, thing);
};
