import { Unavailable } from "../../errors.ts";
import type { ResourceId } from "../../ids.ts";
import { batchesOf } from "./batches.ts";
import { KeptFor } from "./kept-for.ts";
import { Connection, type MeilisearchOptions } from "./meilisearch/connection.ts";
import { Patience } from "./meilisearch/patience.ts";
import { searchResources } from "./meilisearch/search.ts";
import { spellingsOf } from "./meilisearch/spell.ts";
import { suggestFor } from "./meilisearch/suggest.ts";
import { putInto, removeFrom, removeWhileFilling, sweepMarks } from "./meilisearch/write.ts";
import type {
  ScopeKey,
  SearchDocument,
  SearchIndex,
  SearchRequest,
  SearchResult,
  Spelling,
  Suggestion,
} from "./search-index.ts";

export type { MeilisearchOptions } from "./meilisearch/connection.ts";

/** The makers advise large batches; this many characters of text stay well below the server's limit on a request. */
const batchSize = { mostDocuments: 2000, mostCharacters: 4_000_000 };

/** How long a loss of the index may go unnoticed that a write has made anew. */
const wholeForMs = 2000;

/** Meilisearch: one index of resources, which finds, filters and counts, and one of passages, which shows where. */
export class MeilisearchIndex implements SearchIndex {
  readonly #connection: Connection;
  readonly #patience: Patience;
  readonly #isWhole = new KeptFor<boolean>(wholeForMs);

  constructor(options: MeilisearchOptions) {
    this.#connection = new Connection(options);
    this.#patience = new Patience(options.questionTimeoutMs ?? 3000);
  }

  async put(documents: SearchDocument[]): Promise<void> {
    const { current, next } = this.#connection;
    await this.#connection.prepare(current);
    for (const batch of batchesOf(documents, batchSize)) {
      if (await this.#connection.isFilling()) await putInto(this.#connection, next, batch, false);
      await putInto(this.#connection, current, batch, false);
      // A rebuild that began meanwhile may have read these before they changed.
      if (await this.#connection.isFilling()) await putInto(this.#connection, next, batch, false);
    }
  }

  async remove(ids: ResourceId[]): Promise<void> {
    const { current, next } = this.#connection;
    await this.#connection.prepare(current);
    await removeFrom(this.#connection, current, ids);
    if (await this.#connection.isFilling()) await removeWhileFilling(this.#connection, next, ids);
  }

  search(request: SearchRequest): Promise<SearchResult> {
    return this.#fromWhole(() => searchResources(this.#connection, request));
  }

  suggest(
    prefix: string,
    scope: ScopeKey[],
    limit: number,
    exclude: ResourceId[] = [],
  ): Promise<Suggestion[]> {
    return this.#fromWhole(() => suggestFor(this.#connection, prefix, { scope, exclude }, limit));
  }

  spellings(word: string, scope: ScopeKey[], limit: number, exclude: ResourceId[] = []): Promise<Spelling[]> {
    return this.#fromWhole(() => spellingsOf(this.#connection, word, { scope, exclude }, limit));
  }

  async count(): Promise<number> {
    const { client, current } = this.#connection;
    const { total } = await this.#connection.ask(() =>
      // The mark of a finished rebuild and those of removals have no key.
      client.index(current.resources).getDocuments({ filter: "key EXISTS", limit: 0 }),
    );
    return total;
  }

  /** Whether the index is missing, or was never filled from the database since it was made. */
  async needsRebuild(): Promise<boolean> {
    return !(await this.#connection.isBuilt(this.#connection.current));
  }

  async rebuild(fill: (put: (documents: SearchDocument[]) => Promise<void>) => Promise<void>): Promise<void> {
    const connection = this.#connection;
    const { client, current, next } = connection;
    await connection.prepare(current);
    await connection.drop(next);
    await connection.prepare(next);
    try {
      await fill(async (documents) => {
        for (const batch of batchesOf(documents, batchSize)) await putInto(connection, next, batch, true);
      });
      await sweepMarks(connection, next);
      await connection.markBuilt(next);
      await connection.run(() =>
        client.swapIndexes([
          { indexes: [current.resources, next.resources], rename: false },
          { indexes: [current.passages, next.passages], rename: false },
        ]),
      );
    } finally {
      await connection.drop(next);
    }
    await connection.dropOutdated();
  }

  /** An index that is still to be filled, at the first start or after a loss, would answer as if there were no more. */
  #fromWhole<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    return this.#patience.ask(async () => {
      if (!(await this.#isWhole.read(async () => !(await this.needsRebuild())))) {
        this.#isWhole.forget();
        throw new Unavailable("search.unfilled", "The search index is being filled.");
      }
      return ask();
    });
  }

  async check(): Promise<void> {
    await this.#connection.ask(() => this.#connection.client.health());
  }

  /** Nothing stays open between requests. */
  async close(): Promise<void> {}
}
