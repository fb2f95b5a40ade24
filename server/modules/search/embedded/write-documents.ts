import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ResourceId } from "../../../ids.ts";
import { squeeze } from "../query-terms.ts";
import type { SearchDocument } from "../search-index.ts";
import { normalizeText } from "../segment.ts";
import { passagesPerDocument, tuneForFilling, tuneForReading } from "./generation.ts";
import { ListPieces } from "./list-pieces.ts";
import type { PreparedDocument } from "./prepare-document.ts";
import { coveredLength } from "./title-length.ts";
import { ValueCodes } from "./value-codes.ts";

const single = (key: string | null) => (key === null ? [] : [key]);

const columnsOf = (document: SearchDocument): [column: string, keys: string[]][] => [
  ["scope", document.scope],
  ["kind", [document.kind]],
  ["subject", single(document.subject)],
  ["grade", document.grades],
  ["term", single(document.term)],
  ["edition", single(document.edition)],
  ["volume", single(document.volume)],
  ["campus", [document.campus]],
  ["author", [document.author]],
];

/** Written at once, some tenths of a second. */
const pagesPerStep = 1000;

/** Writes documents into one generation. Keeps its prepared statements for as long as the file is open. */
export class DocumentWriter {
  readonly #database: DatabaseSync;
  readonly #codes: ValueCodes;
  readonly #statements = new Map<string, StatementSync>();
  #change = 0;
  #isSettling = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#codes = new ValueCodes(database);
  }

  beginFilling(): void {
    tuneForFilling(this.#database);
  }

  endFilling(): void {
    tuneForReading(this.#database);
  }

  /**
   * Adds or replaces in one transaction. With `isFill` (a rebuild, which may have read a document before it was changed
   * or removed) what has been put or removed here already stays.
   */
  put(prepared: PreparedDocument[], isFill: boolean): void {
    this.#inTransaction(() => {
      for (const { document, tokens, signature } of prepared) {
        const known = this.#prepare("SELECT seq, revision, is_live FROM documents WHERE id = ?").get(
          document.id,
        );
        if (known && isFill && (known.is_live === 0 || Number(known.revision) >= document.revision)) continue;
        if (known?.is_live === 1 && Number(known.revision) > document.revision) continue;
        const seq = known ? Number(known.seq) : this.#nextSeq();
        if (known) this.#clear(seq);
        this.#prepare("INSERT INTO terms (rowid, tokens) VALUES (?, ?)").run(seq, tokens);
        this.#writeTexts(seq, document, signature);
        this.#writeRow(seq, document);
      }
    });
  }

  /** Leaves a row without content, so that readers notice and a rebuild's late copy does not bring it back. */
  remove(ids: ResourceId[]): void {
    this.#inTransaction(() => {
      for (const id of ids) {
        const known = this.#prepare("SELECT seq FROM documents WHERE id = ?").get(id);
        const seq = known ? Number(known.seq) : this.#nextSeq();
        if (known) this.#clear(seq);
        this.#prepare(
          "INSERT INTO documents VALUES (?, ?, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)",
        ).run(seq, id, this.#change);
      }
    });
  }

  /**
   * Merges some of the pieces that the word lists lie in, so that looking up a word reads one; true when there is nothing
   * left to merge. Each call is short enough for others to write between.
   */
  settle(): boolean {
    const changes = this.#prepare("SELECT total_changes() AS count");
    const before = Number(changes.get()?.count);
    // Negative once: all pieces, not only those of one size (https://sqlite.org/fts5.html#the_merge_command).
    const pages = this.#isSettling ? pagesPerStep : -pagesPerStep;
    this.#prepare("INSERT INTO terms (terms, rank) VALUES ('merge', ?)").run(pages);
    this.#isSettling = Number(changes.get()?.count) - before >= 2;
    return !this.#isSettling;
  }

  /** How many pieces the word lists lie in: a look-up reads each. 0 where that cannot be told. */
  get pieces(): number {
    const pieces = new ListPieces(this.#database);
    return (pieces.isKnown && pieces.read()?.all.length) || 0;
  }

  #writeRow(seq: number, document: SearchDocument): void {
    const codes = columnsOf(document).map(([field, keys]) => this.#codes.codeOfSet(field, keys));
    const { lesson, author, authorName, campus, campusName } = document;
    const labels = [
      lesson ? this.#codes.codeOfLabel("lesson", lesson.id, lesson.title) : 0,
      this.#codes.codeOfLabel("author", author, authorName),
      this.#codes.codeOfLabel("campus", campus, campusName),
    ];
    this.#prepare(
      "INSERT INTO documents VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    ).run(
      seq,
      document.id,
      document.revision,
      this.#change,
      Math.round(document.publishedAtMs),
      Math.round(document.reuseCount),
      coveredLength(document.title),
      ...codes,
      ...labels,
    );
  }

  #writeTexts(seq: number, document: SearchDocument, signature: Uint8Array): void {
    const files = new Map<
      string,
      { index: number; file: { fileId: string; sha256: string; fileName: string } }
    >();
    const insert = this.#prepare(
      "INSERT INTO passages (key, file, page, page_kind, text) VALUES (?, ?, ?, ?, ?)",
    );
    document.passages
      .slice(0, passagesPerDocument)
      .forEach(({ fileId, sha256, fileName, page, pageKind, text }, i) => {
        const file = files.get(fileId) ?? { index: files.size, file: { fileId, sha256, fileName } };
        files.set(fileId, file);
        insert.run(seq * passagesPerDocument + i, file.index, page, pageKind, text);
      });
    const { title, textbookNode, keywords, summary, fileNames } = document;
    this.#prepare("INSERT INTO titles (seq, title, compared, files) VALUES (?, ?, ?, ?)").run(
      seq,
      title,
      squeeze(normalizeText(title)),
      JSON.stringify([...files.values()].map(({ file }) => file)),
    );
    this.#prepare("INSERT INTO texts (seq, signature, other_fields) VALUES (?, ?, ?)").run(
      seq,
      signature,
      [textbookNode, ...keywords, summary, ...fileNames].join("\n"),
    );
  }

  /** Leaves nothing of a document. No `INSERT OR REPLACE`: its savepoint makes FTS5 write out what it has gathered. */
  #clear(seq: number): void {
    this.#prepare("DELETE FROM documents WHERE seq = ?").run(seq);
    this.#prepare("DELETE FROM terms WHERE rowid = ?").run(seq);
    this.#prepare("DELETE FROM titles WHERE seq = ?").run(seq);
    this.#prepare("DELETE FROM texts WHERE seq = ?").run(seq);
    this.#prepare("DELETE FROM passages WHERE key >= ? AND key < ?").run(
      seq * passagesPerDocument,
      (seq + 1) * passagesPerDocument,
    );
  }

  #nextSeq(): number {
    return Number(this.#prepare("SELECT coalesce(max(seq), 0) + 1 AS next FROM documents").get()?.next);
  }

  #inTransaction(act: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const last = this.#prepare("SELECT coalesce(max(change), 0) AS last FROM documents").get();
      this.#change = Number(last?.last) + 1;
      act();
      this.#database.exec("COMMIT");
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
