import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { understandQuestion } from "../../server/modules/search/understand-question.ts";
import { unitOf } from "../support/world.ts";
import { seedLexicon } from "./lexicons.ts";

/** "text | field=keys …": what was understood, in one line. */
const read = (question: string, literal: string[] = []): string => {
  const { text, preferences } = understandQuestion(question, seedLexicon, literal);
  return [text, ...preferences.map(({ field, keys }) => `${field}=${keys.join(",")}`)].join(" | ");
};

describe("a question", () => {
  test.each([
    ["三上数学 分数", "分数 | grade=3 | volume=1 | subject=mathematics"],
    ["三上数学分数", "分数 | grade=3 | volume=1 | subject=mathematics"],
    ["数学三上分数", "分数 | subject=mathematics | grade=3 | volume=1"],
    ["6下 语文 匆匆", "匆匆 | grade=6 | volume=2 | subject=chinese"],
    ["三年级上册圆明园", "圆明园 | grade=3 | volume=1"],
    ["三年级（上）圆明园", "圆明园 | grade=3 | volume=1"],
    ["初一道法 宪法", "宪法 | grade=7 | subject=morality-and-law"],
    ["七年级 法不可违", "法不可违 | grade=7"],
    ["小学数学 三角形", "三角形 | grade=1,2,3,4,5,6 | subject=mathematics"],
    ["信技 编程 ppt", "编程 | subject=information-technology | kind=courseware"],
    ["体健 跳绳教案", "跳绳 | subject=physical-education | kind=lesson-plan"],
    ["部编版 观潮 教学设计", "观潮 | edition=tongbian | kind=lesson-plan"],
    ["北师大版 分数课件", "分数 | edition=beishida | kind=courseware"],
    ["2026秋 计划", "计划 | term=2026-2027-1"],
    ["2026-2027学年第一学期 计划", "计划 | term=2026-2027-1"],
    ["26年春 计划", "计划 | term=2025-2026-2"],
    ["繁體 數學 教案", "繁體 | subject=mathematics | kind=lesson-plan"],
    ["ＰＰＴ 分数", "分数 | kind=courseware"],
    ["😀😀 数学 分数", "😀😀 分数 | subject=mathematics"],
    ["grade 3 weather", "weather | grade=3"],
    ["math fractions", "fractions | subject=mathematics"],
    ["G3 Maths fractions", "fractions | grade=3 | subject=mathematics"],
    ["third grade PE rope skipping", "rope skipping | grade=3 | subject=physical-education"],
    ["fractions, Volume 2", "fractions, | volume=2"],
    ["autumn 2026 plan", "plan | term=2026-2027-1"],
    ["music 茉莉花 slides", "茉莉花 | subject=music | kind=courseware"],
  ])("%s is read as %s", (question, expected) => {
    expect(read(question)).toBe(expected);
  });

  test("names a campus that the asker knows of, also as people call it", () => {
    const { id, name } = unitOf("yixiao");
    expect(name).toBe("一小校区");
    expect(read("一小校区 观潮")).toBe(`观潮 | campus=${id}`);
    expect(read("一小数学观潮")).toBe(`观潮 | campus=${id} | subject=mathematics`);
    expect(read("二小 观潮")).toBe("二小 观潮");
    expect(read("一小时有多长")).toBe("一小时有多长");
  });

  test.each([
    "数学广角",
    "语文园地",
    "科学家的故事",
    "音乐之声",
    "音乐家贝多芬",
    "美术馆",
    "劳动者最光荣",
    "七上八下",
    "复习一下",
    "一下子",
    "星期三上午",
    "13上",
    "大年初一",
    "人教师",
    "圆明园的毁灭",
    "fenshu",
    "分数",
    '"三年级数学"',
    "“三年级数学”",
    "分数 -课件",
    '分数 -"数学 课件"',
    "练习册",
    "music festival",
    "Chinese festivals reading",
    "the art of teaching",
    "g30",
    "type",
    "",
    "   ",
  ])("%s stays as it is", (question) => {
    expect(understandQuestion(question, seedLexicon)).toEqual({ text: question, preferences: [] });
  });

  test("of nothing but such words is looked for by the names that resources carry", () => {
    expect(read("数学")).toBe("数学 | subject=mathematics");
    expect(read("三上数学")).toBe("三年级 上册 数学 | grade=3 | volume=1 | subject=mathematics");
    expect(read("三年级的数学教案")).toBe(
      "三年级 数学 教学设计 | grade=3 | subject=mathematics | kind=lesson-plan",
    );
    expect(read("2026秋")).toBe(" | term=2026-2027-1");
  });

  test.each([
    ["courseware", "课件 | kind=courseware"],
    ["Lesson plans", "教学设计 | kind=lesson-plan"],
    ["grade 3 math", "三年级 数学 | grade=3 | subject=mathematics"],
    [
      "lesson plans for grade 3 science",
      "教学设计 三年级 科学 | kind=lesson-plan | grade=3 | subject=science",
    ],
    ["Music", "音乐 | subject=music"],
  ])("in English, %s is looked for by the names that resources carry", (question, expected) => {
    expect(read(question)).toBe(expected);
  });

  test("keeps a word as text that says more than the field's value", () => {
    const { text, preferences } = understandQuestion("分数 微课", seedLexicon);
    expect(text).toBe("分数 微课");
    expect(preferences).toEqual([{ field: "kind", keys: ["material"], text: "微课", weight: 0.5 }]);
    expect(read("品德与生活")).toBe("品德与生活 | subject=morality-and-law");
  });

  test("of an edition of one press allows for the others that the subject has there", () => {
    expect(read("人教版语文 观潮")).toBe("观潮 | edition=renjiao,tongbian | subject=chinese");
    expect(read("人教版数学 分数")).toBe("分数 | edition=renjiao | subject=mathematics");
  });

  test("gives the words back as they were written", () => {
    expect(understandQuestion("ＰＰＴ 三年級", seedLexicon).preferences.map(({ text }) => text)).toEqual([
      "ＰＰＴ",
      "三年級",
    ]);
  });

  test("leaves as text what is taken back, and its neighbours as they were", () => {
    expect(read("三上数学 分数", ["数学"])).toBe("数学 分数 | grade=3 | volume=1");
    expect(read("三上数学 分数", ["三上"])).toBe("三上 分数 | subject=mathematics");
    expect(read("三上数学 分数", ["三上", "數學"])).toBe("三上数学 分数");
  });
});

describe("any string", () => {
  const piece = fc.constantFrom(
    "三上",
    "数学",
    "教案",
    "一",
    '"',
    "-",
    "“",
    " ",
    "(",
    "年级",
    "ppt",
    "\ud800",
    "\u0000",
    "的",
    "2026秋",
    "ﬁ",
    "é",
  );
  const anything = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join("")),
    fc.string({ unit: "grapheme", minLength: 9_000, maxLength: 10_000 }),
    // One character that folds into eighteen.
    fc.constant("\ufdfa".repeat(10_000)),
  );

  test("is understood, always alike, and only from words that it has", () => {
    fc.assert(
      fc.property(anything, fc.array(piece, { maxLength: 3 }), (question, literal) => {
        const once = understandQuestion(question, seedLexicon, literal);
        expect(understandQuestion(question, seedLexicon, literal)).toEqual(once);
        for (const { text, keys, weight } of once.preferences) {
          expect(question).toContain(text);
          expect(keys.length).toBeGreaterThan(0);
          expect(weight).toBeGreaterThan(0);
        }
        if (once.preferences.length === 0) expect(once.text).toBe(question);
      }),
      { numRuns: 300 },
    );
  });
});
