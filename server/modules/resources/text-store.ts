import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { Sha256 } from "../../ids.ts";
import type { PageWords } from "./page-words.ts";
import type { FilePassageTable, TextStatus } from "./tables.ts";

type Db = Kysely<Database>;

export type ExtractedPassage = Omit<FilePassageTable, "sha256" | "position">;

export interface ExtractedText {
  status: TextStatus;
  reason: string | null;
  pageCount: number | null;
  passages: ExtractedPassage[];
  /** Of scanned pages, where the words stand that were recognized. */
  recognized?: readonly PageWords[];
  /** Title, subject and keywords, where the document says them of itself. */
  properties?: Record<string, string>;
}

/** Of one file at most this many passages are searched: a very long book is found by its first part. */
export const mostSearchedPassages = 2000;

/** Keeps what was read from a blob; reading it again replaces it. Call it within a transaction. */
export const saveText = async (db: Db, sha256: Sha256, text: ExtractedText, now: Date): Promise<void> => {
  // Two jobs may have read the same bytes: where there is no row yet, no lock on one makes them take turns.
  await sql`select pg_advisory_xact_lock(hashtext('text'), hashtext(${sha256}))`.execute(db);
  await db.deleteFrom("file_text").where("sha256", "=", sha256).execute();
  await db
    .insertInto("file_text")
    .values({
      sha256,
      status: text.status,
      reason: text.passages.length > mostSearchedPassages ? "long" : text.reason,
      page_count: text.pageCount,
      properties: JSON.stringify(text.properties ?? {}),
      extracted_at: now,
    })
    .execute();
  for (let from = 0; from < text.passages.length; from += 1000) {
    const rows = text.passages
      .slice(from, from + 1000)
      .map((passage, index) => ({ sha256, position: from + index, ...passage }));
    await db.insertInto("file_passage").values(rows).execute();
  }
  for (const { page, runs } of text.recognized ?? [])
    await db
      .insertInto("file_recognized_page")
      .values({ sha256, page, runs: JSON.stringify(runs) })
      .execute();
};

export const hasText = async (db: Db, sha256: Sha256): Promise<boolean> =>
  (await db.selectFrom("file_text").select("sha256").where("sha256", "=", sha256).executeTakeFirst()) !==
  undefined;

/** The passages of blobs in order: of each the first `most`, or as many as are searched. */
export const listPassages = (db: Db, sha256s: readonly Sha256[], most = mostSearchedPassages) =>
  db
    .selectFrom("file_passage")
    .select(["sha256", "position", "page", "page_kind", "text"])
    .where(sql<boolean>`sha256 = any(${[...sha256s]}::text[])`)
    .where("position", "<", most)
    .orderBy("sha256")
    .orderBy("position")
    .execute();

/** The scanned pages of a blob on which words were recognized, in their order. */
export const listRecognizedPages = (db: Db, sha256: Sha256): Promise<PageWords[]> =>
  db
    .selectFrom("file_recognized_page")
    .select(["page", "runs"])
    .where("sha256", "=", sha256)
    .orderBy("page")
    .execute();
