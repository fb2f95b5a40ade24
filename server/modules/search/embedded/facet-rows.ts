import { type FacetField, facetFields } from "../search-index.ts";

/** Codes in a row. */
export const rowLength = facetFields.length;

export const placeOf = (field: FacetField): number => facetFields.indexOf(field);

/** More codes than fit two bytes take four. */
const mostNarrow = 0xffff;

/**
 * Of each document the codes of its sets of keys, in the order of `facetFields`, side by side: who reads one of them reads
 * all, and they are near each other in memory. 0 in a removed document.
 */
export class FacetRows {
  /** The row of a document begins at its number times `rowLength`. */
  codes: Uint16Array | Uint32Array = new Uint16Array(0);

  grow(documents: number): void {
    const grown = new (this.codes instanceof Uint16Array ? Uint16Array : Uint32Array)(documents * rowLength);
    grown.set(this.codes);
    this.codes = grown;
  }

  set(number: number, codes: readonly number[]): void {
    if (this.codes instanceof Uint16Array && Math.max(...codes) > mostNarrow)
      this.codes = Uint32Array.from(this.codes);
    this.codes.set(codes, number * rowLength);
  }
}
