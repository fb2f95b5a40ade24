import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guessFields, seedTerms } from "../../server/modules/vocabulary/index.ts";

type Guess = ReturnType<typeof guessFields>;
const reasonOf = (guess: Guess, field: string) => guess.reasons.find((reason) => reason.field === field);

describe("where a guess comes from", () => {
  test("is said with the words as they are written there", () => {
    const guess = guessFields({ fileName: "三年級數學（上）《分數的初步認識》教學設計.docx" });
    expect(reasonOf(guess, "grades")).toMatchObject({ value: "3", source: "name", matched: "三年級" });
    expect(reasonOf(guess, "kind")).toMatchObject({ value: "lesson-plan", matched: "教學設計" });
  });

  test("the nearest folder that says something speaks before those above it", () => {
    const guess = guessFields({ fileName: "第三单元.docx", folders: ["四年级", "三年级数学", "教案"] });
    expect(guess).toMatchObject({ kind: "lesson-plan", subject: "mathematics", grade: "3" });
    expect(reasonOf(guess, "grades")).toMatchObject({ source: "folder", matched: "三年级" });
  });

  test("a path brings its folders with it, whichever way its slashes lean", () => {
    expect(guessFields({ fileName: "三年级\\语文\\上册\\练习.docx" })).toMatchObject({
      title: "练习",
      subject: "chinese",
      grade: "3",
      volume: "1",
    });
    expect(guessFields({ fileName: "C:\\Users\\a\\..\\课件.pptx" })).toMatchObject({ kind: "courseware" });
  });

  test("the name speaks before the folder, and is less sure for it", () => {
    const alone = guessFields({ fileName: "三年级口算.docx" });
    const against = guessFields({ fileName: "三年级口算.docx", folders: ["四年级"] });
    expect(against.grade).toBe("3");
    expect(reasonOf(against, "grades")?.confidence).toBeLessThan(reasonOf(alone, "grades")?.confidence ?? 0);
  });

  test("a folder for several grades does not contradict one of them", () => {
    const alone = guessFields({ fileName: "三年级口算.docx" });
    const within = guessFields({ fileName: "三年级口算.docx", folders: ["1-6年级"] });
    expect(reasonOf(within, "grades")).toEqual(reasonOf(alone, "grades"));
  });

  test("what speaks of another book says nothing of this one's volume and edition", () => {
    const guess = guessFields({ fileName: "三年级数学练习.docx", folders: ["苏教版四年级下册"] });
    expect(guess).toMatchObject({ subject: "mathematics", grade: "3" });
    expect(guess.volume).toBeUndefined();
    expect(guess.edition).toBeUndefined();
  });

  test("a folder named for several kinds says none of one file", () => {
    expect(guessFields({ fileName: "第3课.docx", folders: ["教案与练习"] }).kind).toBeUndefined();
  });
});

describe("the first page", () => {
  test("fills in what the name leaves out", () => {
    const firstPage = "第二单元测试卷\n学科：语文  年级：四年级上册\n姓名____ 班级____ 得分____";
    const guess = guessFields({ fileName: "1.docx", firstPage });
    expect(guess).toMatchObject({ kind: "material", subject: "chinese", grade: "4" });
    expect(reasonOf(guess, "subject")).toMatchObject({ source: "firstPage", matched: "语文" });
  });

  test("is known by its form where no heading says what it is", () => {
    const firstPage = "小水滴的旅行\n教学年级 初二\n教学目标\n1. 了解水的循环\n教学重难点\n过程";
    expect(guessFields({ fileName: "新建 Microsoft Word 文档.docx", firstPage })).toMatchObject({
      kind: "lesson-plan",
      grade: "8",
    });
  });

  test("a word in running text says nothing", () => {
    const firstPage = `${"昨天同学们在操场上谈起三年级的数学课件，都觉得有趣，后来下了一场雨，大家就散了。".repeat(3)}\n完`;
    const { kind, subject, grades } = guessFields({ fileName: "日常.docx", firstPage });
    expect({ kind, subject, grades }).toEqual({ kind: undefined, subject: undefined, grades: undefined });
  });

  test("does not speak against the name", () => {
    const guess = guessFields({ fileName: "五年级数学练习.docx", firstPage: "四年级语文上册\n学科：语文" });
    expect(guess).toMatchObject({ subject: "mathematics", grade: "5", kind: "material" });
    expect(guess.volume).toBeUndefined();
  });
});

describe("the properties of a document", () => {
  test("are read last", () => {
    const properties = { title: "三年级数学上册教案", keywords: ["小学", "数学"] };
    const guess = guessFields({ fileName: "a1.docx", properties });
    expect(guess).toMatchObject({ kind: "lesson-plan", subject: "mathematics", grade: "3", volume: "1" });
    expect(reasonOf(guess, "grades")).toMatchObject({ source: "properties", matched: "三年级" });
  });

  test("say nothing where one contradicts another", () => {
    const properties = { title: "三年级数学", subject: "五年级" };
    const guess = guessFields({ fileName: "a1.docx", properties });
    expect(guess.grades).toBeUndefined();
    expect(guess.subject).toBe("mathematics");
  });

  test("what a program writes there by itself is no title", () => {
    const properties = { title: "PowerPoint 演示文稿" };
    expect(guessFields({ fileName: "a1.pdf", properties }).kind).toBeUndefined();
  });
});

describe("the vocabulary", () => {
  test("decides which grades there are: a senior year is guessed where it has one", () => {
    const name = { fileName: "高一数学教案.docx" };
    expect(guessFields(name).grades).toBeUndefined();
    const senior = { scheme: "grade", key: "10", zh: "高一", attributes: {} };
    expect(guessFields(name, [...seedTerms, senior]).grade).toBe("10");
  });

  test("an edition that is said of a subject's only textbooks places the lesson in them", () => {
    const guess = guessFields({ fileName: "人教版语文五年级上册《圆明园的毁灭》教案.docx" });
    expect(guess.textbookNodeId).toBeDefined();
  });
});

describe("whatever is put in", () => {
  const text = fc.string({ unit: "binary", maxLength: 60 });
  const words = fc.constantFrom(
    "三年级",
    "《",
    "》",
    "上册",
    "四年级下册",
    "语文",
    "科学",
    "教案",
    "\n",
    "年级：二",
    " ",
  );
  const phrase = fc.array(fc.oneof(words, text), { maxLength: 8 }).map((parts) => parts.join(""));
  const input = fc.record({
    fileName: phrase,
    folders: fc.array(phrase, { maxLength: 4 }),
    firstPage: phrase,
    properties: fc.record({ title: phrase, subject: phrase, keywords: fc.array(phrase, { maxLength: 3 }) }),
  });

  test("every guessed field has one reason, that names its value and is more sure than not", () => {
    fc.assert(
      fc.property(input, (file) => {
        const { title, grade, reasons, ...values } = guessFields(file);
        const fields = reasons.map(({ field }) => field);
        expect(new Set(fields).size).toBe(fields.length);
        expect(new Set(fields)).toEqual(new Set(Object.keys(values)));
        for (const { field, value, confidence } of reasons) {
          expect(String(values[field])).toBe(value);
          expect(confidence).toBeGreaterThanOrEqual(0.5);
          expect(confidence).toBeLessThanOrEqual(1);
        }
        if (grade !== undefined) expect(values.grades).toEqual([grade]);
        expect(typeof title).toBe("string");
      }),
      { numRuns: 400 },
    );
  });
});
