import type { z } from "zod";
import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Forbidden, NotFound } from "../../errors.ts";
import { newId, type ResourceId, type UnitId } from "../../ids.ts";
import { visibleLine } from "../../visible-text.ts";
import { ownCampusIds } from "../identity/index.ts";
import { showCards } from "../resources/index.ts";
import { requireRoom } from "./edit-collection.ts";
import {
  countAllEntries,
  listNotedResources,
  listSectionResources,
  orderEntries,
  putEntries,
} from "./entry-store.ts";
import { mostEntries, mostLevels } from "./limits.ts";
import { noteCollection, requireUser } from "./load-collection.ts";
import { placeNaturally } from "./natural-order.ts";
import { openSections } from "./open-sections.ts";
import type { FolderProposals, GatheredFolders } from "./schema.ts";
import { insertCollection, listOfFolder, lockProposer, touchCollection } from "./store.ts";
import type { CollectionId, SectionId } from "./tables.ts";

type Proposal = z.input<typeof FolderProposals>["items"][number];

const longestTitle = 200;

/** Names of folders from the top; what lies deeper than a collection goes stands in its last level. */
const namesOf = (path: string): string[] =>
  path
    .split("/")
    .map((name) => visibleLine(name.replaceAll("\u0000", "").toWellFormed()).slice(0, longestTitle).trim())
    .filter((name) => name !== "")
    .slice(0, mostLevels);

interface Branch {
  /** Folders below the top one. */
  names: string[];
  resources: ResourceId[];
}

/** What was brought, by top folder; a resource is in the first folder that names it. */
const byTopFolder = (folders: GatheredFolders["folders"]): Map<string, Branch[]> => {
  const tops = new Map<string, Branch[]>();
  for (const { path, resources } of folders) {
    const [top, ...names] = namesOf(path);
    if (top !== undefined) tops.set(top, [...(tops.get(top) ?? []), { names, resources }]);
  }
  return tops;
};

/** The proposal that a folder's resources go to, made if there is none; it takes no more once it is accepted or removed. */
const openProposal = async (
  ctx: Context,
  folder: string,
  unitId: UnitId,
  known: Awaited<ReturnType<typeof listOfFolder>>,
): Promise<Pick<Proposal, "id" | "title" | "state"> & { id: CollectionId; unit_id: UnitId }> => {
  const open = known.find(({ state, removed_at }) => state !== "curated" && removed_at === null);
  if (open) return open;
  await requireRoom(ctx);
  const one = { id: newId() as CollectionId, unit_id: unitId, title: folder, state: "draft" as const };
  const proposerId = requireUser(ctx).id;
  const rest = { summary: "", folder, isCurated: false, now: ctx.clock.now() };
  await insertCollection(ctx.db, { id: one.id, unitId, proposerId, title: folder, ...rest });
  await noteCollection(ctx, "created", one, { folder });
  return one;
};

const fillSection = async (
  ctx: Context,
  id: CollectionId,
  sectionId: SectionId | null,
  added: ResourceId[],
  titles: Map<string, string>,
): Promise<void> => {
  const there = await listSectionResources(ctx.db, id, sectionId);
  for (const { id, title } of await showCards(ctx, there)) titles.set(id, title);
  const entry = { sectionId, addedBy: requireUser(ctx).id, now: ctx.clock.now(), state: "in" as const };
  await putEntries(ctx.db, id, added, entry);
  const titleOf = (resourceId: ResourceId) => titles.get(resourceId) ?? "";
  await orderEntries(ctx.db, id, placeNaturally(there, added, titleOf));
};

const gatherOne = async (
  ctx: Context,
  folder: string,
  branches: Branch[],
  unitId: UnitId,
  titles: Map<string, string>,
): Promise<Proposal | null> => {
  const known = await listOfFolder(ctx.db, requireUser(ctx).id, folder);
  // Also what was taken out again, or went with a proposal that was removed.
  const noted = await listNotedResources(
    ctx.db,
    known.map(({ id }) => id),
  );
  const fresh = new Map<ResourceId, string[]>();
  for (const { names, resources } of branches)
    for (const id of resources) if (titles.has(id) && !noted.has(id) && !fresh.has(id)) fresh.set(id, names);
  if (fresh.size === 0) {
    const [last] = known.filter(({ removed_at }) => removed_at === null);
    return last
      ? { id: last.id, title: last.title, state: last.state, addedCount: 0, leftOutCount: 0 }
      : null;
  }
  const one = await openProposal(ctx, folder, unitId, known);
  const room = Math.max(0, mostEntries - (await countAllEntries(ctx.db, one.id)));
  const taken = [...fresh].slice(0, room);
  const sectionOf = await openSections(
    ctx.db,
    one.id,
    taken.map(([, names]) => names),
  );
  const bySection = Map.groupBy(taken, ([, names]) => sectionOf(names));
  for (const [sectionId, entries] of bySection) {
    const added = entries.map(([id]) => id);
    await fillSection(ctx, one.id, sectionId, added, titles);
  }
  const addedCount = taken.length;
  if (addedCount > 0) {
    await touchCollection(ctx.db, one.id);
    await noteCollection(ctx, "folder-gathered", one, { folder, addedCount });
  }
  const { id, title, state } = one;
  return { id, title, state, addedCount, leftOutCount: fresh.size - addedCount };
};

/**
 * Makes proposals of the asker's folders, or adds to those that were made of them before: one for each top folder, the
 * folders below as its sections, in the order in which people read their names. What was added before, and what the asker
 * may not see, adds nothing.
 */
export const gatherFolders = (
  ctx: Context,
  { campusId, folders }: GatheredFolders,
): Promise<z.input<typeof FolderProposals>> =>
  inTransaction(ctx, async (ctx) => {
    const { id: personId } = requireUser(ctx);
    const own = ownCampusIds(ctx);
    if (campusId !== undefined && !own.includes(campusId)) throw new NotFound();
    const unitId = campusId ?? own[0];
    if (unitId === undefined)
      throw new Forbidden("collection.no-campus", "Only people posted at a campus bring folders.");
    await lockProposer(ctx.db, personId);
    const ids = [...new Set(folders.flatMap(({ resources }) => resources))];
    const titles = new Map<string, string>((await showCards(ctx, ids)).map(({ id, title }) => [id, title]));
    const items: Proposal[] = [];
    for (const [folder, branches] of byTopFolder(folders)) {
      const item = await gatherOne(ctx, folder, branches, unitId, titles);
      if (item) items.push(item);
    }
    return { items };
  });
