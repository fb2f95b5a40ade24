import type { PersonId, ResourceId, UnitId } from "../../server/ids.ts";
import type { CollectionId } from "../../server/modules/collections/tables.ts";
import {
  lineOf,
  type Model,
  type ModelResource,
  maySee,
  postingsToday,
  scopeOf,
} from "./visibility-model.ts";

export interface ModelCollection {
  id: CollectionId;
  unitId: UnitId;
  proposerId: PersonId;
  state: "draft" | "waiting" | "curated";
  /** In it: those directly in it, and those in its one section. */
  direct: ResourceId[];
  inSection: ResourceId[];
  /** What readers proposed into it. */
  proposed: { resourceId: ResourceId; by: PersonId }[];
}

const curatingRoles = ["research-lead", "campus-lead", "group-lead"];

/** Leads curate at their unit and below it. */
export const curates = (model: Model, reader: PersonId, unitId: UnitId): boolean =>
  postingsToday(model, reader).some(
    (posting) => curatingRoles.includes(posting.role) && lineOf(model, unitId).includes(posting.unitId),
  );

/** A proposal is seen by its proposer, then by those who decide; what is curated by its unit and all below it. */
export const mayReadCollection = (model: Model, reader: PersonId, one: ModelCollection): boolean => {
  const isCurator = curates(model, reader, one.unitId);
  if (one.state === "curated") return isCurator || scopeOf(model, reader).includes(one.unitId);
  return one.proposerId === reader || (one.state === "waiting" && isCurator);
};

/** What stands in a collection is shown to those who may see it anywhere. */
export const showsEntry = (model: Model, reader: PersonId, id: ResourceId): boolean => {
  const resource = model.resources.find((one) => one.id === id) as ModelResource;
  return !resource.isArchived && maySee(model, reader, resource);
};

/** Whoever keeps it decides on what was proposed; others know of their own. */
export const mayKnowProposed = (
  model: Model,
  reader: PersonId,
  one: ModelCollection,
  by: PersonId,
): boolean => by === reader || (one.state === "curated" && curates(model, reader, one.unitId));
