import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPortions } from "../../indexer/extract/read-portions.ts";
import { makeOfficePackage } from "../../scripts/make-files/office-package.ts";
import { makeEndlessPage } from "../support/make-endless-page.ts";
import { extractBytes, passagesOf, startExtractor } from "./extract-files.ts";

const pages = Array.from({ length: 6 }, (_, index) => ({
  page: index + 1,
  pageKind: "page",
  text: `page ${index + 1}`,
}));

const paragraph = (index: number): string => `<p><t>第${index}段${"课".repeat(90)}</t></p>`;
const makeDocument = (body: string): Promise<Buffer> => {
  const contentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  return makeOfficePackage("", [{ name: "word/document.xml", contentType, xml: `<d>${body}</d>` }]);
};

describe("a PDF whose last page ends its reader", () => {
  it.each([
    ["out-of-memory", 600_000_000, {}],
    ["timeout", 400_000_000, { memoryMb: 4000, heapMb: 3000, timeMs: 5000 }],
  ])("keeps the text of those before it: %s", async (reason, bytes, limits) => {
    const extractor = startExtractor({ limits });
    const result = await extractBytes(extractor, makeEndlessPage(pages.length, bytes), "a.pdf");
    expect(result).toMatchObject({ status: "ready", endedBy: reason, pageCount: pages.length + 1 });
    expect(passagesOf(result)).toEqual(pages);
  });
});

it("of a long Word document without pages, all that was handed over are sections", async () => {
  const file = await makeDocument(Array.from({ length: 300 }, (_, index) => paragraph(index)).join(""));
  const passages = passagesOf(await extractBytes(startExtractor(), file, "a.docx"));
  expect(passages.length).toBeGreaterThan(30);
  expect(passages.map(({ page, pageKind }) => [page, pageKind])).toEqual(
    passages.map((_, index) => [index + 1, "section"]),
  );
});

it("of a Word document whose last paragraph ends its reader, what stands before it is kept", async () => {
  const before = Array.from({ length: 300 }, (_, index) => paragraph(index));
  const file = await makeDocument(`${before.join("")}<p>${"<t>字</t>".repeat(6_000_000)}</p>`);
  const extractor = startExtractor({ limits: { heapMb: 16, memoryMb: 2000 } });
  const result = await extractBytes(extractor, file, "a.docx");
  expect(result).toMatchObject({ status: "ready", endedBy: "out-of-memory" });
  const text = passagesOf(result)
    .map((passage) => passage.text)
    .join("\n");
  for (const place of [0, 100, 200]) expect(text).toContain(`第${place}段`);
});

describe("what an extracting process says", () => {
  const line = (content: object) => Buffer.from(`${JSON.stringify(content)}\n`);
  const passage = (text: string) => ({ page: 1, pageKind: "page" as const, text });
  const facts = { status: "ready", pageCount: 1, isTruncated: false, properties: {} };

  it("is put together however its bytes arrive", () => {
    const portion = fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 4 });
    const said = fc.array(portion, { maxLength: 4 });
    fc.assert(
      fc.property(said, fc.integer({ min: 1, max: 30 }), (portions, length) => {
        const passages = portions.map((texts) => texts.map(passage));
        const lines = [...passages.map((portion) => ({ passages: portion })), { result: facts }];
        const bytes = Buffer.concat(lines.map(line));
        const reader = readPortions(10_000);
        const answers = Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
          reader.take(bytes.subarray(index * length, (index + 1) * length)),
        );
        expect(answers.at(-1)).toEqual({ ...facts, passages: passages.flat() });
        expect(answers.slice(0, -1).every((answer) => answer === null)).toBe(true);
      }),
    );
  });

  it("counts until its end, and then as what was read in part", () => {
    const reader = readPortions(100);
    expect(reader.endedBy("timeout")).toEqual({ status: "failed", reason: "timeout" });
    expect(reader.take(line({ passages: [passage("甲")] }))).toBeNull();
    expect(reader.endedBy("timeout")).toMatchObject({ endedBy: "timeout", passages: [passage("甲")] });
    const result = { status: "none", reason: "scanned" };
    expect(reader.take(line({ result }))).toEqual(result);
  });

  it.each([
    ["a line without end", Buffer.alloc(1_100_000, "x")],
    ["more text than may be", line({ passages: [passage("十个字十个字十个字十"), passage("一")] })],
    ["no JSON", Buffer.from("{\n")],
    ["a portion without passages", line({ passages: [] })],
    [
      "numbered again and again",
      Buffer.concat([line({ numbered: "sections" }), line({ numbered: "sections" })]),
    ],
    ["a number that no database holds", line({ passages: [{ ...passage("甲"), page: 3_000_000_000 }] })],
    ["another shape", line({ passages: [{ ...passage("甲"), page: "1" }] })],
    ["an unknown result", line({ result: { ...facts, status: "good" } })],
  ])("is refused where it is %s", (_, bytes) => {
    expect(() => readPortions(10).take(bytes)).toThrow();
  });

  it("is refused where it is more passages than there is room for", () => {
    const reader = readPortions(1_000_000);
    const many = line({ passages: new Array(10_000).fill(passage("")) });
    expect(() => {
      for (let round = 0; round < 30; round += 1) reader.take(many);
    }).toThrow("more text");
  });
});
