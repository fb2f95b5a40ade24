import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareNaturally, placeNaturally } from "../../server/modules/collections/natural-order.ts";

describe("names of folders", () => {
  test.each([
    [["第一单元", "第二单元", "第三单元", "第九单元", "第十单元", "第十一单元", "第二十单元"]],
    [["三年级上册", "三年级下册", "四年级上册", "十年级上册"]],
    [["一、识字", "二、阅读", "十、习作"]],
    [["1 导入", "2 新授", "10 小结"]],
    [["第1周", "第二周", "第3周", "第十二周"]],
    [["上册", "中册", "下册"]],
  ])("are ordered as people read them: %j", (names) => {
    const shuffled = names.toSorted((one, other) => (one < other ? 1 : -1));
    expect(shuffled.toSorted(compareNaturally)).toEqual(names);
  });

  test("that differ are never equal", () => {
    expect(compareNaturally("第一单元", "第1单元")).not.toBe(0);
  });

  test("find their places without disturbing an order that a person gave", () => {
    const place = (there: string[], added: string[]) => placeNaturally(there, added, (name) => name);
    expect(place([], ["第十单元", "第二单元", "第一单元"])).toEqual(["第一单元", "第二单元", "第十单元"]);
    expect(place(["第三单元", "第一单元"], ["第二单元"])).toEqual(["第二单元", "第三单元", "第一单元"]);
    expect(place(["第一单元"], ["第二单元"])).toEqual(["第一单元", "第二单元"]);
  });

  test("each stand before the first that comes after, whatever order they come in", () => {
    const names = fc.array(fc.constantFrom("第一课", "第2课", "第二课", "第10课", "封面", "三年级上册", "a"));
    fc.assert(
      fc.property(names, names, (there, added) => {
        const oneByOne = [...there];
        for (const name of added) {
          const next = oneByOne.findIndex((other) => compareNaturally(other, name) > 0);
          oneByOne.splice(next === -1 ? oneByOne.length : next, 0, name);
        }
        expect(placeNaturally(there, added, (name) => name)).toEqual(oneByOne);
      }),
    );
  });

  test("are read once each, however many they are", () => {
    let readCount = 0;
    const numbers = Array.from({ length: 1000 }, (_, index) => index);
    const placed = placeNaturally(numbers.slice(0, 500), numbers.slice(500), (number) => {
      readCount += 1;
      return `第${number}课`;
    });
    expect(placed).toEqual(numbers);
    expect(readCount).toBe(1000);
  });
});
