import type { Kysely } from "kysely";
import type { Database } from "../../db/schema.ts";
import { newId } from "../../ids.ts";
import { mostSections } from "./limits.ts";
import { placeNaturally } from "./natural-order.ts";
import { insertSections, listSections, orderSections, type SectionRow } from "./section-store.ts";
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
  const keyOf = (parentId: SectionId | null, folder: string | null) => `${parentId}/${folder}`;
  const known = new Map(there.toReversed().map((one) => [keyOf(one.parent_id, one.folder), one]));

  for (const names of lines) {
    let parentId: SectionId | null = null;
    for (const folder of names) {
      const key = keyOf(parentId, folder);
      let next = known.get(key);
      if (!next) {
        if (there.length + made.length >= mostSections) break;
        next = { id: newId() as SectionId, parent_id: parentId, title: folder, summary: "", folder };
        made.push(next);
        known.set(key, next);
      }
      parentId = next.id;
    }
  }
  await insertSections(db, collectionId, made);
  const siblings = Map.groupBy(there, (one) => one.parent_id);
  const placed = [...Map.groupBy(made, (one) => one.parent_id)].flatMap(([parentId, added]) =>
    placeNaturally(siblings.get(parentId) ?? [], added, ({ title }) => title),
  );
  await orderSections(
    db,
    placed.map(({ id }) => id),
  );
  return (names) => {
    let sectionId: SectionId | null = null;
    for (const folder of names) {
      const next = known.get(keyOf(sectionId, folder));
      if (!next) break;
      sectionId = next.id;
    }
    return sectionId;
  };
};
