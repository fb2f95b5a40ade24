import type { Role, UnitKind } from "../../server/actor.ts";
import type { PersonId, PostingId, ResourceId, UnitId, UploadId } from "../../server/ids.ts";
import type { ModelClass } from "./class-model.ts";
import type { ModelCollection } from "./collection-model.ts";
import type { ModelPlan } from "./plan-model.ts";

export interface ModelUnit {
  id: UnitId;
  parentId: UnitId | null;
  kind: UnitKind;
}

export interface ModelPosting {
  id: PostingId;
  personId: PersonId;
  unitId: UnitId;
  role: Role;
  fromOn: string;
  untilOn: string | null;
}

type Level = UnitId | "private" | "public";

export interface ModelResource {
  id: ResourceId;
  authorId: PersonId;
  campusId: UnitId;
  sharedWith: Level;
  /** Of each published version, the levels at which it was shared while it was the last. */
  levelsOfVersions: Level[][];
  isArchived: boolean;
  hasDraft: boolean;
  adaptedFromId: ResourceId | null;
}

/** Everything that decides who may see what, as plain data. */
export interface Model {
  /** YYYY-MM-DD */
  today: string;
  units: Map<UnitId, ModelUnit>;
  people: PersonId[];
  postings: ModelPosting[];
  resources: ModelResource[];
  plans: ModelPlan[];
  classes: ModelClass[];
  collections: ModelCollection[];
  uploads: { id: UploadId; personId: PersonId; sentOn: string }[];
}

/** A person, or null for the public. */
export type Reader = PersonId | null;

export const lineOf = (model: Model, unitId: UnitId): UnitId[] => {
  const unit = model.units.get(unitId) as ModelUnit;
  return unit.parentId === null ? [unitId] : [...lineOf(model, unit.parentId), unitId];
};

export const postingsToday = (model: Model, reader: Reader): ModelPosting[] =>
  model.postings.filter(
    ({ personId, fromOn, untilOn }) =>
      personId === reader && fromOn <= model.today && (untilOn === null || model.today <= untilOn),
  );

/** The units on the lines of today's postings. */
export const scopeOf = (model: Model, reader: Reader): UnitId[] =>
  postingsToday(model, reader).flatMap(({ unitId }) => lineOf(model, unitId));

/** Lists and searches: what is published and public, the reader's own, or shared on the line of a posting of today. */
export const mayFind = (
  model: Model,
  reader: Reader,
  { authorId, sharedWith, ...one }: ModelResource,
): boolean =>
  one.levelsOfVersions.length > 0 &&
  !one.isArchived &&
  ["public", ...scopeOf(model, reader), ...(authorId === reader ? [sharedWith] : [])].includes(sharedWith);

/** What others than the author of a resource made of it and have out for more than themselves. */
export const countedAdaptations = (model: Model, original: ModelResource): ModelResource[] =>
  model.resources.filter(
    (one) =>
      one.adaptedFromId === original.id &&
      one.authorId !== original.authorId &&
      one.levelsOfVersions.length > 0 &&
      !one.isArchived &&
      one.sharedWith !== "private",
  );

/** By its id: what may be found, one's own, and what the campus that one leads had shared and has archived. */
export const maySee = (model: Model, reader: Reader, one: ModelResource): boolean =>
  mayFind(model, reader, one) ||
  one.authorId === reader ||
  (one.isArchived &&
    one.sharedWith !== "private" &&
    postingsToday(model, reader).some(
      ({ role, unitId }) => role === "campus-lead" && unitId === one.campusId,
    ));

/** Of a resource that one may see: the author every version, others the last, and what was shared with them in its time. */
export const mayReadVersion = (
  model: Model,
  reader: Reader,
  { authorId, levelsOfVersions }: ModelResource,
  number: number,
): boolean => {
  const levels = levelsOfVersions[number - 1];
  const own = ["public", ...scopeOf(model, reader)];
  const wasShared = levels?.some((level) => own.includes(level)) ?? false;
  return levels !== undefined && (authorId === reader || number === levelsOfVersions.length || wasShared);
};

/** The own line, and all of the own group (or bureau, for its officers). */
export const mayKnowUnit = (model: Model, reader: Reader, unitId: UnitId): boolean =>
  scopeOf(model, reader).includes(unitId) ||
  postingsToday(model, reader).some((posting) => {
    const line = lineOf(model, posting.unitId);
    return lineOf(model, unitId).includes((line[1] ?? line[0]) as UnitId);
  });
