import { setTimeout as sleep } from "node:timers/promises";
import { type EnqueuedTask, Meilisearch, type Settings, type Task } from "meilisearch";
import { DomainError, Unavailable } from "../../../errors.ts";
import { covers, differs, passageSettings, resourceSettings } from "./index-settings.ts";

export interface MeilisearchOptions {
  url: string;
  apiKey: string;
  /** Begins the names of our indexes, so that several installations can share a server. */
  indexPrefix: string;
  /** How long a person who asks waits for it; 3 seconds unless told. */
  questionTimeoutMs?: number;
}

/** The two indexes that belong together. */
export interface Generation {
  resources: string;
  passages: string;
}

/** Of what our documents hold: with another one the indexes have other names, and are filled anew. */
const format = 3;
const ownNames = /^(?:resources|passages)(?:_v\d+)?(?:_next)?$/;

/** Says that an index was filled from the database, and has not been made by the first write after a loss. */
const builtMark = "built";

const requestTimeoutMs = 10_000;
const taskTimeoutMs = 300_000;
const betweenLooksMs = 20;

/** The server, its tasks followed to their end, and every failure as Unavailable. */
export class Connection {
  readonly client: Meilisearch;
  readonly current: Generation;
  readonly next: Generation;
  readonly #settled = new Set<string>();
  readonly #prefix: string;

  constructor({ url, apiKey, indexPrefix }: MeilisearchOptions) {
    this.client = new Meilisearch({ host: url, apiKey, timeout: requestTimeoutMs });
    this.#prefix = indexPrefix;
    const name = (kind: string) => `${indexPrefix}_${kind}_v${format}`;
    this.current = { resources: name("resources"), passages: name("passages") };
    this.next = { resources: `${name("resources")}_next`, passages: `${name("passages")}_next` };
  }

  async ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      return await question();
    } catch (cause) {
      if (cause instanceof DomainError) throw cause;
      if ((cause as { response?: Response }).response?.status === 400)
        throw new Unavailable("search.refused", "The search engine could not take a request.", { cause });
      throw new Unavailable("search.unavailable", "The search engine does not answer.", { cause });
    }
  }

  /** Waits for a task; one that failed is an error with the server's words as its cause. */
  run(enqueue: () => Promise<EnqueuedTask>): Promise<void> {
    return this.ask(async () => {
      const task = await this.#waitFor((await enqueue()).taskUid);
      if (task.status === "succeeded") return;
      const cause = new Error(task.error?.message ?? `task ${task.uid} was ${task.status}`);
      throw new Unavailable("search.task-failed", "The search engine could not take a change.", { cause });
    });
  }

  async exists(uid: string): Promise<boolean> {
    return (await this.#orMissing(() => this.client.index(uid).getDocuments({ limit: 0 }))) !== null;
  }

  async isBuilt({ resources }: Generation): Promise<boolean> {
    return (await this.#orMissing(() => this.client.index(resources).getDocument(builtMark))) !== null;
  }

  markBuilt({ resources }: Generation): Promise<void> {
    return this.run(() => this.client.index(resources).addDocuments([{ id: builtMark, scope: [] }]));
  }

  /** Indexes of ours that hold documents of another format. */
  async dropOutdated(): Promise<void> {
    const { results } = await this.ask(() => this.client.getRawIndexes({ limit: 1000 }));
    const kept = new Set([...Object.values(this.current), ...Object.values(this.next)]);
    for (const { uid } of results) {
      const isOwn = uid.startsWith(`${this.#prefix}_`) && ownNames.test(uid.slice(this.#prefix.length + 1));
      if (isOwn && !kept.has(uid)) await this.run(() => this.client.deleteIndex(uid));
    }
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

  /** The client's own waiting gives no single look a limit: a server that hangs would be waited for to the task's. */
  async #waitFor(taskUid: number): Promise<Task> {
    const until = performance.now() + taskTimeoutMs;
    for (;;) {
      const task = await this.client.tasks.getTask(taskUid);
      if (task.status !== "enqueued" && task.status !== "processing") return task;
      if (performance.now() > until) throw new Error(`task ${taskUid} is still ${task.status}`);
      await sleep(betweenLooksMs);
    }
  }

  async #orMissing<Answer>(question: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await this.ask(question);
    } catch (error) {
      const code = ((error as Unavailable).cause as { cause?: { code?: string } } | undefined)?.cause?.code;
      if (code === "index_not_found" || code === "document_not_found") return null;
      throw error;
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
