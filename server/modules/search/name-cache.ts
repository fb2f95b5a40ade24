import type { Kysely } from "kysely";
import { LRUCache } from "lru-cache";
import type { Database } from "../../db/schema.ts";
import type { PersonId, UnitId } from "../../ids.ts";
import { listNames } from "./search-store.ts";

const mostNames = 20_000;
/** How long a renamed campus or person is still listed by the old name. */
const keptForMs = 30_000;

/** The names that facets show. Only asked for keys that a search in the asker's scope has counted. */
export class NameCache {
  readonly #names = new LRUCache<string, string>({ max: mostNames, ttl: keptForMs });

  async read(
    db: Kysely<Database>,
    campusIds: readonly UnitId[],
    authorIds: readonly PersonId[],
  ): Promise<Map<string, string>> {
    const names = new Map<string, string>();
    const isMissing = (id: string): boolean => {
      const name = this.#names.get(id);
      if (name !== undefined) names.set(id, name);
      return name === undefined;
    };
    const [campuses, authors] = [campusIds.filter(isMissing), authorIds.filter(isMissing)];
    if (campuses.length + authors.length === 0) return names;
    for (const [id, name] of await listNames(db, campuses, authors)) {
      this.#names.set(id, name);
      names.set(id, name);
    }
    return names;
  }
}
