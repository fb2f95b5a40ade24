import type { Kysely, RawBuilder } from "kysely";
import { LRUCache } from "lru-cache";
import type { z } from "zod";
import type { Database } from "../../db/schema.ts";
import type { ResourceId } from "../../ids.ts";
import { listVisibleCards } from "./card-store.ts";
import type { ResourceCard } from "./schema.ts";
import { cardView } from "./view.ts";

type Card = z.input<typeof ResourceCard>;

const mostCards = 5000;
/** A campus or a person may be renamed, which no stamp of a resource tells: a card shows the old name for this long. */
const keptForMs = 30_000;

/**
 * Cards as those who may see a resource see them, kept while the resource's row is the one that they were made from.
 * Knows nothing of who asks: callers have checked that, and what is not here is read under the same condition.
 */
export class CardCache {
  readonly #cards = new LRUCache<ResourceId, { stamp: string; card: Card }>({
    max: mostCards,
    ttl: keptForMs,
  });

  /** The cards of what was found just now; without those that have become invisible since. */
  async read(
    db: Kysely<Database>,
    found: readonly { id: ResourceId; stamp: string }[],
    isVisible: RawBuilder<boolean>,
  ): Promise<Map<ResourceId, Card>> {
    const cards = new Map<ResourceId, Card>();
    const missing: ResourceId[] = [];
    for (const { id, stamp } of found) {
      const kept = this.#cards.get(id);
      if (kept?.stamp === stamp) cards.set(id, kept.card);
      else missing.push(id);
    }
    for (const row of await listVisibleCards(db, missing, isVisible)) {
      const card = cardView(row, false);
      this.#cards.set(row.id, { stamp: row.stamp, card });
      cards.set(row.id, card);
    }
    return cards;
  }
}
