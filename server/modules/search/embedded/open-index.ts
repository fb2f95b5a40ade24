import type { DatabaseSync, StatementSync } from "node:sqlite";
import { Answers } from "./answers.ts";
import { Columns } from "./columns.ts";
import { DocumentTexts } from "./document-texts.ts";
import { NearnessReader } from "./nearness.ts";
import { Postings } from "./postings.ts";
import { ScopeMasks } from "./scope-filter.ts";
import { Speller } from "./spell.ts";
import { StoredTexts } from "./stored-texts.ts";
import { Suggester } from "./suggest.ts";

/** The file of one generation, open, with what is kept of it in memory. */
export interface OpenIndex {
  number: number;
  /** Tells a file that was replaced under the same name. */
  inode: number;
  database: DatabaseSync;
  dataVersion: number;
  readDataVersion: StatementSync;
  columns: Columns;
  masks: ScopeMasks;
  postings: Postings;
  stored: StoredTexts;
  /** Packed: some tens of kilobytes each, that nobody has to look through for what can be thrown away. */
  answers: Answers<Uint8Array>;
  texts: DocumentTexts;
  nearness: NearnessReader;
  speller: Speller;
  suggester: Suggester;
}

/** Nothing of the file has been read yet: that is for `followChanges` to do. */
export function openIndex(database: DatabaseSync, number: number, inode: number): OpenIndex {
  const stored = new StoredTexts(database);
  const columns = new Columns();
  const postings = new Postings(database);
  return {
    number,
    inode,
    database,
    dataVersion: -1,
    readDataVersion: database.prepare("PRAGMA data_version"),
    columns,
    masks: new ScopeMasks(columns),
    postings,
    stored,
    answers: new Answers(),
    texts: new DocumentTexts(database, stored),
    nearness: new NearnessReader(stored),
    speller: new Speller(database, postings, columns),
    suggester: new Suggester(database, postings, columns),
  };
}

/** Brings what is kept in memory up to what was committed last. */
export function followChanges(index: OpenIndex): void {
  const version = Number(index.readDataVersion.get()?.data_version);
  if (version === index.dataVersion) return;
  index.postings.noteChanges(index.columns.refresh(index.database));
  index.masks.forget();
  index.stored.forget();
  index.answers.forget();
  index.dataVersion = version;
}
