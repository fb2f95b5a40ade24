import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { Unavailable } from "../../../errors.ts";
import type { ResourceId } from "../../../ids.ts";
import { headOf } from "../document-terms.ts";
import { mayBeFollowed, type ParsedRequest, parseRequest } from "../parse-request.ts";
import type { ScopeKey, SearchRequest, SearchResult, Spelling, Suggestion } from "../search-index.ts";
import { Catalog } from "./catalog.ts";
import { generationPath, isDamage, openGeneration } from "./generation.ts";
import { Matcher } from "./match.ts";
import { mostRead } from "./nearness.ts";
import { followChanges, type OpenIndex, openIndex } from "./open-index.ts";
import { packResult } from "./packed-result.ts";
import { type Candidates, selectPage } from "./select-page.ts";

/** Phrases are checked against the texts of at most so many documents, best first; beyond it their pairs suffice. */
const mostCheckedForPhrases = 500;

/** Answers from the generation that the catalog names, whichever process wrote it, as of its last commit. */
export class Reader {
  readonly #directory: string;
  readonly #matcher = new Matcher();
  #catalog: Catalog | null = null;
  #open: OpenIndex | null = null;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** A packed `SearchResult`. */
  search(request: SearchRequest): Uint8Array {
    return this.#fromWhole((index) => {
      const mask = index.masks.maskFor(request);
      return index.answers.find(index.masks.digestOf(mask), request, () =>
        packResult(this.#answer(index, request, mask)),
      );
    });
  }

  suggest(prefix: string, scope: ScopeKey[], limit: number, exclude: ResourceId[]): Suggestion[] {
    return this.#fromWhole(({ suggester, masks }) =>
      suggester.suggest(prefix, masks.maskFor({ scope, exclude }), limit),
    );
  }

  spellings(word: string, scope: ScopeKey[], limit: number, exclude: ResourceId[]): Spelling[] {
    return this.#fromWhole(({ speller, masks }) =>
      speller.spellings(word, masks.maskFor({ scope, exclude }), limit),
    );
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

  #answer(index: OpenIndex, request: SearchRequest, mask: Uint8Array): SearchResult {
    const query = parseRequest(request);
    const answer = (mayBeFollowed: boolean) => {
      const candidates = this.#candidates(index, query, request, mask, mayBeFollowed);
      return { candidates, ...this.#select(index, query, candidates, request) };
    };
    let answered = answer(mayBeFollowed(query, request));
    const { isFollower } = answered.candidates;
    // Nothing follows where the asker's filters let none with all words through.
    if (isFollower && answered.first !== undefined && isFollower(answered.first)) answered = answer(false);
    const { candidates, page, total, facets } = answered;
    const hits = index.texts.hits(page, query, index.columns);
    const { isPartial, misspelled } = candidates;
    return { hits, isPartial, misspelled, total, facets };
  }

  /** By words first; the first few then by how near these stand, on whichever page those are shown. */
  #select(index: OpenIndex, query: ParsedRequest, candidates: Candidates, request: SearchRequest) {
    const { scores } = candidates;
    const { offset, limit } = request;
    const isByRank = request.sort === "relevance" && scores !== null && !query.isListing;
    if (!isByRank || offset >= mostRead)
      return { first: undefined, ...selectPage(index.columns, candidates, request) };
    const window = { ...request, offset: 0, limit: Math.max(offset + limit, mostRead) };
    const selection = selectPage(index.columns, candidates, window);
    const ordered = index.nearness.reorder(
      selection.page,
      Math.max(1, offset + limit),
      query,
      request.text,
      scores,
    );
    return { ...selection, first: ordered[0], page: ordered.slice(offset, offset + limit) };
  }

  #candidates(
    { columns, masks, postings, speller, texts }: OpenIndex,
    query: ParsedRequest,
    request: SearchRequest,
    mask: Uint8Array,
    mayBeFollowed: boolean,
  ) {
    const matches = this.#matcher.match(
      query,
      { columns, postings, speller, texts, mask, inScope: masks.bitsOf(mask) },
      {
        matching: request.matching ?? "all",
        mayBeFollowed,
        preferences: request.preferences ?? [],
        // With words that became preferences the text is not the whole question.
        head: request.preferences?.some(({ text }) => text !== "") ? "" : headOf(request.text),
      },
    );
    const toCheck = query.phrases.filter((phrase) => phrase.tokens.length > 1);
    const { scores } = matches;
    if (toCheck.length === 0 || !scores) return matches;
    const ordered = matches.numbers
      .subarray(0, matches.count)
      .sort((a, b) => (scores[b] as number) - (scores[a] as number));
    const numbers = ordered.filter(
      (number, i) => i >= mostCheckedForPhrases || toCheck.every((phrase) => texts.hasPhrase(number, phrase)),
    );
    return { ...matches, numbers, count: numbers.length };
  }

  /** An index that is still to be filled, at the first start or after a loss, would answer as if there were no more. */
  #fromWhole<Result>(act: (index: OpenIndex) => Result): Result {
    return this.#atOneMoment((index) => {
      if (this.#catalog?.state()?.needsRebuild)
        throw new Unavailable("search.unfilled", "The search index is being filled.");
      return act(index);
    });
  }

  /** Runs `act` inside one read transaction, so that lists and columns are of the same commit. */
  #atOneMoment<Result>(act: (index: OpenIndex) => Result): Result {
    const index = this.#current();
    index.database.exec("BEGIN");
    try {
      followChanges(index);
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
        this.#open = openIndex(database, number, inode);
        return this.#open;
      }
      database?.close();
      this.#catalog?.close();
      this.#catalog = null;
    }
    throw new Unavailable("search.no-index", "The search index is missing; it is being rebuilt.");
  }
}
