import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Goes up whenever the tables or the tokens change: an index of another version is rebuilt. */
const formatVersion = 8;

/** Bits of a passage's key below the document's number. */
export const passagesPerDocument = 65_536;

/**
 * `terms` has one token for each (field, word) of a document and keeps nothing but their document numbers
 * (`detail=none`): asking for one word in one field reads one list and no other. The tokenizer only splits at blanks,
 * because the tokens are ours (`field-tokens.ts`); a word of one character is looked up by what begins with it, for which
 * `prefix` has lists ready. `labels` are the names of lessons, people and campuses, for suggestions. `titles` are apart
 * from the long `texts`, for each question reads dozens: so they lie close together.
 */
const tables = `
  CREATE TABLE documents (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, is_live INTEGER NOT NULL,
    change INTEGER NOT NULL, published_at INTEGER NOT NULL, reuse_count INTEGER NOT NULL, title_length INTEGER NOT NULL,
    scope INTEGER NOT NULL, kind INTEGER NOT NULL, subject INTEGER NOT NULL, grade INTEGER NOT NULL,
    term INTEGER NOT NULL, edition INTEGER NOT NULL, volume INTEGER NOT NULL, campus INTEGER NOT NULL,
    author INTEGER NOT NULL, lesson_label INTEGER NOT NULL, author_label INTEGER NOT NULL,
    campus_label INTEGER NOT NULL) STRICT;
  CREATE INDEX documents_change ON documents (change);
  CREATE TABLE value_sets (
    code INTEGER PRIMARY KEY, field TEXT NOT NULL, keys TEXT NOT NULL, UNIQUE (field, keys)) STRICT;
  CREATE TABLE labels (
    code INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, pinyin TEXT NOT NULL,
    initials TEXT NOT NULL, UNIQUE (kind, key, text)) STRICT;
  CREATE TABLE titles (
    seq INTEGER PRIMARY KEY, title TEXT NOT NULL, compared TEXT NOT NULL, files TEXT NOT NULL) STRICT;
  CREATE TABLE texts (seq INTEGER PRIMARY KEY, signature BLOB NOT NULL, other_fields TEXT NOT NULL) STRICT;
  CREATE TABLE passages (
    key INTEGER PRIMARY KEY, file INTEGER NOT NULL, page INTEGER, page_kind TEXT NOT NULL, text TEXT NOT NULL) STRICT;
  CREATE VIRTUAL TABLE terms USING fts5(
    tokens, content='', contentless_delete=1, detail=none, prefix='2', tokenize="ascii tokenchars '.+#'");
  CREATE VIRTUAL TABLE tokens USING fts5vocab(terms, row);
  INSERT INTO terms (terms, rank) VALUES ('hashsize', 8388608);
`;

export const generationPath = (directory: string, number: number): string =>
  join(directory, `index-${number}.sqlite`);

/** Of all files in the directory, those set aside too: a number is never used twice. */
export function highestNumber(directory: string): number {
  const numbers = readdirSync(directory).map((name) => Number(/^index-(\d+)\.sqlite/.exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers);
}

/** The file is whole, but of another version of this program. */
class WrongFormat extends Error {}

/** Whether an error says that a file cannot be used any more: SQLite's CORRUPT and NOTADB, or another format. */
export function isDamage(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode;
  return error instanceof WrongFormat || (code !== undefined && [11, 26].includes(code & 0xff));
}

/** A writer merges word lists in its cache; a reader keeps lists and texts itself, and what it misses the system has. */
const cacheKb = { reader: 24_576, writer: 65_536 };

// A commit may be lost when the power fails, never when a process dies; the index is derived and can be rebuilt.
const forAll = "PRAGMA busy_timeout = 10000; PRAGMA temp_store = MEMORY; PRAGMA synchronous = NORMAL";

function tune(database: DatabaseSync, kb: number): void {
  database.exec(`${forAll}; PRAGMA cache_size = -${kb}`);
}

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare("PRAGMA user_version").get()?.user_version);

/** Opens a generation's file; null where there is none. Throws what `isDamage` knows where it cannot be used. */
export function openGeneration(directory: string, number: number, readOnly: boolean): DatabaseSync | null {
  const path = generationPath(directory, number);
  if (!existsSync(path)) return null;
  const database = new DatabaseSync(path, { readOnly });
  try {
    tune(database, readOnly ? cacheKb.reader : cacheKb.writer);
    const version = versionOf(database);
    if (version !== formatVersion)
      throw new WrongFormat(`index format ${version}, expected ${formatVersion}`);
    database.prepare("SELECT count(*) FROM (SELECT 1 FROM documents LIMIT 1)").get();
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** One that is to be filled has no log beside it, which connections that have it open would keep (`tuneForFilling`). */
export function createGeneration(directory: string, number: number, state: "current" | "filling"): void {
  const path = generationPath(directory, number);
  deleteGeneration(directory, number);
  const database = new DatabaseSync(path);
  tune(database, cacheKb.writer);
  if (state === "current") database.exec("PRAGMA journal_mode = WAL");
  database.exec(`BEGIN; ${tables} PRAGMA user_version = ${formatVersion}; COMMIT`);
  database.close();
}

/**
 * FTS5 gives up (SQLITE_FULL) where its word lists are to lie in more than 2000 pieces, a merged one counted in. Each batch leaves
 * two or three; merging so many, those of 160 000 documents, takes about ten seconds, in which the writer answers nobody.
 */
const mostPiecesInFilling = 800;

/**
 * For the connection that fills a generation. Nobody reads the file yet, and it is thrown away with the rebuild that dies: each
 * page is written once and waited for in the end. The pieces of the word lists are merged once they are all there, or very many.
 */
export const tuneForFilling = (database: DatabaseSync): void =>
  database.exec(`
    PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;
    INSERT INTO terms (terms, rank) VALUES ('automerge', 0), ('crisismerge', ${mostPiecesInFilling})`);

/** What was filled is on the disk, and may be read while others write. The merging is FTS5's own again. */
export const tuneForReading = (database: DatabaseSync): void =>
  database.exec(`
    INSERT INTO terms (terms, rank) VALUES ('automerge', 4), ('crisismerge', 16);
    PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL`);

const suffixes = ["", "-wal", "-shm"];

/** Readers that have it open keep what they have until they look at the catalog again. */
export function deleteGeneration(directory: string, number: number): void {
  for (const suffix of suffixes) rmSync(generationPath(directory, number) + suffix, { force: true });
}

/** Keeps a damaged file for whoever wants to know why, under a name that is never opened. */
export function setAside(path: string): void {
  for (const suffix of suffixes) {
    if (existsSync(path + suffix)) renameSync(path + suffix, `${path}.damaged${suffix}`);
  }
}
