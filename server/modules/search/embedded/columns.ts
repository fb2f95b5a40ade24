import type { DatabaseSync } from "node:sqlite";
import { headOf } from "../document-terms.ts";
import { standingOf } from "../ranking/rank.ts";
import { type FacetField, facetFields, type Suggestion } from "../search-index.ts";
import { FacetRows, placeOf } from "./facet-rows.ts";

const keyedFields = ["scope", ...facetFields] as const;

const labelKinds = ["lesson", "author", "campus"] as const;
type LabelKind = (typeof labelKinds)[number];

/** The name of a lesson, a person or a campus. */
interface Label {
  kind: Suggestion["kind"];
  key: string;
  text: string;
  /** Normalized, letters and digits only. */
  letters: string;
  /** What it sounds like from each of its characters on, each after a blank. */
  pinyin: string;
  initials: string;
}

/**
 * What ranking, scope, filters and facets need of every document, in typed arrays indexed by document number: some 60
 * bytes a document. Follows the file by the number of the last change that it has seen.
 */
export class Columns {
  /** One more than the highest document number. */
  size = 1;
  liveCount = 0;
  ids: string[] = [];
  /** By id the number of the document that exists. */
  readonly numberOfId = new Map<string, number>();
  isLive = new Uint8Array(0);
  titleLength = new Uint8Array(0);
  publishedAt = new Float64Array(0);
  reuseCount = new Uint32Array(0);
  /** Of each document, by reuse and age: what decides between equals. */
  standing = new Float32Array(0);
  /** Each document's labels; 0 for none. */
  labelCodes: Record<LabelKind, Uint32Array>;
  /** By code; there is none of code 0. */
  labels: (Label | undefined)[] = [undefined];
  /** The code of the set of keys of which an asker has one; 0 in a removed document. */
  scopeSets = new Uint32Array(0);
  readonly facetRows = new FacetRows();
  /** The keys of all facets, and the place among `facetFields` of the one that each is of. */
  readonly facetKeys: string[] = [];
  readonly fieldOfFacetKey: number[] = [];
  /** By code which of `facetKeys` a set has: none where it is one of the scope. */
  readonly keysOfFacetSet: number[][] = [[]];
  /** The codes of the sets that have a key. */
  readonly codesOfKey: Record<"scope" | FacetField, Map<string, number[]>>;
  readonly #numberOfNamedKey = new Map<string, number>();
  #lastChange = 0;

  constructor() {
    this.labelCodes = { lesson: new Uint32Array(0), author: new Uint32Array(0), campus: new Uint32Array(0) };
    this.codesOfKey = Object.fromEntries(
      keyedFields.map((field) => [field, new Map()]),
    ) as typeof this.codesOfKey;
  }

  /** Takes in what has been committed since the last call; answers which documents have changed. */
  refresh(database: DatabaseSync): number[] {
    this.#readSets(database);
    this.#readLabels(database);
    const statement = database.prepare(
      `SELECT change, seq, id, is_live, published_at, reuse_count, title_length, ${keyedFields.join(", ")},
         lesson_label, author_label, campus_label
       FROM documents WHERE change > ?`,
    );
    statement.setReturnArrays(true);
    const highest = Number(database.prepare("SELECT coalesce(max(seq), 0) AS seq FROM documents").get()?.seq);
    this.#grow(highest + 1);
    const changed: number[] = [];
    // Typings know rows as objects only.
    for (const row of statement.iterate(this.#lastChange) as unknown as Iterable<(number | string)[]>) {
      this.#take(row);
      changed.push(Number(row[1]));
    }
    return changed;
  }

  #take(row: (number | string)[]): void {
    const [change, seq] = [Number(row[0]), Number(row[1])];
    const isLive = Number(row[3]);
    this.liveCount += isLive - (this.isLive[seq] ?? 0);
    const id = String(row[2]);
    this.ids[seq] = id;
    if (isLive === 1) this.numberOfId.set(id, seq);
    else if (this.numberOfId.get(id) === seq) this.numberOfId.delete(id);
    this.isLive[seq] = isLive;
    this.publishedAt[seq] = Number(row[4]);
    this.reuseCount[seq] = Number(row[5]);
    this.titleLength[seq] = Number(row[6]);
    this.standing[seq] = standingOf(Number(row[5]), Number(row[4]));
    this.scopeSets[seq] = Number(row[7]);
    this.facetRows.set(seq, row.slice(8, 7 + keyedFields.length) as number[]);
    labelKinds.forEach((kind, i) => {
      this.labelCodes[kind][seq] = Number(row[7 + keyedFields.length + i]);
    });
    this.#lastChange = Math.max(this.#lastChange, change);
  }

  #readSets(database: DatabaseSync): void {
    const rows = database
      .prepare("SELECT code, field, keys FROM value_sets WHERE code >= ? ORDER BY code")
      .all(this.keysOfFacetSet.length);
    for (const row of rows) {
      const [code, field] = [Number(row.code), row.field as "scope" | FacetField];
      const ofFacet: number[] = [];
      for (const key of JSON.parse(String(row.keys)) as string[]) {
        const codes = this.codesOfKey[field].get(key);
        if (codes) codes.push(code);
        else this.codesOfKey[field].set(key, [code]);
        if (field !== "scope") ofFacet.push(this.#numberOfFacetKey(field, key));
      }
      this.keysOfFacetSet[code] = ofFacet;
    }
  }

  #numberOfFacetKey(field: FacetField, key: string): number {
    const named = `${field} ${key}`;
    const known = this.#numberOfNamedKey.get(named);
    if (known !== undefined) return known;
    const number = this.facetKeys.push(key) - 1;
    this.fieldOfFacetKey.push(placeOf(field));
    this.#numberOfNamedKey.set(named, number);
    return number;
  }

  #readLabels(database: DatabaseSync): void {
    const rows = database
      .prepare("SELECT code, kind, key, text, pinyin, initials FROM labels WHERE code >= ? ORDER BY code")
      .all(this.labels.length);
    for (const { code, kind, key, text, pinyin, initials } of rows) {
      this.labels[Number(code)] = {
        kind: kind as Label["kind"],
        key: String(key),
        text: String(text),
        letters: headOf(String(text)),
        pinyin: ` ${pinyin}`,
        initials: ` ${initials}`,
      };
    }
  }

  #grow(size: number): void {
    this.size = size;
    if (size <= this.isLive.length) return;
    const room = Math.ceil(size * 1.25) + 1024;
    this.isLive = copyInto(new Uint8Array(room), this.isLive);
    this.titleLength = copyInto(new Uint8Array(room), this.titleLength);
    this.publishedAt = copyInto(new Float64Array(room), this.publishedAt);
    this.reuseCount = copyInto(new Uint32Array(room), this.reuseCount);
    this.standing = copyInto(new Float32Array(room), this.standing);
    for (const kind of labelKinds)
      this.labelCodes[kind] = copyInto(new Uint32Array(room), this.labelCodes[kind]);
    this.scopeSets = copyInto(new Uint32Array(room), this.scopeSets);
    this.facetRows.grow(room);
  }
}

function copyInto<Values extends { set(from: Values): void }>(to: Values, from: Values): Values {
  to.set(from);
  return to;
}
