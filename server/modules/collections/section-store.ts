import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { CollectionId, SectionId } from "./tables.ts";

type Db = Kysely<Database>;

export interface SectionRow {
  id: SectionId;
  parent_id: SectionId | null;
  title: string;
  summary: string;
  folder: string | null;
}

const columns = ["id", "parent_id", "title", "summary", "folder"] as const;

/** Siblings in their order. */
export const listSections = (db: Db, collectionId: CollectionId): Promise<SectionRow[]> =>
  db
    .selectFrom("collection_section")
    .select(columns)
    .where("collection_id", "=", collectionId)
    .orderBy("position")
    .orderBy("id")
    .execute();

/** How many entries stand directly in each section, and under null in none, of those that count. */
export const countEntries = async (
  db: Db,
  collectionId: CollectionId,
  isShown: RawBuilder<boolean>,
): Promise<Map<SectionId | null, number>> => {
  const { rows } = await sql<{ section_id: SectionId | null; count: number }>`
    select entry.section_id, count(*)::int as count
    from collection_entry entry join resource on resource.id = entry.resource_id
    where entry.collection_id = ${collectionId} and entry.state = 'in' and ${isShown}
    group by entry.section_id`.execute(db);
  return new Map(rows.map(({ section_id, count }) => [section_id, count]));
};

export const insertSections = async (
  db: Db,
  collectionId: CollectionId,
  sections: readonly SectionRow[],
): Promise<void> => {
  if (sections.length === 0) return;
  const rows = sections.map((section) => ({ ...section, collection_id: collectionId, position: 0 }));
  await db.insertInto("collection_section").values(rows).execute();
};

export const updateSection = async (
  db: Db,
  id: SectionId,
  change: Partial<Pick<SectionRow, "parent_id" | "title" | "summary">>,
): Promise<void> => {
  if (Object.keys(change).length === 0) return;
  await db.updateTable("collection_section").set(change).where("id", "=", id).execute();
};

/** Numbers siblings by their order here, those of several parents one family after the other. */
export const orderSections = async (db: Db, ids: readonly SectionId[]): Promise<void> => {
  await sql`update collection_section section set position = wanted.place
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, place)
    where section.id = wanted.id and section.position <> wanted.place`.execute(db);
};

/** What stood in it stands in its parent then. */
export const deleteSection = async (db: Db, id: SectionId, parentId: SectionId | null): Promise<void> => {
  await sql`update collection_entry set section_id = ${parentId}::uuid where section_id = ${id}`.execute(db);
  await sql`update collection_section set parent_id = ${parentId}::uuid where parent_id = ${id}`.execute(db);
  await db.deleteFrom("collection_section").where("id", "=", id).execute();
};
