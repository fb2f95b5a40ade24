import type { DatabaseSync, StatementSync } from "node:sqlite";
import { highlight, snippet } from "../highlight.ts";
import { marksOf, type ParsedQuery, type Phrase, squeeze } from "../parse-query.ts";
import type { SearchHit } from "../search-index.ts";
import { normalizeText } from "../segment.ts";
import type { Columns } from "./columns.ts";
import { passagesPerDocument } from "./generation.ts";
import { bestPassages, hashToken, type Wanted } from "./signature.ts";

const passagesPerHit = 3;
/** Passages of a document in which a single character is looked for: signatures do not have those. */
const passagesReadForCharacters = 12;

interface PassageRow {
  file: number;
  page: number | null;
  page_kind: SearchHit["passages"][number]["pageKind"];
  text: string;
}

type ShownFile = Pick<SearchHit["passages"][number], "fileId" | "sha256" | "fileName">;

const wantedBy = (query: ParsedQuery): Wanted[] =>
  query.terms.map(({ text, grams, weight, isOptional }) => ({
    hash: hashToken(text),
    gramHashes: grams.map(hashToken),
    weight: isOptional ? weight / 10 : weight,
  }));

/** Reads what was stored of a page's few documents: titles, the passages that match, and whether a phrase is in them. */
export class DocumentTexts {
  readonly #shown: StatementSync;
  readonly #compared: StatementSync;
  readonly #passage: StatementSync;

  constructor(database: DatabaseSync) {
    this.#shown = database.prepare("SELECT title, files, signature FROM texts WHERE seq = ?");
    this.#compared = database.prepare("SELECT title, other_fields, signature FROM texts WHERE seq = ?");
    this.#passage = database.prepare("SELECT file, page, page_kind, text FROM passages WHERE key = ?");
  }

  /** A page of hits, as it is shown. */
  hits(numbers: number[], query: ParsedQuery, columns: Columns): SearchHit[] {
    const marks = marksOf(query);
    const wanted = wantedBy(query);
    return numbers.map((number) => {
      const row = this.#shown.get(number);
      const files = JSON.parse(String(row?.files ?? "[]")) as ShownFile[];
      const passages = this.#matching(number, row?.signature as Uint8Array, query, wanted);
      return {
        id: columns.ids[number] as SearchHit["id"],
        title: highlight(String(row?.title ?? ""), marks),
        passages: passages.flatMap(({ file, page, page_kind, text }) => {
          const shown = files[file];
          return shown ? [{ ...shown, page, pageKind: page_kind, snippet: snippet(text, marks) }] : [];
        }),
      };
    });
  }

  /** Whether one field or one passage has the phrase, word for word. */
  hasPhrase(number: number, phrase: Phrase): boolean {
    const row = this.#compared.get(number);
    if (!row) return false;
    const fields = [String(row.title), ...String(row.other_fields).split("\n")];
    if (fields.some((field) => squeeze(normalizeText(field)).includes(phrase.text))) return true;
    const wanted = phrase.tokens.map((token) => ({ hash: hashToken(token), gramHashes: [], weight: 1 }));
    return bestPassages(row.signature as Uint8Array, wanted, true).some(({ position }) =>
      squeeze(normalizeText(this.#read(number, position)?.text ?? "")).includes(phrase.text),
    );
  }

  #matching(number: number, signature: Uint8Array, query: ParsedQuery, wanted: Wanted[]): PassageRow[] {
    if (query.terms.length === 0 || !signature) return [];
    const isCharacters = query.terms.every((term) => term.isHan && term.grams.length === 0);
    if (isCharacters) return this.#withCharacters(number, query);
    const best = bestPassages(signature, wanted);
    // A passage that has no more than 的 of the question says nothing.
    const telling = best.filter(({ score }) => score > 0.05);
    return telling.slice(0, passagesPerHit).flatMap(({ position }) => this.#read(number, position) ?? []);
  }

  #withCharacters(number: number, query: ParsedQuery): PassageRow[] {
    const found: PassageRow[] = [];
    for (
      let position = 0;
      position < passagesReadForCharacters && found.length < passagesPerHit;
      position += 1
    ) {
      const row = this.#read(number, position);
      if (!row) break;
      const text = normalizeText(row.text);
      if (query.terms.some((term) => text.includes(term.text))) found.push(row);
    }
    return found;
  }

  #read(number: number, position: number): PassageRow | undefined {
    return this.#passage.get(number * passagesPerDocument + position) as PassageRow | undefined;
  }
}
