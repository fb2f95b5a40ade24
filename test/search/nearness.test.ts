import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BestTotals } from "../../server/modules/search/embedded/best-totals.ts";
import { createGeneration, openGeneration } from "../../server/modules/search/embedded/generation.ts";
import { mostRead, NearnessReader } from "../../server/modules/search/embedded/nearness.ts";
import { prepareDocument, withPreparation } from "../../server/modules/search/embedded/prepare-document.ts";
import { StoredTexts } from "../../server/modules/search/embedded/stored-texts.ts";
import { DocumentWriter } from "../../server/modules/search/embedded/write-documents.ts";
import { parseRequest } from "../../server/modules/search/parse-request.ts";
import { searchDocument, searchRequest, slides } from "../support/search-documents.ts";

const parts = ["分数", "练习", "的", "加法", "载", "重量"];
const documents = 40;
const titleOf = (number: number) =>
  [0, 1, 2].map((place) => parts[(number * (place + 3) + place) % parts.length]).join("");
const sentenceOf = (number: number) =>
  [2, 0, 1].map((place) => parts[(number + place * 5) % parts.length]).join("");

describe("documents ordered by how near the words stand", { timeout: 60_000 }, () => {
  let directory: string;
  let database: DatabaseSync;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "nearness-"));
    createGeneration(directory, 1, "current");
    database = openGeneration(directory, 1, false) as DatabaseSync;
    const all = Array.from({ length: documents }, (_none, i) =>
      searchDocument(i + 1, {
        title: titleOf(i),
        passages: slides(i + 1, "课件.pptx", sentenceOf(i), sentenceOf(i + 7)),
      }),
    );
    new DocumentWriter(database).put(withPreparation(all, all.map(prepareDocument)), false);
  });
  afterAll(() => {
    database.close();
    rmSync(directory, { recursive: true });
  });

  it("begin alike however few of them are needed", () => {
    const question = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 });
    const worths = fc.array(fc.double({ min: 0, max: 12, noNaN: true }), {
      minLength: documents,
      maxLength: documents,
    });
    fc.assert(
      fc.property(question, worths, fc.integer({ min: 1, max: documents }), (words, worth, needed) => {
        const scores = Float32Array.from([0, ...worth]);
        const numbers = Array.from(worth, (_none, i) => i + 1).sort(
          (a, b) => (scores[b] as number) - (scores[a] as number),
        );
        const text = words.join(" ");
        const reader = new NearnessReader(new StoredTexts(database));
        const query = parseRequest(searchRequest(text));
        const whole = reader.reorder(numbers, mostRead, query, text, scores);
        const begun = reader.reorder(numbers, needed, query, text, scores);
        expect(begun.slice(0, needed)).toEqual(whole.slice(0, needed));
        expect(begun.toSorted()).toEqual(numbers.toSorted());
      }),
    );
  });
});

describe("the best totals", () => {
  it("are those that sorting puts first, equals in the order that they came", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ max: 9 })), fc.integer({ min: 1, max: 8 }), (totals, needed) => {
        const best = new BestTotals(needed);
        totals.forEach((total, number) => {
          best.add(number, total);
        });
        const sorted = [...totals.keys()].sort((a, b) => (totals[b] as number) - (totals[a] as number));
        expect(best.numbers()).toEqual(sorted.slice(0, needed));
      }),
    );
  });
});
