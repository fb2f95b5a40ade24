import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Conflict, Invalid, NotFound } from "../../errors.ts";
import { newId } from "../../ids.ts";
import { listSectionResources, orderEntries } from "./entry-store.ts";
import { mostLevels, mostSections } from "./limits.ts";
import { loadForChange, noteCollection } from "./load-collection.ts";
import { canEdit } from "./policy.ts";
import type { NewSection, SectionEdit } from "./schema.ts";
import {
  deleteSection,
  insertSections,
  listSections,
  orderSections,
  type SectionRow,
  updateSection,
} from "./section-store.ts";
import { inTreeOrder, mayStandBelow, placeAfter } from "./section-tree.ts";
import { touchCollection } from "./store.ts";
import type { CollectionId, SectionId } from "./tables.ts";

const unknownPlace = (path: string) => {
  const field = { path, code: "unknown", message: "is not in this collection" };
  return new Invalid("collection.place", "There is no such place in this collection.", { fields: [field] });
};

/** The ids of the siblings below `parentId`, with this section at its place. */
const siblingsWith = (
  sections: readonly SectionRow[],
  id: SectionId | null,
  parentId: SectionId | null,
  placed: { section: SectionId; afterId: SectionId | null | undefined },
): SectionId[] => {
  if (parentId !== null && !sections.some((one) => one.id === parentId)) throw unknownPlace("parentId");
  if (!mayStandBelow(sections, id, parentId))
    throw new Conflict("collection.too-deep", `A collection has at most ${mostLevels} levels.`);
  const there = sections.filter((one) => one.parent_id === parentId).map((one) => one.id);
  const ordered = placeAfter(there, placed.section, placed.afterId);
  if (!ordered) throw unknownPlace("afterId");
  return ordered;
};

export const addSection = (
  ctx: Context,
  id: CollectionId,
  { title, summary = "", parentId = null, afterId }: NewSection,
  ifMatch?: number,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadForChange(ctx, id, canEdit, ifMatch);
    const sections = await listSections(ctx.db, id);
    if (sections.length >= mostSections)
      throw new Conflict("collection.full", `A collection has at most ${mostSections} sections.`);
    const section = newId() as SectionId;
    const order = siblingsWith(sections, null, parentId, { section, afterId });
    await insertSections(ctx.db, id, [{ id: section, parent_id: parentId, title, summary, folder: null }]);
    await orderSections(ctx.db, order);
    await touchCollection(ctx.db, id);
    await noteCollection(ctx, "section-added", one, { sectionId: section, title });
  });

const requireSection = async (ctx: Context, id: CollectionId, sectionId: SectionId) => {
  const sections = await listSections(ctx.db, id);
  const section = sections.find((one) => one.id === sectionId);
  if (!section) throw new NotFound();
  return { sections, section };
};

export const editSection = (
  ctx: Context,
  id: CollectionId,
  sectionId: SectionId,
  { parentId, afterId, ...change }: SectionEdit,
  ifMatch?: number,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadForChange(ctx, id, canEdit, ifMatch);
    const { sections, section } = await requireSection(ctx, id, sectionId);
    const below = parentId === undefined ? section.parent_id : parentId;
    const isMoved = parentId !== undefined || afterId !== undefined;
    const order = isMoved ? siblingsWith(sections, sectionId, below, { section: sectionId, afterId }) : [];
    await updateSection(ctx.db, sectionId, { ...change, ...(isMoved ? { parent_id: below } : {}) });
    await orderSections(ctx.db, order);
    await touchCollection(ctx.db, id);
    await noteCollection(ctx, "section-edited", one, { sectionId, ...change, ...(isMoved ? { below } : {}) });
  });

/** Dissolves a section: what is in it and below it stands one level higher then, sections in its place. */
export const removeSection = (
  ctx: Context,
  id: CollectionId,
  sectionId: SectionId,
  ifMatch?: number,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadForChange(ctx, id, canEdit, ifMatch);
    const { sections, section } = await requireSection(ctx, id, sectionId);
    const below = sections.filter((other) => other.parent_id === sectionId).map((other) => other.id);
    const order = inTreeOrder(sections)
      .filter((other) => other.parent_id === section.parent_id)
      .flatMap((other) => (other.id === sectionId ? below : [other.id]));
    const entries = [
      ...(await listSectionResources(ctx.db, id, section.parent_id)),
      ...(await listSectionResources(ctx.db, id, sectionId)),
    ];
    await deleteSection(ctx.db, sectionId, section.parent_id);
    await orderEntries(ctx.db, id, entries);
    await orderSections(ctx.db, order);
    await touchCollection(ctx.db, id);
    await noteCollection(ctx, "section-removed", one, { sectionId, title: section.title });
  });
