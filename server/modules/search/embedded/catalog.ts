import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { type CatalogState, damagedMark, readState } from "./catalog-state.ts";
import {
  createGeneration,
  deleteGeneration,
  generationPath,
  highestNumber,
  isDamage,
  setAside,
} from "./generation.ts";

const catalogPath = (directory: string) => join(directory, "catalog.sqlite");

/**
 * Which file of the directory is the index: a small database of its own, so that several processes switch generations
 * in one transaction and notice each other's switches by one pragma.
 */
export class Catalog {
  readonly #directory: string;
  readonly #database: DatabaseSync;
  readonly #inode: number | undefined;
  readonly #dataVersion: StatementSync;
  #version = -1;
  #state: CatalogState | null = null;

  private constructor(directory: string, database: DatabaseSync) {
    this.#directory = directory;
    this.#database = database;
    this.#dataVersion = database.prepare("PRAGMA data_version");
    this.#inode = statSync(catalogPath(directory), { throwIfNoEntry: false })?.ino;
  }

  /** For readers: null while no writer has made an index. */
  static openExisting(directory: string): Catalog | null {
    if (!existsSync(catalogPath(directory))) return null;
    const catalog = new Catalog(directory, openFile(directory));
    try {
      if (catalog.state()) return catalog;
    } catch (error) {
      catalog.close();
      throw error;
    }
    catalog.close();
    return null;
  }

  /** For writers: makes what is missing and sets aside what cannot be read. */
  static openOrCreate(directory: string): Catalog {
    mkdirSync(directory, { recursive: true, mode: 0o700 }); // it holds the text of private files
    try {
      return Catalog.#create(directory);
    } catch (error) {
      if (!isDamage(error)) throw error;
      setAside(catalogPath(directory));
      return Catalog.#create(directory);
    }
  }

  static #create(directory: string): Catalog {
    const catalog = new Catalog(directory, openFile(directory));
    try {
      catalog.#database.exec(
        `PRAGMA journal_mode = WAL;
         CREATE TABLE IF NOT EXISTS generations (
           number INTEGER PRIMARY KEY, state TEXT NOT NULL UNIQUE, needs_rebuild INTEGER NOT NULL) STRICT`,
      );
      catalog.#inTransaction(() => {
        if (!catalog.state()) catalog.#addEmptyCurrent();
      });
    } catch (error) {
      catalog.close();
      throw error;
    }
    return catalog;
  }

  /** False once the file that is open here was deleted or replaced. */
  isInPlace(): boolean {
    return statSync(catalogPath(this.#directory), { throwIfNoEntry: false })?.ino === this.#inode;
  }

  /** Null only in a catalog that is being created. */
  state(): CatalogState | null {
    const version = Number(this.#dataVersion.get()?.data_version);
    if (version === this.#version) return this.#state;
    this.#state = readState(this.#database);
    this.#version = version;
    return this.#state;
  }

  /** Starts a generation beside the current one; one that an earlier rebuild left behind is given up. */
  beginRebuild(): number {
    return this.#inTransaction(() => {
      const left = this.state()?.filling;
      const number = highestNumber(this.#directory) + 1;
      this.#database.exec("DELETE FROM generations WHERE state = 'filling'");
      createGeneration(this.#directory, number, "filling");
      this.#add(number, "filling", false);
      if (left) deleteGeneration(this.#directory, left);
      return number;
    });
  }

  /** False where another rebuild has taken over meanwhile. */
  finishRebuild(number: number): boolean {
    const old = this.#inTransaction(() => {
      const state = this.state();
      if (state?.filling !== number) return null;
      this.#database.exec("DELETE FROM generations WHERE state = 'current'");
      this.#database.prepare("UPDATE generations SET state = 'current' WHERE number = ?").run(number);
      return state.current;
    });
    if (old === null) return false;
    deleteGeneration(this.#directory, old);
    return true;
  }

  abandonRebuild(number: number): void {
    const deleted = this.#inTransaction(
      () =>
        this.#database.prepare("DELETE FROM generations WHERE number = ? AND state = 'filling'").run(number)
          .changes,
    );
    if (deleted) deleteGeneration(this.#directory, number);
  }

  /** How a reader tells the writers that a generation cannot be read. */
  reportDamage(number: number): void {
    this.#inTransaction(() => {
      this.#database
        .prepare("UPDATE generations SET needs_rebuild = ? WHERE number = ? AND state = 'current'")
        .run(damagedMark, number);
    });
  }

  /** Puts an empty generation in the place of a damaged or missing one, unless another process has done so. */
  replace(lost: number): void {
    this.#inTransaction(() => {
      const state = this.state();
      if (state?.current === lost) {
        setAside(generationPath(this.#directory, lost));
        this.#database.exec("DELETE FROM generations WHERE state = 'current'");
        this.#addEmptyCurrent();
      } else if (state?.filling === lost) {
        this.#database.exec("DELETE FROM generations WHERE state = 'filling'");
      }
    });
  }

  #addEmptyCurrent(): void {
    const number = highestNumber(this.#directory) + 1;
    createGeneration(this.#directory, number, "current");
    this.#add(number, "current", true);
  }

  #add(number: number, state: "current" | "filling", needsRebuild: boolean): void {
    this.#database
      .prepare("INSERT INTO generations (number, state, needs_rebuild) VALUES (?, ?, ?)")
      .run(number, state, needsRebuild ? 1 : 0);
  }

  #inTransaction<Result>(act: () => Result): Result {
    this.#database.exec("BEGIN IMMEDIATE");
    // `data_version` does not move for one's own changes.
    this.#version = -1;
    try {
      const result = act();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    } finally {
      this.#version = -1;
    }
  }

  /** Again is no error: a writer that could not open another catalog still has this one. */
  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

function openFile(directory: string): DatabaseSync {
  const database = new DatabaseSync(catalogPath(directory));
  database.exec("PRAGMA busy_timeout = 10000");
  return database;
}
