import type { Kysely } from "kysely";
import type { Database } from "../../db/schema.ts";
import { newId } from "../../ids.ts";
import { mostSections } from "./limits.ts";
import { placeNaturally } from "./natural-order.ts";
import { insertSection, listSections, orderSections, type SectionRow } from "./section-store.ts";
import type { CollectionId, SectionId } from "./tables.ts";

/**
 * Makes the sections that are still missing for these lines of folder names, each at its natural place among its siblings,
 * and answers which section stands for a line. Where there is no room for more, the one above it does.
 */
export const openSections = async (
  db: Kysely<Database>,
  collectionId: CollectionId,
  lines: readonly string[][],
): Promise<(names: readonly string[]) => SectionId | null> => {
  const there = await listSections(db, collectionId);
  const made: SectionRow[] = [];
  const childOf = (parentId: SectionId | null, folder: string) =>
    [...there, ...made].find((one) => one.parent_id === parentId && one.folder === folder);

  for (const names of lines) {
    let parentId: SectionId | null = null;
    for (const folder of names) {
      const known = childOf(parentId, folder);
      if (!known && there.length + made.length >= mostSections) break;
      const next: SectionRow = known ?? {
        id: newId() as SectionId,
        parent_id: parentId,
        title: folder,
        summary: "",
        folder,
      };
      if (!known) made.push(next);
      parentId = next.id;
    }
  }
  for (const section of made) await insertSection(db, collectionId, section);
  for (const [parentId, added] of Map.groupBy(made, (one) => one.parent_id)) {
    const siblings = there.filter((one) => one.parent_id === parentId);
    const placed = placeNaturally(siblings, added, ({ title }) => title);
    await orderSections(
      db,
      placed.map(({ id }) => id),
    );
  }
  return (names) => {
    let sectionId: SectionId | null = null;
    for (const folder of names) {
      const next = childOf(sectionId, folder);
      if (!next) break;
      sectionId = next.id;
    }
    return sectionId;
  };
};
