import { Unavailable } from "../../errors.ts";
import type { ResourceId } from "../../ids.ts";
import { batchesOf } from "./batches.ts";
import { Filler } from "./embedded/filler.ts";
import { Lane } from "./embedded/lane.ts";
import { unpackResult } from "./embedded/packed-result.ts";
import type {
  ScopeKey,
  SearchDocument,
  SearchIndex,
  SearchRequest,
  SearchResult,
  Spelling,
  Suggestion,
} from "./search-index.ts";

export interface EmbeddedIndexOptions {
  directory: string;
  /** A reader never writes or repairs; any number of processes may be readers or writers of one directory. */
  role: "reader" | "writer";
  searchTimeoutMs?: number;
  writeTimeoutMs?: number;
}

/** How much goes to the worker at once: one transaction each, short enough for others to write between them. */
const batchSize = { mostDocuments: 200, mostCharacters: 1_000_000 };

/** SQLite FTS5 in two worker threads, one that reads and one that writes, each started when it is first needed. */
export class EmbeddedIndex implements SearchIndex {
  readonly #directory: string;
  readonly #writeTimeoutMs: number;
  readonly #reading: Lane<"read">;
  readonly #writing: Lane<"write"> | null;

  constructor({ directory, role, searchTimeoutMs = 5000, writeTimeoutMs = 120_000 }: EmbeddedIndexOptions) {
    this.#directory = directory;
    this.#writeTimeoutMs = writeTimeoutMs;
    this.#reading = new Lane(directory, "read", searchTimeoutMs);
    this.#writing = role === "writer" ? new Lane(directory, "write", writeTimeoutMs) : null;
  }

  async put(documents: SearchDocument[]): Promise<void> {
    for (const batch of batchesOf(documents, batchSize)) await this.#writer().call("put", batch);
  }

  async remove(ids: ResourceId[]): Promise<void> {
    await this.#writer().call("remove", ids);
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    return unpackResult(
      await this.#reading.call("search", { ...request, text: request.text.slice(0, 1000) }),
    );
  }

  suggest(
    prefix: string,
    scope: ScopeKey[],
    limit: number,
    exclude: ResourceId[] = [],
  ): Promise<Suggestion[]> {
    return this.#reading.call("suggest", prefix.slice(0, 1000), scope, limit, exclude);
  }

  spellings(word: string, scope: ScopeKey[], limit: number, exclude: ResourceId[] = []): Promise<Spelling[]> {
    return this.#reading.call("spellings", word.slice(0, 1000), scope, limit, exclude);
  }

  count(): Promise<number> {
    return this.#reading.call("count");
  }

  /**
   * Whether the index began empty (first start, a lost, damaged or outdated file) and has not been rebuilt since. A writer
   * that is asked replaces what is damaged.
   */
  needsRebuild(): Promise<boolean> {
    return this.#writing ? this.#writing.call("needsRebuild") : this.#reading.call("needsRebuild");
  }

  async rebuild(fill: (put: (documents: SearchDocument[]) => Promise<void>) => Promise<void>): Promise<void> {
    const writer = this.#writer();
    const generation = await writer.call("beginRebuild");
    const helper = new Lane(this.#directory, "write", this.#writeTimeoutMs);
    try {
      const filler = new Filler({ generation, writer, helper });
      await fill((documents) => filler.put(documents));
      await filler.finish();
      while (!(await writer.call("settle", generation)));
      await writer.call("finishRebuild", generation);
    } catch (error) {
      // A dead worker cannot tidy up; the next rebuild does.
      await writer.call("abandonRebuild", generation).catch(() => undefined);
      throw error;
    } finally {
      await helper.close();
    }
  }

  async check(): Promise<void> {
    await this.count();
  }

  async close(): Promise<void> {
    await Promise.all([this.#reading.close(), this.#writing?.close()]);
  }

  /** The threads that run now, for tests that kill them. */
  get workers() {
    return [this.#reading.worker, this.#writing?.worker ?? null].filter((worker) => worker !== null);
  }

  #writer(): Lane<"write"> {
    if (!this.#writing)
      throw new Unavailable("search.read-only", "This process only reads the search index.");
    return this.#writing;
  }
}
