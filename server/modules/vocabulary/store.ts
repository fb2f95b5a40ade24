import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { SeedTerm } from "./seed/seed-term.ts";
import type { TextbookNodeTable, VocabularyTermTable } from "./tables.ts";

type Db = Kysely<Database>;
type TermRow = Omit<VocabularyTermTable, "attributes" | "is_active"> & {
  attributes: Record<string, unknown>;
  is_active: boolean;
};

/** Bounded, because one statement takes at most 65 535 parameters. */
const rowsAtOnce = 1000;

/** Adds the terms that are not there; those that are, edited or not, stay as they are. */
export async function addMissingTerms(db: Db, terms: SeedTerm[]): Promise<void> {
  const rows = terms.map((term, index) => ({
    scheme: term.scheme,
    key: term.key,
    zh: term.zh,
    en: term.en,
    code: term.code ?? null,
    position: index,
    attributes: JSON.stringify(term.attributes ?? {}),
  }));
  await db
    .insertInto("vocabulary_term")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Adds the nodes that are not there; `nodes` has parents before children. */
export async function addMissingTextbookNodes(db: Db, nodes: TextbookNodeTable[]): Promise<void> {
  for (let from = 0; from < nodes.length; from += rowsAtOnce)
    await db
      .insertInto("textbook_node")
      .values(nodes.slice(from, from + rowsAtOnce))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

const termColumns = ["scheme", "key", "zh", "en", "code", "position", "attributes", "is_active"] as const;

export const listTerms = (db: Db): Promise<TermRow[]> =>
  db
    .selectFrom("vocabulary_term")
    .select(termColumns)
    .orderBy("scheme")
    .orderBy("position")
    .orderBy("key")
    .execute();

export interface TermReference {
  scheme: string;
  key: string;
}

/** Those of `references` that no term answers to, in one statement. A term that is no longer offered is still known. */
export async function findUnknownTerms(db: Db, references: TermReference[]): Promise<TermReference[]> {
  if (references.length === 0) return [];
  const asked = sql<TermReference>`unnest(${references.map((one) => one.scheme)}::text[], ${references.map((one) => one.key)}::text[])`;
  return db
    .selectFrom(asked.as<"asked">(sql`asked (scheme, key)`))
    .select(["asked.scheme", "asked.key"])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("vocabulary_term")
            .select("vocabulary_term.key")
            .whereRef("vocabulary_term.scheme", "=", "asked.scheme")
            .whereRef("vocabulary_term.key", "=", "asked.key"),
        ),
      ),
    )
    .execute();
}

export interface TextbookNodeFilter {
  /** The parent's id, or null for textbooks themselves. */
  parentId: string | null;
  subject?: string;
  edition?: string;
  grade?: string;
  volume?: string;
}

const nodeColumns = [
  "id",
  "parent_id",
  "kind",
  "subject",
  "edition",
  "issue_year",
  "grade",
  "volume",
  "title",
  "position",
] as const;

/** Children of one node, or textbooks; a newer issue before the older one. */
export function listTextbookNodes(db: Db, filter: TextbookNodeFilter): Promise<TextbookNodeTable[]> {
  let query = db
    .selectFrom("textbook_node")
    .select(nodeColumns)
    .where("parent_id", filter.parentId === null ? "is" : "=", filter.parentId);
  for (const field of ["subject", "edition", "grade", "volume"] as const)
    if (filter[field] !== undefined) query = query.where(field, "=", filter[field]);
  return query
    .orderBy("subject")
    .orderBy("edition")
    .orderBy("position")
    .orderBy("issue_year", (order) => order.desc().nullsLast())
    .orderBy("id")
    .execute();
}

/** For each of `ids` that exists, the nodes from its textbook down to itself; one statement for all. */
export async function findTextbookPaths(db: Db, ids: string[]): Promise<Map<string, TextbookNodeTable[]>> {
  const paths = new Map<string, TextbookNodeTable[]>();
  if (ids.length === 0) return paths;
  const rows = await db
    .withRecursive("line", (cte) =>
      cte
        .selectFrom("textbook_node")
        .select([...nodeColumns, "id as asked_id", sql<number>`0`.as("height")])
        .where("id", "=", sql<string>`any(${ids}::uuid[])`)
        .unionAll(
          cte
            .selectFrom("line")
            .innerJoin("textbook_node as above", "above.id", "line.parent_id")
            .select(nodeColumns.map((column) => `above.${column}` as const))
            .select(["line.asked_id", sql<number>`line.height + 1`.as("height")]),
        ),
    )
    .selectFrom("line")
    .selectAll()
    .orderBy("height", "desc")
    .execute();
  for (const { asked_id, height: _, ...node } of rows) {
    const path = paths.get(asked_id);
    if (path) path.push(node);
    else paths.set(asked_id, [node]);
  }
  return paths;
}

/** Those of `ids` that exist and all nodes below them, each once, in the order of their places below one parent. */
export const listNodesBelow = (db: Db, ids: string[]): Promise<TextbookNodeTable[]> =>
  db
    .withRecursive("below", (cte) =>
      cte
        .selectFrom("textbook_node")
        .select(nodeColumns)
        .where("id", "=", sql<string>`any(${ids}::uuid[])`)
        .union(
          cte
            .selectFrom("below")
            .innerJoin("textbook_node as child", "child.parent_id", "below.id")
            .select(nodeColumns.map((column) => `child.${column}` as const)),
        ),
    )
    .selectFrom("below")
    .select(nodeColumns)
    .orderBy("position")
    .orderBy("id")
    .execute();
