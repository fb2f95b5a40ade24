import type { DatabaseSync, StatementSync } from "node:sqlite";
import { highlight, snippet } from "../highlight.ts";
import { marksOf, type ParsedQuery } from "../parse-query.ts";
import { type Phrase, squeeze } from "../query-terms.ts";
import type { SearchHit, ShownPassage } from "../search-index.ts";
import { normalizeText } from "../segment.ts";
import type { Columns } from "./columns.ts";
import { bestPassages, hashToken, type Wanted } from "./signature.ts";
import type { StoredPassage, StoredTexts } from "./stored-texts.ts";

const passagesPerHit = 3;
/** Passages of a document in which a single character is looked for: signatures do not have those. */
const passagesReadForCharacters = 12;

type ShownFile = Pick<ShownPassage, "fileId" | "fileName">;

const wantedBy = (query: ParsedQuery): Wanted[] =>
  query.terms.map(({ text, grams, weight, isOptional }) => ({
    hash: hashToken(text),
    gramHashes: grams.map(hashToken),
    weight: isOptional ? weight / 10 : weight,
  }));

/** Reads what was stored of a page's few documents: titles, the passages that match, and whether a phrase is in them. */
export class DocumentTexts {
  readonly #stored: StoredTexts;
  readonly #otherFields: StatementSync;

  constructor(database: DatabaseSync, stored: StoredTexts) {
    this.#stored = stored;
    this.#otherFields = database.prepare("SELECT other_fields FROM texts WHERE seq = ?");
  }

  /** A page of hits, as it is shown. */
  hits(numbers: number[], query: ParsedQuery, columns: Columns): SearchHit[] {
    const marks = marksOf(query);
    const wanted = wantedBy(query);
    return numbers.map((number) => {
      const text = this.#stored.text(number);
      const passages = text ? this.#matching(number, query, wanted) : [];
      const files: ShownFile[] = text && passages.length > 0 ? JSON.parse(text.files) : [];
      return {
        id: columns.ids[number] as SearchHit["id"],
        title: highlight(text?.title ?? "", marks),
        passages: passages.flatMap(({ file, page, page_kind, text: passage }) => {
          const shown = files[file];
          if (!shown) return [];
          const { fileId, fileName } = shown;
          return [{ fileId, fileName, page, pageKind: page_kind, snippet: snippet(passage, marks) }];
        }),
      };
    });
  }

  /** Whether one field or one passage has the phrase, word for word. */
  hasPhrase(number: number, phrase: Phrase): boolean {
    const stored = this.#stored.text(number);
    if (!stored) return false;
    if (stored.comparedTitle.includes(phrase.text)) return true;
    const others = String(this.#otherFields.get(number)?.other_fields).split("\n");
    if (others.some((field) => squeeze(normalizeText(field)).includes(phrase.text))) return true;
    const wanted = phrase.tokens.map((token) => ({ hash: hashToken(token), gramHashes: [], weight: 1 }));
    return bestPassages(this.#stored.signature(number), wanted, true).some(({ position }) =>
      squeeze(normalizeText(this.#stored.passage(number, position)?.text ?? "")).includes(phrase.text),
    );
  }

  #matching(number: number, query: ParsedQuery, wanted: Wanted[]): StoredPassage[] {
    if (query.terms.length === 0) return [];
    const isCharacters = query.terms.every((term) => term.isHan && term.grams.length === 0);
    if (isCharacters) return this.#withCharacters(number, query);
    const best = bestPassages(this.#stored.signature(number), wanted);
    // A passage that has no more than 的 of the question says nothing.
    const telling = best.filter(({ score }) => score > 0.05);
    return telling
      .slice(0, passagesPerHit)
      .flatMap(({ position }) => this.#stored.passage(number, position) ?? []);
  }

  #withCharacters(number: number, query: ParsedQuery): StoredPassage[] {
    const found: StoredPassage[] = [];
    for (
      let position = 0;
      position < passagesReadForCharacters && found.length < passagesPerHit;
      position += 1
    ) {
      const row = this.#stored.passage(number, position);
      if (!row) break;
      const text = normalizeText(row.text);
      if (query.terms.some((term) => text.includes(term.text))) found.push(row);
    }
    return found;
  }
}
