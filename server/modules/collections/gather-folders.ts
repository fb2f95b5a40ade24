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
  listPlacedResources,
  orderEntries,
  putEntries,
} from "./entry-store.ts";
import { mostEntries, mostLevels } from "./limits.ts";
import { noteCollection, requireUser } from "./load-collection.ts";
import { placeNaturally } from "./natural-order.ts";
import { openSections } from "./open-sections.ts";
import type { FolderProposals, GatheredFolders } from "./schema.ts";
import { insertCollection, lockOfFolder, lockProposer, touchCollection } from "./store.ts";
import type { CollectionId } from "./tables.ts";

type Proposal = z.input<typeof FolderProposals>["items"][number];

const longestTitle = 200;

/** Names of folders from the top; what lies deeper than a collection goes stands in its last level. */
const namesOf = (path: string): string[] =>
  path
    .split("/")
    // NFC, because a Mac writes the same name in other letters; well formed after the cut, which may split a letter.
    .map((name) => visibleLine(name.normalize("NFC")).slice(0, longestTitle).toWellFormed().trim())
    .filter((name) => name !== "" && name !== "." && name !== "..")
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

interface OpenProposal extends Pick<Proposal, "title" | "state"> {
  id: CollectionId;
  unit_id: UnitId;
  room: number;
}

/**
 * The proposal that a folder's resources go to, made if there is none with room; it takes no more once it is accepted or
 * removed.
 */
const openProposal = async (
  ctx: Context,
  folder: string,
  unitId: UnitId,
  known: Awaited<ReturnType<typeof lockOfFolder>>,
): Promise<OpenProposal> => {
  const open = known.filter(({ state, removed_at }) => state !== "curated" && removed_at === null);
  for (const one of open) {
    const room = mostEntries - (await countAllEntries(ctx.db, one.id));
    if (room > 0) return { ...one, room };
  }
  await requireRoom(ctx);
  const number = open.length === 0 ? "" : ` ${open.length + 1}`;
  const title = folder.slice(0, longestTitle - number.length).toWellFormed() + number;
  const one = { id: newId() as CollectionId, unit_id: unitId, title, state: "draft" as const };
  const proposerId = requireUser(ctx).id;
  const rest = { summary: "", folder, isCurated: false, now: ctx.clock.now() };
  await insertCollection(ctx.db, { id: one.id, unitId, proposerId, title, ...rest });
  await noteCollection(ctx, "created", one, { folder });
  return { ...one, room: mostEntries };
};

const fillProposal = async (
  ctx: Context,
  one: OpenProposal,
  taken: [ResourceId, string[]][],
  titles: Map<string, string>,
): Promise<Proposal> => {
  const lines = taken.map(([, names]) => names);
  const sectionOf = await openSections(ctx.db, one.id, lines);
  const added = taken.map(([resourceId, names]) => ({ resourceId, sectionId: sectionOf(names) }));
  const bySection = Map.groupBy(added, ({ sectionId }) => sectionId);
  const placed = await listPlacedResources(ctx.db, one.id, [...bySection.keys()]);
  const known = await showCards(
    ctx,
    placed.map(({ resource_id }) => resource_id),
  );
  const titleOf = new Map([...titles, ...known.map(({ id, title }) => [id, title] as const)]);
  const there = Map.groupBy(placed, ({ section_id }) => section_id);
  const order = [...bySection].flatMap(([sectionId, entries]) =>
    placeNaturally(
      there.get(sectionId)?.map(({ resource_id }) => resource_id) ?? [],
      entries.map(({ resourceId }) => resourceId),
      (resourceId) => titleOf.get(resourceId) ?? "",
    ),
  );
  const addedBy = requireUser(ctx).id;
  await putEntries(ctx.db, one.id, added, { addedBy, now: ctx.clock.now(), state: "in" });
  await orderEntries(ctx.db, one.id, order);
  await touchCollection(ctx.db, one.id);
  await noteCollection(ctx, "folder-gathered", one, { addedCount: taken.length });
  return { id: one.id, title: one.title, state: one.state, addedCount: taken.length };
};

const gatherOne = async (
  ctx: Context,
  folder: string,
  branches: Branch[],
  unitId: UnitId,
  titles: Map<string, string>,
): Promise<Proposal[]> => {
  const { id: personId } = requireUser(ctx);
  const known = await lockOfFolder(ctx.db, personId, folder);
  // Also what was taken out again, or went with a proposal that was removed.
  const noted = await listNotedResources(
    ctx.db,
    known.map(({ id }) => id),
  );
  const fresh = new Map<ResourceId, string[]>();
  for (const { names, resources } of branches)
    for (const id of resources) if (titles.has(id) && !noted.has(id) && !fresh.has(id)) fresh.set(id, names);
  const [last] = known.filter(({ removed_at }) => removed_at === null);
  if (fresh.size === 0 && last) return [{ id: last.id, title: last.title, state: last.state, addedCount: 0 }];
  const filled: Proposal[] = [];
  for (let waiting = [...fresh]; waiting.length > 0; ) {
    const one = await openProposal(ctx, folder, unitId, await lockOfFolder(ctx.db, personId, folder));
    filled.push(await fillProposal(ctx, one, waiting.slice(0, one.room), titles));
    waiting = waiting.slice(one.room);
  }
  return filled;
};

/**
 * Makes proposals of the asker's folders, or adds to those that were made of them before: one for each top folder, the
 * folders below as its sections, in the order in which people read their names; where one is full, another is begun. What
 * was added before, and what the asker may not see, adds nothing.
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
    for (const [folder, branches] of byTopFolder(folders))
      items.push(...(await gatherOne(ctx, folder, branches, unitId, titles)));
    return { items };
  });
