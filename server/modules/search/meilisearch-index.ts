import type { ResourceId } from "../../ids.ts";
import { batchesOf } from "./batches.ts";
import { headOf } from "./document-terms.ts";
import { Connection, type MeilisearchOptions } from "./meilisearch/connection.ts";
import type { StoredResource } from "./meilisearch/documents.ts";
import { isAmong } from "./meilisearch/encode.ts";
import { questionOf } from "./meilisearch/question.ts";
import { searchResources } from "./meilisearch/search.ts";
import { putInto, removeFrom, removeWhileFilling, sweepMarks } from "./meilisearch/write.ts";
import { parseQuery } from "./parse-query.ts";
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

/** Meilisearch: one index of resources, which finds, filters and counts, and one of passages, which shows where. */
export class MeilisearchIndex implements SearchIndex {
  readonly #connection: Connection;

  constructor(options: MeilisearchOptions) {
    this.#connection = new Connection(options);
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
    return searchResources(this.#connection, request);
  }

  async suggest(prefix: string, scope: ScopeKey[], limit: number): Promise<Suggestion[]> {
    const head = headOf(prefix);
    const { terms } = parseQuery(prefix);
    if (!head || terms.length === 0) return [];
    const { hits } = await this.#connection.ask(() =>
      this.#connection.client
        .index<StoredResource>(this.#connection.current.resources)
        .search(questionOf(terms), {
          filter: isAmong("scope", scope),
          attributesToSearchOn: ["title", "pinyin"],
          matchingStrategy: "all",
          sort: ["reuseCount:desc"],
          // More than asked for: titles that begin so go first, and equal titles are shown once.
          limit: Math.max(100, limit * 4),
        }),
    );
    const begins = hits.filter(({ titleText }) => headOf(titleText).startsWith(head));
    const found = new Map<string, Suggestion>();
    for (const { id, titleText } of [...begins, ...hits]) {
      if (!found.has(titleText)) {
        found.set(titleText, { kind: "title", text: titleText, key: id, resourceId: id as ResourceId });
      }
    }
    return [...found.values()].slice(0, limit);
  }

  async spellings(): Promise<Spelling[]> {
    return [];
  }

  async count(): Promise<number> {
    const { client, current } = this.#connection;
    const { total } = await this.#connection.ask(() =>
      client.index(current.resources).getDocuments({ limit: 0 }),
    );
    return total;
  }

  /** Whether the index is missing or empty, as on first start or after it was deleted. */
  async needsRebuild(): Promise<boolean> {
    return !(await this.#connection.exists(this.#connection.current.resources)) || (await this.count()) === 0;
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
      await connection.run(() =>
        client.swapIndexes([
          { indexes: [current.resources, next.resources], rename: false },
          { indexes: [current.passages, next.passages], rename: false },
        ]),
      );
    } finally {
      await connection.drop(next);
    }
  }

  async check(): Promise<void> {
    await this.#connection.ask(() => this.#connection.client.health());
  }

  /** Nothing stays open between requests. */
  async close(): Promise<void> {}
}
