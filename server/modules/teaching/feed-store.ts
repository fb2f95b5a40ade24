import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId } from "../../ids.ts";
import type { PlanId } from "../plans/index.ts";
import type { FeedId } from "./tables.ts";

type Db = Kysely<Database>;

const columns = ["id", "person_id", "plan_id", "created_at", "fetched_at"] as const;

export type FeedRow = Awaited<ReturnType<typeof listFeeds>>[number];

/** A person's own, latest first. */
export const listFeeds = (db: Db, personId: PersonId) =>
  db
    .selectFrom("calendar_feed")
    .select(columns)
    .where("person_id", "=", personId)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();

/** Holds back other transactions that would add one for the person until this one ends. */
export const lockFeedsOf = async (db: Db, personId: PersonId): Promise<void> => {
  await db.selectFrom("person").select("id").where("id", "=", personId).forNoKeyUpdate().execute();
};

export const findFeedByToken = (db: Db, tokenHash: string) =>
  db.selectFrom("calendar_feed").select(columns).where("token_hash", "=", tokenHash).executeTakeFirst();

export const insertFeed = async (
  db: Db,
  feed: { id: FeedId; personId: PersonId; planId: PlanId | null; tokenHash: string; now: Date },
): Promise<void> => {
  await db
    .insertInto("calendar_feed")
    .values({
      id: feed.id,
      person_id: feed.personId,
      plan_id: feed.planId,
      token_hash: feed.tokenHash,
      created_at: feed.now,
      fetched_at: null,
      changed_at: feed.now,
    })
    .execute();
};

/** Whether there was one of the person's to remove. */
export const deleteFeed = async (db: Db, personId: PersonId, id: FeedId): Promise<boolean> => {
  const deleted = await db
    .deleteFrom("calendar_feed")
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .returning("id")
    .executeTakeFirst();
  return deleted !== undefined;
};

/** Notes what is answered now. Answers since when it has been the same; undefined where the feed is gone. */
export const noteFetch = async (
  db: Db,
  id: FeedId,
  contentHash: string,
  now: Date,
): Promise<Date | undefined> => {
  const { rows } = await sql<{ changed_at: Date }>`
    update calendar_feed set fetched_at = ${now}, content_hash = ${contentHash},
      changed_at = case when content_hash = ${contentHash} then changed_at else ${now}::timestamptz end
    where id = ${id} returning changed_at`.execute(db);
  return rows[0]?.changed_at;
};
