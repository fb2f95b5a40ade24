import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { type FacetField, facetFields, type SearchRequest } from "../search-index.ts";
import { type Bits, bitsOfMask } from "./bits.ts";
import type { Columns } from "./columns.ts";

/** Which sets of a field have one of these keys, by code. */
export function acceptingSets(columns: Columns, field: "scope" | FacetField, keys: string[]): Uint8Array {
  const accepts = new Uint8Array(columns.keysOfFacetSet.length);
  for (const key of keys) {
    for (const code of columns.codesOfKey[field].get(key) ?? []) accepts[code] = 1;
  }
  return accepts;
}

/** With and without what is left out. */
const mostMasks = 16;

/** By document number, 1 for those that exist and are in scope: asked before anything is counted or ranked. */
export class ScopeMasks {
  readonly #columns: Columns;
  readonly #masks = new LRUCache<string, Uint8Array>({ max: mostMasks });
  readonly #byContent = new LRUCache<string, Uint8Array>({ max: mostMasks });
  readonly #digests = new WeakMap<Uint8Array, string>();
  readonly #bits = new WeakMap<Uint8Array, Bits>();

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  mask(scope: string[]): Uint8Array {
    return this.#keep(JSON.stringify(scope), () => this.#make(scope));
  }

  /** The mask without the documents that are left out, and where only some are asked about, of those alone. */
  maskFor({ scope, exclude, within }: Pick<SearchRequest, "scope" | "exclude" | "within">): Uint8Array {
    const mask = this.mask(scope);
    const without = () => this.#without(mask, exclude);
    const narrower =
      exclude.length === 0 ? mask : this.#keep(`${JSON.stringify(scope)} - ${exclude.join(" ")}`, without);
    return within ? this.#amongst(narrower, within) : narrower;
  }

  /** The same for masks that let the same documents through. */
  digestOf(mask: Uint8Array): string {
    const known = this.#digests.get(mask);
    if (known) return known;
    const digest = hash("sha1", mask, "base64");
    this.#digests.set(mask, digest);
    return digest;
  }

  bitsOf(mask: Uint8Array): Bits {
    const known = this.#bits.get(mask);
    if (known) return known;
    const bits = bitsOfMask(mask);
    this.#bits.set(mask, bits);
    return bits;
  }

  forget(): void {
    this.#masks.clear();
    this.#byContent.clear();
  }

  /** Colleagues have the same scope but for their own key: one mask serves all who may find the same. */
  #keep(key: string, make: () => Uint8Array): Uint8Array {
    const known = this.#masks.get(key);
    if (known) return known;
    const made = make();
    const digest = this.digestOf(made);
    const mask = this.#byContent.get(digest) ?? made;
    this.#byContent.set(digest, mask);
    this.#masks.set(key, mask);
    return mask;
  }

  #without(mask: Uint8Array, exclude: readonly string[]): Uint8Array {
    const narrower = mask.slice();
    for (const id of exclude) {
      const number = this.#columns.numberOfId.get(id);
      if (number !== undefined) narrower[number] = 0;
    }
    return narrower;
  }

  #amongst(mask: Uint8Array, within: readonly string[]): Uint8Array {
    const narrower = new Uint8Array(mask.length);
    for (const id of within) {
      const number = this.#columns.numberOfId.get(id);
      if (number !== undefined) narrower[number] = mask[number] as number;
    }
    return narrower;
  }

  #make(scope: string[]): Uint8Array {
    const { isLive, scopeSets: codes, size } = this.#columns;
    const accepts = acceptingSets(this.#columns, "scope", scope);
    const mask = new Uint8Array(size);
    for (let number = 1; number < size; number += 1) {
      mask[number] = (isLive[number] as number) & (accepts[codes[number] as number] as number);
    }
    return mask;
  }
}

/** Whether documents pass the filter of a field. */
export interface FilterCheck {
  field: FacetField;
  /** Of the field in a row of codes. */
  place: number;
  /** By code, 1 for those that pass. */
  accepts: Uint8Array;
}

export function filterChecks(columns: Columns, filters: SearchRequest["filters"]): FilterCheck[] {
  return facetFields.flatMap((field, place) => {
    const keys = filters[field];
    if (!keys || keys.length === 0) return [];
    return [{ field, place, accepts: acceptingSets(columns, field, keys) }];
  });
}
