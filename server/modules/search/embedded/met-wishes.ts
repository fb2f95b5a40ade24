import type { Preference } from "../search-index.ts";
import type { Columns } from "./columns.ts";
import { placeOf, rowLength } from "./facet-rows.ts";
import { acceptingSets } from "./scope-filter.ts";

/** What is wished of the documents of an index, beside the words. */
export interface Wishes {
  columns: Columns;
  preferences: Preference[];
}

/** The weights of the wishes that a document meets, together; null where nothing is wished. */
export function metWeights({ columns, preferences }: Wishes): ((number: number) => number) | null {
  if (preferences.length === 0) return null;
  const wishes = preferences.map(({ field, keys, weight }) => ({
    place: placeOf(field),
    accepts: acceptingSets(columns, field, keys),
    weight,
  }));
  const { codes } = columns.facetRows;
  return (number) => {
    const row = number * rowLength;
    let met = 0;
    for (let i = 0; i < wishes.length; i += 1) {
      const wish = wishes[i] as (typeof wishes)[number];
      if (wish.accepts[codes[row + wish.place] as number] === 1) met += wish.weight;
    }
    return met;
  };
}
