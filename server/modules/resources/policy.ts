import { type Actor, hasRoleOver, type Role, type UnitKind } from "../../actor.ts";
import { Forbidden } from "../../errors.ts";
import type { PersonId, UnitId } from "../../ids.ts";
import type { SharedWith } from "./schema.ts";

/** What the rules need to know of a resource. */
export interface ResourceFacts {
  author_id: PersonId;
  owner_campus_id: UnitId;
  owner_campus_path: readonly UnitId[];
  published_at: Date | null;
  archived_at: Date | null;
}

export type ResourceAction = "edit" | "publish" | "share" | "archive" | "adapt";

const isPostedAt = (actor: Actor, campusId: UnitId): boolean =>
  actor.kind === "user" && actor.postings.some(({ path }) => path.includes(campusId));

export const isAuthorOf = (actor: Actor, { author_id }: Pick<ResourceFacts, "author_id">): boolean =>
  actor.kind === "user" && actor.id === author_id;

/** Of what the actor is shown: that somebody's draft is being edited is nobody else's business. */
export const revisionFor = (
  actor: Actor,
  resource: Pick<ResourceFacts, "author_id"> & { revision: number; public_revision: number },
): number => (isAuthorOf(actor, resource) ? resource.revision : resource.public_revision);

/** The author, while posted at the owner campus: authorship stays with the person and the campus of that time. */
const isActiveAuthor = (actor: Actor, resource: ResourceFacts): boolean =>
  isAuthorOf(actor, resource) && isPostedAt(actor, resource.owner_campus_id);

export const canEdit = (actor: Actor, resource: ResourceFacts): boolean =>
  resource.archived_at === null && isActiveAuthor(actor, resource);

export const canPublish = canEdit;

const leadingRoles: readonly Role[] = ["research-lead", "campus-lead", "group-lead"];

/** Leads pass on what is good and take back what is not (上报, 撤回), but never touch what was not published. */
export const canShare = (actor: Actor, resource: ResourceFacts): boolean =>
  resource.archived_at === null &&
  resource.published_at !== null &&
  (isActiveAuthor(actor, resource) || hasRoleOver(actor, leadingRoles, resource.owner_campus_path));

/** The campus's own: who archives also sees what is archived, and can undo it. A group takes back by sharing less widely. */
export const canArchive = (actor: Actor, resource: ResourceFacts): boolean =>
  isActiveAuthor(actor, resource) ||
  (resource.published_at !== null && hasRoleOver(actor, ["campus-lead"], resource.owner_campus_path));

/** Whether a finding of the scanner was a false alarm is for whoever answers for the whole. */
export const canReleaseFinding = (actor: Actor, campusPath: readonly UnitId[]): boolean =>
  hasRoleOver(actor, ["bureau-administrator"], campusPath);

/** Whoever may see a published resource and has a campus may build on it there. */
export const canAdapt = (actor: Actor, resource: ResourceFacts): boolean =>
  resource.published_at !== null &&
  resource.archived_at === null &&
  actor.kind === "user" &&
  actor.postings.some(({ unitKind }) => unitKind === "campus" || unitKind === "teaching-point");

const rules: Record<ResourceAction, (actor: Actor, resource: ResourceFacts) => boolean> = {
  edit: canEdit,
  publish: canPublish,
  share: canShare,
  archive: canArchive,
  adapt: canAdapt,
};

declare const may: unique symbol;
/** Proof that the actor may do `Action` with this very resource; only `authorize` makes one. */
export type Authorized<Resource, Action extends ResourceAction> = Resource & { readonly [may]: Action };

/** Throws Forbidden unless the actor may. The resource must have been loaded as visible, so that 404 came first. */
export const authorize = <Action extends ResourceAction, Resource extends ResourceFacts>(
  actor: Actor,
  action: Action,
  resource: Resource,
): Authorized<Resource, Action> => {
  if (!rules[action](actor, resource)) throw new Forbidden();
  return resource as Authorized<Resource, Action>;
};

/** Up to which level the actor may submit: teachers to their group, leads to the bureau and the public. */
export const sharingChoices = (
  actor: Actor,
  resource: ResourceFacts,
  line: readonly { id: UnitId; kind: UnitKind }[],
): SharedWith[] => {
  if (!canEdit(actor, resource) && !canShare(actor, resource)) return [];
  const leads = hasRoleOver(actor, leadingRoles, resource.owner_campus_path);
  const units = line.filter(({ kind }) => kind !== "bureau" || leads).map(({ id }) => id);
  return ["private", ...units.reverse(), ...(leads ? (["public"] as const) : [])];
};
