import type { DatabaseSync } from "node:sqlite";
import { headOf } from "../document-terms.ts";
import type { Suggestion } from "../search-index.ts";
import { normalizeText, pairsOf, piecesOf } from "../segment.ts";
import type { Columns } from "./columns.ts";
import { beginningWith, exactly, headToken, initialsToken, pinyinToken } from "./field-tokens.ts";
import type { Postings } from "./postings.ts";

interface Index {
  database: DatabaseSync;
  columns: Columns;
  postings: Postings;
}

/** The pieces of what was typed, each somewhere in a title; the last word may still be growing. */
function containing(prefix: string): string {
  const found = piecesOf(normalizeText(prefix.slice(0, 100)));
  const parts = found.flatMap(({ text, isHan }) => {
    if (!isHan) return [beginningWith(`t${text}`)];
    return pairsOf(text).map((pair) =>
      pair.length > 1
        ? `(${exactly(`t${pair}`)} OR ${exactly(`u${pair}`)})`
        : `(${beginningWith(`t${pair}`)} OR ${beginningWith(`u${pair}`)})`,
    );
  });
  return parts.map((part) => `(${part})`).join(" AND ");
}

const titleSuggestion = (text: string, resourceId: Suggestion["resourceId"]): Suggestion => ({
  kind: "title",
  text,
  key: resourceId,
  resourceId,
});

/** Titles that begin with what was typed, then those that contain it, then those that sound so; most reused first. */
export function suggestTitles(index: Index, prefix: string, mask: Uint8Array, limit: number): Suggestion[] {
  const head = headOf(prefix);
  if (!head) return [];
  const expressions = [beginningWith(headToken + head), containing(prefix)];
  if (/^[a-z]{2,}$/.test(head)) {
    expressions.push(beginningWith(pinyinToken + head), beginningWith(initialsToken + head));
  }
  const { columns, database, postings } = index;
  const title = database.prepare("SELECT title FROM texts WHERE seq = ?");
  const found = new Map<string, Suggestion>();
  for (const expression of expressions) {
    const numbers = Array.from(postings.find(expression).filter((number) => mask[number] === 1));
    numbers.sort((a, b) => (columns.reuseCount[b] as number) - (columns.reuseCount[a] as number) || a - b);
    for (const number of numbers) {
      if (found.size >= limit) return [...found.values()];
      const text = String(title.get(number)?.title ?? "");
      // Two resources of one title are one suggestion.
      if (!found.has(text))
        found.set(text, titleSuggestion(text, columns.ids[number] as Suggestion["resourceId"]));
    }
  }
  return [...found.values()];
}
