import type { Kysely } from "kysely";
import type { Database } from "../../db/schema.ts";
import { seedTerms } from "./seed/seed-terms.ts";
import { seedTextbookNodes } from "./seed/seed-textbook-nodes.ts";
import { addMissingTerms, addMissingTextbookNodes } from "./store.ts";

/** Fills in what is missing of the vocabulary; safe to call at every start, also from several processes at once. */
export async function seedVocabulary(db: Kysely<Database>): Promise<void> {
  await addMissingTerms(db, seedTerms);
  await addMissingTextbookNodes(db, seedTextbookNodes);
}
