import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupByLesson } from "../../server/modules/vocabulary/index.ts";

const grouped = (...paths: string[]) =>
  groupByLesson(paths).map((group) => group.map((index) => paths[index]));

describe("files brought together", () => {
  it("become one resource where only their form differs", () => {
    const plan = "8.1《牛顿第一定律》第一课时 教学设计.docx";
    const slides = "8.1《牛顿第一定律》第一课时 课件(1).pptx";
    const other = "8.1《牛顿第一定律》第二课时 课件.pptx";
    expect(grouped(plan, other, slides)).toEqual([[plan, slides], [other]]);
  });

  it("stay apart in different folders: 第一课 is in every unit", () => {
    const [first, second] = ["第一单元/第1课 教案.docx", "第二单元/第1课 课件.pptx"];
    expect(grouped(first, second)).toEqual([[first], [second]]);
  });

  it("stay apart where a name is nothing but its form", () => {
    expect(grouped("课件.pptx", "教案.docx")).toEqual([["课件.pptx"], ["教案.docx"]]);
  });

  it("are each in exactly one group, whatever their names", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), (paths) => {
        const indexes = groupByLesson(paths).flat();
        expect(indexes.sort((a, b) => a - b)).toEqual(paths.map((_, index) => index));
      }),
    );
  });
});
