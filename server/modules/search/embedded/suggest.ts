import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ResourceId } from "../../../ids.ts";
import { headOf } from "../document-terms.ts";
import type { Suggestion } from "../search-index.ts";
import { normalizeText, pairsOf, piecesOf } from "../segment.ts";
import type { Columns } from "./columns.ts";
import { allOf, beginningWith, exactly, headToken, initialsToken, pinyinToken } from "./field-tokens.ts";
import { LabelCounts } from "./label-counts.ts";
import { mostReused } from "./most-reused.ts";
import type { Postings } from "./postings.ts";

/** How well a suggestion fits what was typed; the better first, titles first among equals. */
const fits = { begins: 3, contains: 2, sounds: 1 } as const;
type Fit = (typeof fits)[keyof typeof fits];

interface Found extends Suggestion {
  fit: Fit;
  /** Documents in scope that have the label; reuse decides between titles. */
  count: number;
}

const soundTyped = /^[a-z]{2,}$/;
/** Several resources may have one title: this many are read for each suggestion. */
const readPerSuggestion = 6;
/** Names that a suggestion list always has room for, beside the titles. */
const mostLabels = 3;

/** Titles, lessons, people and campuses in scope, for what is being typed. */
export class Suggester {
  readonly #columns: Columns;
  readonly #postings: Postings;
  readonly #title: StatementSync;
  readonly #counts: LabelCounts;

  constructor(database: DatabaseSync, postings: Postings, columns: Columns) {
    this.#columns = columns;
    this.#postings = postings;
    this.#title = database.prepare("SELECT title FROM titles WHERE seq = ?");
    this.#counts = new LabelCounts(columns);
  }

  suggest(prefix: string, mask: Uint8Array, limit: number): Suggestion[] {
    const typed = headOf(prefix);
    if (!typed) return [];
    const titles = this.#titles(prefix, typed, mask, limit);
    const labels = this.#labels(typed, mask);
    const room = Math.max(limit - titles.length, Math.min(mostLabels, limit >> 1));
    const kept = distinctTexts([...titles, ...labels.slice(0, room)].sort(compareFound)).slice(0, limit);
    return kept.map(({ kind, text, key, resourceId }) => ({ kind, text, key, resourceId }));
  }

  #titles(prefix: string, typed: string, mask: Uint8Array, limit: number): Found[] {
    const found = new Map<string, Found>();
    for (const [expression, fit] of titleExpressions(prefix, typed)) {
      if (found.size >= limit) break;
      const list = this.#postings.find(expression).list();
      for (const number of mostReused(this.#columns, list, mask, limit * readPerSuggestion)) {
        if (found.size >= limit) break;
        const text = String(this.#title.get(number)?.title ?? "");
        const resourceId = this.#columns.ids[number] as ResourceId;
        if (!found.has(text))
          found.set(text, { kind: "title", text, key: resourceId, resourceId, fit, count: 0 });
      }
    }
    return [...found.values()];
  }

  #labels(typed: string, mask: Uint8Array): Found[] {
    const found: Found[] = [];
    const { labels, ids } = this.#columns;
    const isSound = soundTyped.test(typed);
    for (let code = 1; code < labels.length; code += 1) {
      const label = labels[code];
      if (!label) continue;
      const at = label.letters.indexOf(typed);
      const sounds =
        at < 0 && isSound && (beginsOne(label.pinyin, typed) || beginsOne(label.initials, typed));
      if (at < 0 && !sounds) continue;
      const { count, witness } = this.#counts.of(code, mask);
      if (count === 0) continue;
      const { kind, key, text } = label;
      const fit = at === 0 ? fits.begins : at > 0 ? fits.contains : fits.sounds;
      found.push({ kind, key, text, resourceId: ids[witness] as ResourceId, fit, count });
    }
    return found.sort((a, b) => b.fit - a.fit || b.count - a.count);
  }
}

const beginsOne = (spaced: string, typed: string) => spaced.includes(` ${typed}`);

function compareFound(a: Found, b: Found): number {
  return b.fit - a.fit || Number(b.kind === "title") - Number(a.kind === "title") || b.count - a.count;
}

/** A lesson that is a title as well is shown once; a key under two of its names, too. */
function distinctTexts(found: Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ kind, key, text }) => {
    const marks = [kind === "lesson" ? `title ${text}` : `${kind} ${text} ${key}`, `${kind} ${key}`];
    const isNew = marks.every((mark) => !seen.has(mark));
    for (const mark of kind === "title" ? [`title ${text}`] : marks) seen.add(mark);
    return isNew;
  });
}

function* titleExpressions(prefix: string, typed: string): Iterable<[string, Fit]> {
  yield [beginningWith(headToken + typed), fits.begins];
  yield [containing(prefix), fits.contains];
  if (!soundTyped.test(typed)) return;
  yield [beginningWith(pinyinToken + typed), fits.sounds];
  yield [beginningWith(initialsToken + typed), fits.sounds];
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
  return allOf(parts.map((part) => `(${part})`));
}
