import fc from "fast-check";
import { expect, test } from "vitest";
import { countFacets } from "../../server/modules/search/embedded/count-facets.ts";
import { FacetRows, placeOf } from "../../server/modules/search/embedded/facet-rows.ts";
import { type FacetField, facetFields } from "../../server/modules/search/search-index.ts";

const documents = 400;
/** More than are listed. */
const keysOfField = 150;

/** Each document's keys of each field. */
const library = fc.array(
  fc.tuple(
    ...facetFields.map(() => fc.uniqueArray(fc.integer({ min: 1, max: keysOfField }), { maxLength: 2 })),
  ),
  { minLength: 1, maxLength: documents, size: "max" },
);

const nameOf = (key: number) => `k${key}`;

/** As `Columns` has them, the codes counted from `firstCode` on. */
function columnsOf(all: number[][][], firstCode: number) {
  const facetKeys = facetFields.flatMap(() =>
    Array.from({ length: keysOfField }, (_none, i) => nameOf(i + 1)),
  );
  const fieldOfFacetKey = facetFields.flatMap((_field, place) => Array(keysOfField).fill(place) as number[]);
  const keysOfFacetSet: number[][] = Array.from({ length: firstCode }, () => []);
  const facetRows = new FacetRows();
  facetRows.grow(2);
  const codes = new Map<string, number>();
  all.forEach((fields, number) => {
    facetRows.grow(number + 2);
    const row = fields.map((keys, place) => {
      const named = `${place} ${keys}`;
      if (!codes.has(named))
        codes.set(named, keysOfFacetSet.push(keys.map((key) => place * keysOfField + key - 1)) - 1);
      return codes.get(named) as number;
    });
    facetRows.set(number, row);
  });
  return { facetKeys, fieldOfFacetKey, keysOfFacetSet, facetRows };
}

function countPlainly(all: number[][][], numbers: number[], field: FacetField) {
  const counts = new Map<string, number>();
  for (const number of numbers)
    for (const key of all[number]?.[placeOf(field)] ?? [])
      counts.set(nameOf(key), (counts.get(nameOf(key)) ?? 0) + 1);
  return Array.from(counts, ([key, count]) => ({ key, count }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
    .slice(0, 100);
}

test("every key is counted in its field, with what only the field's own filter leaves out, however many codes there are", () => {
  fc.assert(
    fc.property(library, fc.constantFrom(1, 65_000, 70_000), fc.nat(), (all, firstCode, choice) => {
      const numbers = all.map((_none, number) => number);
      const kept = numbers.filter((number) => (number * 7 + choice) % 3 !== 0);
      const left = numbers.filter((number) => (number * 7 + choice) % 3 === 0);
      const facets = countFacets(columnsOf(all, firstCode), Uint32Array.from(kept), { subject: left });
      for (const field of facetFields) {
        const counted = field === "subject" ? [...kept, ...left] : kept;
        expect(facets[field]).toEqual(countPlainly(all, counted, field));
      }
    }),
    { numRuns: 40 },
  );
});
