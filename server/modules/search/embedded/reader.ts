import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { Unavailable } from "../../../errors.ts";
import { type ParsedQuery, parseQuery } from "../parse-query.ts";
import type { ScopeKey, SearchRequest, SearchResult, Suggestion } from "../search-index.ts";
import { Catalog } from "./catalog.ts";
import { Columns } from "./columns.ts";
import { DocumentTexts } from "./document-texts.ts";
import { generationPath, isDamage, openGeneration } from "./generation.ts";
import { Matcher } from "./match.ts";
import { Postings } from "./postings.ts";
import { ScopeMasks } from "./scope-filter.ts";
import { type Candidates, selectPage } from "./select-page.ts";
import { suggestTitles } from "./suggest-titles.ts";

/** Phrases are checked against the texts of at most so many documents, best first; beyond it their pairs suffice. */
const mostCheckedForPhrases = 500;

interface OpenIndex {
  number: number;
  /** Tells a file that was replaced under the same name. */
  inode: number;
  database: DatabaseSync;
  dataVersion: number;
  columns: Columns;
  masks: ScopeMasks;
  postings: Postings;
  texts: DocumentTexts;
}

/** Answers from the generation that the catalog names, whichever process wrote it, as of its last commit. */
export class Reader {
  readonly #directory: string;
  readonly #matcher = new Matcher();
  #catalog: Catalog | null = null;
  #open: OpenIndex | null = null;

  constructor(directory: string) {
    this.#directory = directory;
  }

  search(request: SearchRequest): SearchResult {
    const query = parseQuery(request.text);
    return this.#atOneMoment((index) => {
      const mask = index.masks.maskFor(request);
      const candidates = this.#candidates(index, query, mask);
      const { page, total, facets } = selectPage(index.columns, candidates, request);
      const hits = index.texts.hits(page, query, index.columns);
      return { hits, isPartial: candidates.isPartial, total, facets };
    });
  }

  suggest(prefix: string, scope: ScopeKey[], limit: number): Suggestion[] {
    return this.#atOneMoment((index) => suggestTitles(index, prefix, index.masks.mask(scope), limit));
  }

  count(): number {
    return this.#atOneMoment((index) => index.columns.liveCount);
  }

  needsRebuild(): boolean {
    return this.#atOneMoment(() => this.#catalog?.state()?.needsRebuild ?? true);
  }

  close(): void {
    this.#open?.database.close();
    this.#catalog?.close();
    this.#open = null;
    this.#catalog = null;
  }

  #candidates(index: OpenIndex, query: ParsedQuery, mask: Uint8Array): Candidates {
    const { columns, postings, texts } = index;
    const matches = this.#matcher.match(query, postings, columns, mask);
    if (query.terms.length === 0) {
      const excluded = matches.excluded;
      const numbers = new Uint32Array(columns.liveCount);
      let count = 0;
      for (let number = 1; number < columns.size; number += 1) {
        if (mask[number] !== 1 || excluded.has(number)) continue;
        numbers[count] = number;
        count += 1;
      }
      return { numbers, count, isPartial: false, scores: null };
    }
    const toCheck = query.phrases.filter((phrase) => phrase.tokens.length > 1);
    if (toCheck.length === 0) return matches;
    const { scores, isPartial } = matches;
    const ordered = matches.numbers
      .subarray(0, matches.count)
      .sort((a, b) => (scores[b] as number) - (scores[a] as number));
    const numbers = ordered.filter(
      (number, i) => i >= mostCheckedForPhrases || toCheck.every((phrase) => texts.hasPhrase(number, phrase)),
    );
    return { numbers, count: numbers.length, isPartial, scores };
  }

  /** Runs `act` inside one read transaction, so that lists and columns are of the same commit. */
  #atOneMoment<Result>(act: (index: OpenIndex) => Result): Result {
    const index = this.#current();
    index.database.exec("BEGIN");
    try {
      const version = Number(index.database.prepare("PRAGMA data_version").get()?.data_version);
      if (version !== index.dataVersion) {
        index.columns.refresh(index.database);
        index.masks.forget();
        index.postings.forget();
        index.dataVersion = version;
      }
      return act(index);
    } catch (error) {
      if (isDamage(error)) this.#reportDamage(index.number);
      throw error;
    } finally {
      if (index.database.isTransaction) index.database.exec("COMMIT");
    }
  }

  #openFile(number: number): DatabaseSync | null {
    try {
      return openGeneration(this.#directory, number, true);
    } catch (error) {
      if (isDamage(error)) this.#reportDamage(number);
      throw error;
    }
  }

  #reportDamage(number: number): void {
    this.#catalog?.reportDamage(number);
    this.close();
  }

  #current(): OpenIndex {
    // A second look: the generation may be replaced between reading its number and opening its file.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      if (this.#catalog && !this.#catalog.isInPlace()) this.close();
      this.#catalog ??= Catalog.openExisting(this.#directory);
      const number = this.#catalog?.state()?.current;
      if (number === undefined) break;
      const inode = statSync(generationPath(this.#directory, number), { throwIfNoEntry: false })?.ino;
      if (this.#open && this.#open.number === number && this.#open.inode === inode) return this.#open;
      this.#open?.database.close();
      this.#open = null;
      const database = this.#openFile(number);
      if (database && inode !== undefined) {
        const columns = new Columns();
        this.#open = {
          number,
          inode,
          database,
          dataVersion: -1,
          columns,
          masks: new ScopeMasks(columns),
          postings: new Postings(database),
          texts: new DocumentTexts(database),
        };
        return this.#open;
      }
      database?.close();
      this.#catalog?.close();
      this.#catalog = null;
    }
    throw new Unavailable("search.no-index", "The search index is missing; it is being rebuilt.");
  }
}
