import { expect } from "vitest";
import type { Client } from "../support/client.ts";
import type { TestSystem } from "../support/system.ts";

export interface Change {
  kind: "resource" | "plan";
  id: string;
  change: "put" | "gone";
  revision: number | null;
}

/** All pages after `since`, and where they end. */
export const readFeed = async (
  client: Client,
  since?: string,
  query: Record<string, string | number> = {},
): Promise<{ items: Change[]; cursor: string }> => {
  const items: Change[] = [];
  let cursor = since;
  for (let hasMore = true; hasMore; ) {
    const asked = { ...query, ...(cursor ? { since: cursor } : {}) };
    const { body } = await client.get("/api/sync/changes").query(asked).expect(200);
    items.push(...body.items);
    cursor = body.nextCursor;
    hasMore = body.hasMore;
  }
  return { items, cursor: cursor as string };
};

/** Other tests beside this one use the same cluster: their transactions may hold the feed back for a moment. */
export const untilSettled = async ({ connection }: TestSystem): Promise<void> => {
  const { rows } = await connection.pool.query("select pg_current_xact_id()::text as xid");
  const own = rows[0].xid;
  const isPast = async () => {
    const answer = await connection.pool.query(
      "select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as past",
      [own],
    );
    return answer.rows[0].past as boolean;
  };
  await expect.poll(isPast, { timeout: 30_000 }).toBe(true);
};

export const idsOf = (items: readonly Change[], change: Change["change"]): string[] =>
  items.filter((one) => one.change === change).map(({ id }) => id);
