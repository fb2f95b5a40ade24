import fc from "fast-check";
import { expect, test } from "vitest";
import { groupByLesson } from "../../server/modules/vocabulary/index.ts";
import { relatedChunks } from "../../web/features/upload/related-chunks.ts";

const chunked = (paths: string[], most: number): string[][] =>
  relatedChunks(paths, most).map((chunk) => chunk.map((file) => paths[file] ?? ""));
const isTogether = (chunks: string[][], ...files: string[]): boolean =>
  chunks.some((chunk) => files.every((file) => chunk.includes(file)));

test("a folder at the border goes into the next request as a whole", () => {
  const folder = (name: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${name}/${at}.txt`);
  expect(chunked([...folder("a", 3), ...folder("b", 3)], 5)).toEqual([folder("a", 3), folder("b", 3)]);
  expect(chunked([...folder("a", 3), ...folder("b", 2)], 5)).toHaveLength(1);
});

test("files of one lesson in one large folder are asked for together", () => {
  const kinds = ["教案", "课件", "练习"];
  const lessons = Array.from({ length: 400 }, (_, at) => at + 1);
  const paths = kinds.flatMap((kind) => lessons.map((lesson) => `三年级/第${lesson}课 ${kind}.docx`));
  const chunks = chunked(paths, 500);
  for (const lesson of lessons)
    expect(isTogether(chunks, ...kinds.map((kind) => `三年级/第${lesson}课 ${kind}.docx`))).toBe(true);
});

test("every path is in one part, none larger than allowed, and folders that fit are not torn", () => {
  const path = fc
    .tuple(fc.constantFrom("", "a/", "a/b/", "c/"), fc.string({ maxLength: 3 }))
    .map((one) => one.join(""));
  fc.assert(
    fc.property(fc.array(path, { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), (paths, most) => {
      const chunks = relatedChunks(paths, most);
      expect(chunks.flat().sort((a, b) => a - b)).toEqual(paths.map((_, at) => at));
      for (const chunk of chunks) expect(chunk.length).toBeLessThanOrEqual(most);
      for (const group of groupByLesson(paths)) {
        const folder = paths[group[0] ?? 0]?.replace(/[^/]*$/, "");
        const size = paths.filter((one) => one.replace(/[^/]*$/, "") === folder).length;
        if (size <= most)
          expect(chunks.some((chunk) => group.every((file) => chunk.includes(file)))).toBe(true);
      }
    }),
  );
});
