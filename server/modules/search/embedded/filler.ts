import type { SearchDocument } from "../search-index.ts";
import type { Lane } from "./lane.ts";
import { withPreparation } from "./prepare-document.ts";

/** One transaction and one piece of the word lists each; of larger ones the words do not fit the processor's caches. */
const batchSize = { mostDocuments: 500, mostCharacters: 2_000_000 };

export interface FillerOptions {
  generation: number;
  writer: Lane<"write">;
  /** Another thread, that prepares documents while the writer writes those before; started with the second batch. */
  helper: Lane<"write">;
}

/** Fills a generation in large batches, which the documents that are put wait for. */
export class Filler {
  readonly #options: FillerOptions;
  #waiting: SearchDocument[] = [];
  #characters = 0;
  #writing: Promise<void> | null = null;

  constructor(options: FillerOptions) {
    this.#options = options;
  }

  async put(documents: SearchDocument[]): Promise<void> {
    for (const document of documents) {
      this.#waiting.push(document);
      this.#characters += document.passages.reduce((sum, { text }) => sum + text.length, 0);
      const { mostDocuments, mostCharacters } = batchSize;
      if (this.#waiting.length >= mostDocuments || this.#characters >= mostCharacters) await this.#passOn();
    }
  }

  /** Everything that was put has been written. */
  async finish(): Promise<void> {
    await this.#passOn();
    await this.#writing;
  }

  async #passOn(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#characters = 0;
    const { generation, writer, helper } = this.#options;
    const prepared = await (this.#writing ? helper : writer).call("prepare", batch);
    await this.#writing;
    this.#writing = writer.call("fill", generation, withPreparation(batch, prepared));
    // Whoever waits for it next hears of it.
    this.#writing.catch(() => undefined);
  }
}
