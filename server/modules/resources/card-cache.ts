import type { Kysely, RawBuilder } from "kysely";
import { LRUCache } from "lru-cache";
import type { Database } from "../../db/schema.ts";
import type { ResourceId } from "../../ids.ts";
import { type CardRow, listVisibleCards } from "./card-store.ts";

const mostCards = 5000;
/** A campus or a person may be renamed, which no stamp of a resource tells: a card shows the old name for this long. */
const keptForMs = 30_000;

/**
 * What cards show, kept while the resource's row is the one that it was read with. Knows nothing of who asks: callers have
 * checked that, and what is not here is read under the same condition.
 */
export class CardCache {
  readonly #cards = new LRUCache<ResourceId, CardRow & { stamp: string }>({
    max: mostCards,
    ttl: keptForMs,
  });

  /** The cards' rows of what was found just now; without those that have become invisible since. */
  async read(
    db: Kysely<Database>,
    found: readonly { id: ResourceId; stamp: string }[],
    isVisible: RawBuilder<boolean>,
  ): Promise<Map<ResourceId, CardRow>> {
    const cards = new Map<ResourceId, CardRow>();
    const missing: ResourceId[] = [];
    for (const { id, stamp } of found) {
      const kept = this.#cards.get(id);
      if (kept?.stamp === stamp) cards.set(id, kept);
      else missing.push(id);
    }
    for (const row of await listVisibleCards(db, missing, isVisible)) {
      this.#cards.set(row.id, row);
      cards.set(row.id, row);
    }
    return cards;
  }
}
