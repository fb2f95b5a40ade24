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
});
