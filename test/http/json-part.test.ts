import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonPart, writeJson } from "../../server/http/json-part.ts";
import { packResult, unpackResult } from "../../server/modules/search/embedded/packed-result.ts";
import type { SearchResult } from "../../server/modules/search/search-index.ts";

const written = (value: unknown) => jsonPart(Buffer.from(JSON.stringify(value)));
const read = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString());

const highlight = fc.array(fc.record({ text: fc.string({ unit: "binary" }), isMatch: fc.boolean() }), {
  maxLength: 4,
});
const result = fc.record({
  hits: fc.array(
    fc.record({
      id: fc.uuid(),
      title: highlight,
      passages: fc.array(fc.record({ fileName: fc.string({ unit: "binary" }), snippet: highlight })),
    }),
  ),
  isPartial: fc.boolean(),
  misspelled: fc.array(fc.string({ unit: "binary" })),
  total: fc.nat(),
  facets: fc.constant({ kind: [{ key: "lesson-plan", count: 2 }] }),
}) as unknown as fc.Arbitrary<SearchResult>;

describe("parts of a reply that are JSON already", () => {
  test("are sent where they stand", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), (parts, other) => {
        const body = { other, parts: parts.map((part, i) => ({ i, part })) };
        const bytes = writeJson({ other, parts: parts.map((part, i) => ({ i, part: written(part) })) });
        expect(bytes.toString()).toBe(JSON.stringify(body));
      }),
    );
  });

  test("may be larger than what is kept ready for writing", () => {
    const long = "长".repeat(300_000);
    expect(read(writeJson([written(long), long, written("短")]))).toEqual([long, long, "短"]);
  });
});

describe("a packed result", () => {
  test("is unpacked as it was, and what is shown of its hits lies ready as JSON", () => {
    fc.assert(
      fc.property(result, (given) => {
        const packed = packResult(given);
        expect(packed.buffer.byteLength).toBe(packed.byteLength);
        const { hits, ...rest } = unpackResult(packed);
        expect({
          ...rest,
          hits: hits.map(({ id, title, passages }) => ({ id, title, passages })),
        }).toEqual(JSON.parse(JSON.stringify(given)));
        for (const { title, passages, written } of hits) {
          expect(read(written?.title ?? packed)).toEqual(title);
          expect(read(written?.passages ?? packed)).toEqual(passages);
        }
      }),
    );
  });

  test("may be larger than what is kept ready for packing", () => {
    const title = [{ text: "长".repeat(300_000), isMatch: true }];
    const hit = { id: "0193a1b2-0000-7000-8000-000000000001", title, passages: [] };
    const given = { hits: [hit, hit], isPartial: false, misspelled: [], total: 2, facets: {} };
    const { hits } = unpackResult(packResult(given as unknown as SearchResult));
    expect(hits.map((one) => one.title)).toEqual([title, title]);
  });
});
