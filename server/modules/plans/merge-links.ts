import { mostLinks, type RowLink } from "./schema.ts";

type Version = RowLink["versionNumber"] | undefined;
type Links = readonly RowLink[];

const versionsOf = (links: Links): Map<RowLink["resourceId"], Version> =>
  new Map(links.map(({ resourceId, versionNumber }) => [resourceId, versionNumber]));

/**
 * Links as a set by resource: what either side added or took away holds, in our order and then in theirs. The two lists differ
 * in what both sides changed each in its own way, as one version and another, or not at all. More than a row can have is
 * not put together: then they are what the sides have.
 */
export const mergeLinks = (
  base: Links,
  theirs: Links,
  ours: Links,
): { theirs: RowLink[]; ours: RowLink[]; isConflict: boolean } => {
  const [was, their, our] = [versionsOf(base), versionsOf(theirs), versionsOf(ours)];
  const ids = [...new Set([...our.keys(), ...their.keys()])];
  const isContested = (id: RowLink["resourceId"]) =>
    their.get(id) !== our.get(id) && their.get(id) !== was.get(id) && our.get(id) !== was.get(id);
  const take = (side: typeof our): RowLink[] =>
    ids.flatMap((resourceId) => {
      const changed = our.get(resourceId) === was.get(resourceId) ? their : our;
      const versionNumber = (isContested(resourceId) ? side : changed).get(resourceId);
      return versionNumber === undefined ? [] : [{ resourceId, versionNumber }];
    });
  const merged = { theirs: take(their), ours: take(our) };
  if (Math.max(merged.theirs.length, merged.ours.length) > mostLinks)
    return { theirs: [...theirs], ours: [...ours], isConflict: true };
  return { ...merged, isConflict: ids.some(isContested) };
};
