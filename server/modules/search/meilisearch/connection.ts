import { type EnqueuedTaskPromise, Meilisearch, type Settings } from "meilisearch";
import { DomainError, Unavailable } from "../../../errors.ts";
import { covers, differs, passageSettings, resourceSettings } from "./index-settings.ts";

export interface MeilisearchOptions {
  url: string;
  apiKey: string;
  /** Begins the names of our indexes, so that several installations can share a server. */
  indexPrefix: string;
}

/** The two indexes that belong together. */
export interface Generation {
  resources: string;
  passages: string;
}

const requestTimeoutMs = 10_000;
const taskTimeoutMs = 300_000;

/** The server, its tasks followed to their end, and every failure as Unavailable. */
export class Connection {
  readonly client: Meilisearch;
  readonly current: Generation;
  readonly next: Generation;
  readonly #settled = new Set<string>();

  constructor({ url, apiKey, indexPrefix }: MeilisearchOptions) {
    this.client = new Meilisearch({ host: url, apiKey, timeout: requestTimeoutMs });
    this.current = { resources: `${indexPrefix}_resources`, passages: `${indexPrefix}_passages` };
    this.next = { resources: `${indexPrefix}_resources_next`, passages: `${indexPrefix}_passages_next` };
  }

  async ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      return await question();
    } catch (cause) {
      if (cause instanceof DomainError) throw cause;
      throw new Unavailable("search.unavailable", "The search engine does not answer.", { cause });
    }
  }

  /** Waits for a task; one that failed is an error with the server's words as its cause. */
  run(enqueue: () => EnqueuedTaskPromise): Promise<void> {
    return this.ask(async () => {
      const task = await enqueue().waitTask({ timeout: taskTimeoutMs, interval: 20 });
      if (task.status === "succeeded") return;
      const cause = new Error(task.error?.message ?? `task ${task.uid} was ${task.status}`);
      throw new Unavailable("search.task-failed", "The search engine could not take a change.", { cause });
    });
  }

  async exists(uid: string): Promise<boolean> {
    const { total } = await this.ask(() => this.client.index(uid).getDocuments({ limit: 0 })).catch(
      (error: Unavailable) => {
        const code = (error.cause as { cause?: { code?: string } } | undefined)?.cause?.code;
        if (code === "index_not_found") return { total: null };
        throw error;
      },
    );
    return total !== null;
  }

  /**
   * Whether a rebuild is filling the second generation: its passages have their settings. An index without them was made
   * by the server itself for a late write, after a rebuild had dropped it, and nothing belongs into it.
   */
  async isFilling(): Promise<boolean> {
    if (!(await this.exists(this.next.passages))) return false;
    const { filterableAttributes } = await this.ask(() =>
      this.client.index(this.next.passages).getSettings(),
    );
    return covers(filterableAttributes, passageSettings.filterableAttributes);
  }

  /** Makes what is missing and changes settings only where they differ: each change indexes everything again. */
  async prepare({ resources, passages }: Generation): Promise<void> {
    await this.#prepareIndex(resources, "id", resourceSettings);
    await this.#prepareIndex(passages, "id", passageSettings);
  }

  async drop({ resources, passages }: Generation): Promise<void> {
    for (const uid of [resources, passages]) {
      this.#settled.delete(uid);
      if (await this.exists(uid)) await this.run(() => this.client.deleteIndex(uid));
    }
  }

  async #prepareIndex(uid: string, primaryKey: string, settings: Settings): Promise<void> {
    const exists = await this.exists(uid);
    if (exists && this.#settled.has(uid)) return;
    if (!exists) await this.#create(uid, primaryKey);
    const actual = await this.ask(() => this.client.index(uid).getSettings());
    if (differs(settings, actual)) await this.run(() => this.client.index(uid).updateSettings(settings));
    this.#settled.add(uid);
  }

  async #create(uid: string, primaryKey: string): Promise<void> {
    try {
      await this.run(() => this.client.createIndex(uid, { primaryKey }));
    } catch (error) {
      // Another process may have been quicker.
      if (!(await this.exists(uid))) throw error;
    }
  }
}
