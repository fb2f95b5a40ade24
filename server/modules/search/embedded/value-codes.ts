import type { DatabaseSync, StatementSync } from "node:sqlite";
import { pinyinOf } from "../pinyin.ts";
import type { Suggestion } from "../search-index.ts";

/** The numbers that stand for sets of keys and for names in the rows of documents; what has none yet is given one. */
export class ValueCodes {
  readonly #findSet: StatementSync;
  readonly #addSet: StatementSync;
  readonly #findLabel: StatementSync;
  readonly #addLabel: StatementSync;

  constructor(database: DatabaseSync) {
    this.#findSet = database.prepare("SELECT code FROM value_sets WHERE field = ? AND keys = ?");
    this.#addSet = database.prepare("INSERT INTO value_sets (field, keys) VALUES (?, ?)");
    this.#findLabel = database.prepare("SELECT code FROM labels WHERE kind = ? AND key = ? AND text = ?");
    this.#addLabel = database.prepare(
      "INSERT INTO labels (kind, key, text, pinyin, initials) VALUES (?, ?, ?, ?, ?)",
    );
  }

  codeOfSet(field: string, keys: string[]): number {
    const sorted = JSON.stringify([...new Set(keys)].sort());
    const known = this.#findSet.get(field, sorted);
    return Number(known ? known.code : this.#addSet.run(field, sorted).lastInsertRowid);
  }

  /** 0 for no name. */
  codeOfLabel(kind: Suggestion["kind"], key: string, text: string): number {
    if (text.trim() === "") return 0;
    const known = this.#findLabel.get(kind, key, text);
    if (known) return Number(known.code);
    const { full, initials } = pinyinOf(text);
    const added = this.#addLabel.run(kind, key, text, full.join(" "), initials.join(" "));
    return Number(added.lastInsertRowid);
  }
}
