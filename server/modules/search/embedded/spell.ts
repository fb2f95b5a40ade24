import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ResourceId } from "../../../ids.ts";
import { readingsOf, syllablesPerToken } from "../pinyin.ts";
import { deletionsOf, isOneSlipAway, mayBeMistyped } from "../ranking/near-words.ts";
import { stretchesReadAs, stretchesSpelled } from "../ranking/read-aloud.ts";
import type { Spelling } from "../search-index.ts";
import { normalizeText, piecesOf } from "../segment.ts";
import type { Columns } from "./columns.ts";
import { beginningWith, exactly, lessonPinyinToken, nearToken, pinyinToken } from "./field-tokens.ts";
import { mostReused } from "./most-reused.ts";
import type { Postings } from "./postings.ts";

/** Titles read to see which stretch of them sounds alike, most reused first. */
const titlesRead = 40;
const mostFound = 8;
const mostSpoken = 3;
const mostRemembered = 500;
const longestHan = 16;

/** What may have been meant by a word that nothing in scope has. Looks at documents in scope only. */
export class Speller {
  readonly #postings: Postings;
  readonly #columns: Columns;
  readonly #words: StatementSync;
  readonly #title: StatementSync;
  /** By scope, for as long as its mask is kept: reading titles aloud takes milliseconds. */
  readonly #spoken = new WeakMap<Uint8Array, Map<string, string[]>>();

  constructor(database: DatabaseSync, postings: Postings, columns: Columns) {
    this.#postings = postings;
    this.#columns = columns;
    this.#words = database.prepare("SELECT term FROM tokens WHERE term >= ? AND term < ?");
    this.#title = database.prepare("SELECT title FROM titles WHERE seq = ?");
  }

  /** The likeliest first: those of more titles, and among equals those of more reused ones. */
  spellings(word: string, mask: Uint8Array, limit: number): Spelling[] {
    const [piece, ...more] = piecesOf(normalizeText(word));
    if (!piece || more.length > 0) return [];
    const found = piece.isHan
      ? this.soundAlikes(piece.text, mask)
      : this.nearWords(piece.text, mask).flatMap((text) => {
          const [number] = mostReused(
            this.#columns,
            this.#postings.find(exactly(`t${text}`)).list(),
            mask,
            1,
          );
          return number === undefined ? [] : [{ text, number }];
        });
    return found.slice(0, limit).map(({ text, number }) => ({
      text,
      resourceId: this.#columns.ids[number] as ResourceId,
    }));
  }

  /** Stretches of titles and lessons that are read like a Han word and written otherwise. */
  soundAlikes(word: string, mask: Uint8Array): { text: string; number: number }[] {
    const length = Array.from(word).length;
    if (length < 2 || length > longestHan) return [];
    const found = new Map<string, { text: string; number: number; titles: number }>();
    for (const syllables of readingsOf(word)) {
      if (syllables.includes("")) continue;
      const letters = syllables.slice(0, syllablesPerToken).join("");
      for (const { number, name } of this.#namesWith(letters, mask)) {
        for (const text of stretchesReadAs(syllables, name)) {
          const known = found.get(text);
          if (known) known.titles += 1;
          else if (text !== word) found.set(text, { text, number, titles: 1 });
        }
      }
    }
    return [...found.values()].sort((a, b) => b.titles - a.titles).slice(0, mostFound);
  }

  /** Titles, then lessons, of the most reused documents in scope in which letters begin at some syllable. */
  *#namesWith(letters: string, mask: Uint8Array): Iterable<{ number: number; name: string }> {
    const having = (token: string) =>
      mostReused(this.#columns, this.#postings.find(beginningWith(token + letters)).list(), mask, titlesRead);
    for (const number of having(pinyinToken))
      yield { number, name: String(this.#title.get(number)?.title ?? "") };
    const { labelCodes, labels } = this.#columns;
    for (const number of having(lessonPinyinToken))
      yield { number, name: labels[labelCodes.lesson[number] as number]?.text ?? "" };
  }

  /** Stretches of titles that are read as Latin letters say: fenshu → 分数. */
  spoken(letters: string, mask: Uint8Array): string[] {
    if (!/^[a-z]{3,}$/.test(letters)) return [];
    const known = this.#spoken.get(mask) ?? new Map<string, string[]>();
    this.#spoken.set(mask, known);
    const found = known.get(letters) ?? this.#readAloud(letters, mask);
    if (known.size < mostRemembered) known.set(letters, found);
    return found;
  }

  #readAloud(letters: string, mask: Uint8Array): string[] {
    const list = this.#postings.find(beginningWith(pinyinToken + letters)).list();
    const found = new Map<string, number>();
    for (const number of mostReused(this.#columns, list, mask, titlesRead)) {
      for (const text of stretchesSpelled(letters, String(this.#title.get(number)?.title ?? ""))) {
        found.set(text, (found.get(text) ?? 0) + 1);
      }
    }
    return [...found]
      .sort((a, b) => b[1] - a[1])
      .slice(0, mostSpoken)
      .map(([text]) => text);
  }

  /** Latin words one slip away that some document in scope has. */
  nearWords(word: string, mask: Uint8Array): string[] {
    if (!mayBeMistyped(word)) return [];
    const found = new Map<string, number>();
    for (const deletion of deletionsOf(word)) {
      const from = `${nearToken}${deletion}.`;
      for (const row of this.#words.all(from, `${nearToken}${deletion}/`)) {
        const term = String(row.term);
        const near = term.slice(from.length);
        if (found.has(near) || !isOneSlipAway(word, near)) continue;
        const count = countIn(this.#postings.find(exactly(term)).list(), mask);
        if (count > 0) found.set(near, count);
      }
    }
    return [...found]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, mostFound)
      .map(([near]) => near);
  }
}

function countIn(list: Uint32Array, mask: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < list.length; i += 1) count += mask[list[i] as number] as number;
  return count;
}
