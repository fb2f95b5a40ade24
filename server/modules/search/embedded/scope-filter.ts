import { type FacetField, facetFields, type SearchRequest } from "../search-index.ts";
import type { Columns } from "./columns.ts";

/** Which sets of a field have one of these keys, by code. */
export function acceptingSets(columns: Columns, field: "scope" | FacetField, keys: string[]): Uint8Array {
  const accepts = new Uint8Array(columns.keysOfSet.length);
  for (const key of keys) {
    for (const code of columns.codesOfKey[field].get(key) ?? []) accepts[code] = 1;
  }
  return accepts;
}

const mostMasks = 8;

/** By document number, 1 for those that exist and are in scope: asked before anything is counted or ranked. */
export class ScopeMasks {
  readonly #columns: Columns;
  readonly #masks = new Map<string, Uint8Array>();

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  /** Colleagues have the same scope but for their own key, and one person asks many times: the last few are kept. */
  mask(scope: string[]): Uint8Array {
    const key = JSON.stringify(scope);
    const mask = this.#masks.get(key) ?? this.#make(scope);
    this.#masks.delete(key);
    this.#masks.set(key, mask);
    const [oldest] = this.#masks.keys();
    if (this.#masks.size > mostMasks && oldest !== undefined) this.#masks.delete(oldest);
    return mask;
  }

  /** The mask without the documents that are left out, and where only some are asked about, of those alone. */
  maskFor({ scope, exclude, within }: Pick<SearchRequest, "scope" | "exclude" | "within">): Uint8Array {
    const mask = this.mask(scope);
    if (exclude.length === 0 && !within) return mask;
    const narrower = mask.slice();
    const excluded = new Set<string>(exclude);
    const asked = within && new Set<string>(within);
    for (let number = 1; number < this.#columns.size; number += 1) {
      if (narrower[number] !== 1) continue;
      const id = this.#columns.ids[number] as string;
      if (excluded.has(id) || asked?.has(id) === false) narrower[number] = 0;
    }
    return narrower;
  }

  forget(): void {
    this.#masks.clear();
  }

  #make(scope: string[]): Uint8Array {
    const { isLive, sets, size } = this.#columns;
    const accepts = acceptingSets(this.#columns, "scope", scope);
    const codes = sets.scope;
    const mask = new Uint8Array(size);
    for (let number = 1; number < size; number += 1) {
      mask[number] = (isLive[number] as number) & (accepts[codes[number] as number] as number);
    }
    return mask;
  }
}

export interface FilterCheck {
  field: FacetField;
  codes: Uint32Array;
  accepts: Uint8Array;
}

export function filterChecks(columns: Columns, filters: SearchRequest["filters"]): FilterCheck[] {
  return facetFields.flatMap((field) => {
    const keys = filters[field];
    if (!keys || keys.length === 0) return [];
    return [{ field, codes: columns.sets[field], accepts: acceptingSets(columns, field, keys) }];
  });
}
