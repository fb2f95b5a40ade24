import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import type { ResourceId } from "../../../ids.ts";
import type { SearchDocument } from "../search-index.ts";
import { Catalog } from "./catalog.ts";
import type { CatalogState } from "./catalog-state.ts";
import { generationPath, isDamage, openGeneration } from "./generation.ts";
import { ListTidier } from "./list-tidier.ts";
import {
  type Preparation,
  type PreparedDocument,
  prepareDocument,
  withPreparation,
} from "./prepare-document.ts";
import { DocumentWriter } from "./write-documents.ts";

interface OpenGeneration {
  inode: number;
  database: DatabaseSync;
  documents: DocumentWriter;
}

/** Writes into the current generation, and into the one that a rebuild is filling, in whichever process. */
export class Writer {
  readonly #directory: string;
  #catalog: Catalog;
  readonly #open = new Map<number, OpenGeneration>();
  readonly #tidier: ListTidier;

  constructor(directory: string, options: { idleForMs?: number } = {}) {
    this.#directory = directory;
    this.#tidier = new ListTidier(() => this.#toTidy(), options.idleForMs);
    this.#catalog = Catalog.openOrCreate(directory);
    this.#soundState();
  }

  put(documents: SearchDocument[]): void {
    const prepared = withPreparation(documents, this.prepare(documents));
    this.#everywhere((generation) => generation.put(prepared, false));
    this.#tidier.noteChange();
  }

  prepare(documents: SearchDocument[]): Preparation[] {
    return documents.map(prepareDocument);
  }

  remove(ids: ResourceId[]): void {
    this.#everywhere((generation) => generation.remove(ids));
    this.#tidier.noteChange();
  }

  needsRebuild(): boolean {
    return this.#soundState().needsRebuild;
  }

  beginRebuild(): number {
    this.#soundState();
    const generation = this.#catalog.beginRebuild();
    this.#filling(generation).beginFilling();
    return generation;
  }

  fill(generation: number, prepared: PreparedDocument[]): void {
    this.#filling(generation).put(prepared, true);
  }

  /** Part of what makes a filled generation quick to read; false while there is more to do. */
  settle(generation: number): boolean {
    return this.#filling(generation).settle();
  }

  finishRebuild(generation: number): void {
    this.#filling(generation).endFilling();
    if (!this.#catalog.finishRebuild(generation)) throw new Error("another rebuild has taken over");
  }

  abandonRebuild(generation: number): void {
    this.#catalog.abandonRebuild(generation);
  }

  close(): void {
    this.#tidier.stop();
    for (const number of [...this.#open.keys()]) this.#closeGeneration(number);
    this.#catalog.close();
  }

  /** While another is being filled, this one has not long to live. */
  #toTidy(): DocumentWriter | null {
    const state = this.#catalog.state();
    return state && state.filling === null ? this.#generation(state.current) : null;
  }

  #filling(generation: number): DocumentWriter {
    if (this.#catalog.state()?.filling !== generation) throw new Error("another rebuild has taken over");
    const open = this.#generation(generation);
    if (!open) throw new Error("the index that was being filled is gone");
    return open;
  }

  /**
   * Looks at the catalog again after writing: a rebuild that began or ended meanwhile may have read the database before
   * this change was made there, and its generation must have the change too.
   */
  #everywhere(write: (generation: DocumentWriter) => void): void {
    const written = new Set<number>();
    for (;;) {
      const state = this.#soundState();
      const missing = [state.current, state.filling].filter(
        (number) => number !== null && !written.has(number),
      );
      const number = missing[0];
      if (number === undefined || number === null) return;
      written.add(number);
      try {
        const generation = this.#generation(number);
        if (generation) write(generation);
      } catch (error) {
        if (!isDamage(error)) throw error;
        this.#replace(number);
      }
    }
  }

  /** The catalog's state, after anything missing or damaged has been replaced by an empty index. */
  #soundState(): CatalogState {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const state = this.#stateOfCatalog();
      if (!state.isDamaged && this.#canOpen(state.current)) return state;
      this.#replace(state.current);
    }
    throw new Error("the search index cannot be opened");
  }

  #stateOfCatalog(): CatalogState {
    let state = this.#catalog.isInPlace() ? this.#catalog.state() : null;
    if (!state) {
      this.close();
      this.#catalog = Catalog.openOrCreate(this.#directory);
      state = this.#catalog.state();
    }
    if (!state) throw new Error("the search index has no current generation");
    return state;
  }

  #canOpen(number: number): boolean {
    try {
      return this.#generation(number) !== null;
    } catch (error) {
      if (isDamage(error)) return false;
      throw error;
    }
  }

  #generation(number: number): DocumentWriter | null {
    const inode = statSync(generationPath(this.#directory, number), { throwIfNoEntry: false })?.ino;
    const known = this.#open.get(number);
    if (known && known.inode === inode) return known.documents;
    this.#closeGeneration(number);
    // What is neither current nor being filled any more has been deleted.
    for (const other of [...this.#open.keys()]) {
      if (!statSync(generationPath(this.#directory, other), { throwIfNoEntry: false }))
        this.#closeGeneration(other);
    }
    if (inode === undefined) return null;
    const database = openGeneration(this.#directory, number, false);
    if (!database) return null;
    const documents = new DocumentWriter(database);
    this.#open.set(number, { inode, database, documents });
    return documents;
  }

  #replace(number: number): void {
    this.#closeGeneration(number);
    this.#catalog.replace(number);
  }

  #closeGeneration(number: number): void {
    this.#open.get(number)?.database.close();
    this.#open.delete(number);
  }
}
