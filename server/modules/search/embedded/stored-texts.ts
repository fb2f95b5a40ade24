import type { DatabaseSync, StatementSync } from "node:sqlite";
import { LRUCache } from "lru-cache";
import type { SearchHit } from "../search-index.ts";
import { passagesPerDocument } from "./generation.ts";

const mostTexts = 16_000;
/** For the question that is being answered: ranking and showing read the same ones, the next question reads others. */
const mostSignatures = 128;
const mostPassages = 256;

export interface StoredText {
  title: string;
  /** As phrases are compared with it. */
  comparedTitle: string;
  /** As JSON: of most titles that are read nothing is shown. */
  files: string;
}

export interface StoredPassage {
  /** Place in the document's files. */
  file: number;
  page: number | null;
  page_kind: SearchHit["passages"][number]["pageKind"];
  text: string;
}

/** What was stored of documents and is read to rank and to show them; the same ones are asked for again and again. */
export class StoredTexts {
  readonly #text: StatementSync;
  readonly #signature: StatementSync;
  readonly #passage: StatementSync;
  readonly #texts = new LRUCache<number, StoredText>({ max: mostTexts });
  readonly #signatures = new LRUCache<number, Uint8Array>({ max: mostSignatures });
  readonly #passages = new LRUCache<number, StoredPassage>({ max: mostPassages });

  constructor(database: DatabaseSync) {
    this.#text = database.prepare("SELECT title, compared AS comparedTitle, files FROM titles WHERE seq = ?");
    this.#signature = database.prepare("SELECT signature FROM texts WHERE seq = ?");
    this.#passage = database.prepare("SELECT file, page, page_kind, text FROM passages WHERE key = ?");
  }

  text(number: number): StoredText | undefined {
    const known = this.#texts.get(number);
    if (known) return known;
    const row = this.#text.get(number) as StoredText | undefined;
    if (row) this.#texts.set(number, row);
    return row;
  }

  /** Which of its passages have what: empty where there is no such document. */
  signature(number: number): Uint8Array {
    const known = this.#signatures.get(number);
    if (known) return known;
    const signature = (this.#signature.get(number)?.signature ?? new Uint8Array(0)) as Uint8Array;
    this.#signatures.set(number, signature);
    return signature;
  }

  passage(number: number, position: number): StoredPassage | undefined {
    const key = number * passagesPerDocument + position;
    const known = this.#passages.get(key);
    if (known) return known;
    const row = this.#passage.get(key) as StoredPassage | undefined;
    if (row) this.#passages.set(key, row);
    return row;
  }

  forget(): void {
    this.#texts.clear();
    this.#signatures.clear();
    this.#passages.clear();
  }
}
