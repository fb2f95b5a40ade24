import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guessFields, seedTextbookNodes } from "../../server/modules/vocabulary/index.ts";

type Guess = ReturnType<typeof guessFields>;
const absent = undefined;

/** Only the named fields are compared; `absent` says that nothing may be guessed. */
const examples: [name: string, expected: Partial<Guess>][] = [
  [
    "8.1《牛顿第一定律》第一课时 教学设计.docx",
    { kind: "lesson-plan", lessonTitle: "牛顿第一定律", period: 1, subject: absent },
  ],
  [
    "1123三年级【语文（统编版）】语文园地六-3学习任务单.docx",
    {
      title: "三年级【语文（统编版）】语文园地六-3学习任务单",
      kind: "material",
      subject: "chinese",
      edition: "tongbian",
      grade: "3",
      unitTitle: "第六单元",
      lessonTitle: "语文园地六",
      period: 3,
    },
  ],
  [
    "三年级数学上册 分数的初步认识 课件.pptx",
    {
      kind: "courseware",
      subject: "mathematics",
      grade: "3",
      volume: "1",
      unitTitle: "第八单元 分数的初步认识",
      edition: absent,
    },
  ],
  [
    "《牛郎织女（一）》教案.docx",
    { kind: "lesson-plan", subject: "chinese", edition: "tongbian", grade: "5", volume: "1" },
  ],
  [
    "三上语文 大青树下的小学 第二课时.pptx",
    { kind: "courseware", grade: "3", volume: "1", lessonTitle: "大青树下的小学", period: 2 },
  ],
  [
    "三年级（上）数学 测量 练习题.docx",
    { grade: "3", volume: "1", kind: "material", subject: "mathematics" },
  ],
  [
    "人教版数学四下第五单元三角形的内角和教学设计与反思.docx",
    {
      kind: "lesson-plan",
      grade: "4",
      volume: "2",
      edition: "renjiao",
      unitTitle: "第五单元",
      lessonTitle: "三角形的内角和",
    },
  ],
  [
    "部编版五年级上册《圆明园的毁灭》课件.ppt",
    { edition: "tongbian", subject: "chinese", grade: "5", volume: "1", lessonTitle: "圆明园的毁灭" },
  ],
  [
    "人教版（部编）语文二上《坐井观天》.pptx",
    { edition: "tongbian", subject: "chinese", grade: "2", kind: "courseware" },
  ],
  [
    "2025-2026学年第一学期三年级语文教学进度表.xlsx",
    { kind: "subject-plan", term: "2025-2026-1", grade: "3", subject: "chinese" },
  ],
  ["2026—2027学年下学期五年级数学教学计划.docx", { kind: "subject-plan", term: "2026-2027-2", grade: "5" }],
  ["2026秋 六年级英语教学进度.xlsx", { term: "2026-2027-1", subject: "english", grade: "6" }],
  ["2027年春季四年级科学教学计划.doc", { term: "2026-2027-2", subject: "science", grade: "4" }],
  ["2019-2020学年上学期教学计划.docx", { term: absent, kind: "subject-plan" }],
  [
    "道法二上《假期有收获》ppt.pptx",
    { subject: "morality-and-law", grade: "2", volume: "1", kind: "courseware", lessonTitle: "假期有收获" },
  ],
  [
    "信技四年级 给图书编码 教案.docx",
    { subject: "information-technology", grade: "4", kind: "lesson-plan", lessonTitle: "给图书编码" },
  ],
  [
    "四年级体健《跳绳》教案.docx",
    { subject: "physical-education", grade: "4", kind: "lesson-plan", lessonTitle: "跳绳" },
  ],
  ["体育与健康三年级全一册 教案.docx", { subject: "physical-education", volume: "whole", grade: "3" }],
  [
    "PEP四年级下册 Unit 3 Weather 教案.doc",
    { subject: "english", edition: "renjiao-pep", unitTitle: "Unit 3", grade: "4", volume: "2" },
  ],
  [
    "译林版英语五上Unit5课件.pptx",
    { subject: "english", edition: "yilin", grade: "5", volume: "1", unitTitle: "Unit 5" },
  ],
  ["外研社版三年级英语听力素材.mp3", { edition: "waiyan", subject: "english", kind: "material", grade: "3" }],
  [
    "教科版科学三年级上册《水到哪里去了》实验记录单.docx",
    { edition: "jiaoke", subject: "science", kind: "material", lessonTitle: "水到哪里去了" },
  ],
  ["教科研室工作安排.docx", { edition: absent, kind: absent, subject: absent }],
  ["新人教师培训课件.pptx", { edition: absent, kind: "courseware" }],
  ["科学家的故事.docx", { subject: absent, kind: absent }],
  ["艺术节节目单.xlsx", { subject: absent }],
  ["音乐会海报.png", { subject: absent, kind: absent }],
  [
    "20230905一年级语文上册《秋天》教学设计(1).docx",
    { title: "一年级语文上册《秋天》教学设计", grade: "1", volume: "1", lessonTitle: "秋天" },
  ],
  ["《春晓》课件V2.pptx", { title: "《春晓》课件", subject: absent, grade: absent, lessonTitle: "春晓" }],
  ["三（2）班期末复习卷.docx", { grade: "3", kind: "material", lessonTitle: absent }],
  ["一至三年级口算练习.pdf", { grade: absent, grades: ["1", "2", "3"], kind: "material" }],
  ["三、四年级复式班语文教案.docx", { grades: ["3", "4"], subject: "chinese", kind: "lesson-plan" }],
  ["五年级至六年级劳动课程方案.docx", { grades: ["5", "6"], subject: "labour", kind: "curriculum-plan" }],
  ["等一下 课件.pptx", { grades: absent, volume: absent }],
  ["星期三上午课程表.xlsx", { grades: absent, volume: absent }],
  ["三下乡活动方案.docx", { grades: absent, volume: absent }],
  ["初二数学上册一次函数课件.pptx", { grade: "8", subject: "mathematics", volume: "1", kind: "courseware" }],
  ["校本课程《陶艺》课程纲要.docx", { kind: "subject-plan", subject: "school-course", lessonTitle: absent }],
  ["校本课程读本《花腰纹样》.pdf", { kind: "course-reader", lessonTitle: absent }],
  ["科学实验室设备使用方案.docx", { kind: "equipment-plan", subject: "science" }],
  ["一小校区体育器材台账.xlsx", { kind: "equipment-plan", subject: "physical-education" }],
  ["小课题结题报告：计算错误的成因.docx", { kind: "research-outcome" }],
  ["语文数学期末试卷.zip", { subject: absent, kind: "material" }],
  ["三年级上下册数学知识点.docx", { volume: absent, grade: "3", kind: "material" }],
  [
    "平行四边形的面积.pptx",
    { subject: "mathematics", lessonTitle: "平行四边形的面积", grade: absent, kind: "courseware" },
  ],
  [
    "主题班会《和手机做个约定》.pptx",
    { subject: "class-activity", kind: "courseware", lessonTitle: "和手机做个约定" },
  ],
  ["防溺水安全教育课件.pptx", { subject: "special-topic", kind: "courseware" }],
  ["新建 Microsoft Word 文档.docx", { kind: absent, subject: absent, grades: absent }],
  ["../../三年级/../四年级数学教案.docx", { title: "四年级数学教案", grade: "4" }],
  ["🎉开学第一课🏫(终稿)(2).docx", { title: "🎉开学第一课🏫" }],
];

describe("what a file name says", () => {
  test.each(examples)("%s", (name, expected) => {
    const guess = guessFields({ fileName: name });
    for (const [field, value] of Object.entries(expected))
      expect(guess[field as keyof Guess], field).toEqual(value);
  });

  test("a lesson of a known textbook is named by its id, in the newest issue", () => {
    const id = guessFields({ fileName: "统编版语文一年级下册《文具的家》教案.docx" }).textbookNodeId;
    const node = seedTextbookNodes.find((one) => one.id === id);
    expect(node).toMatchObject({
      kind: "lesson",
      title: "文具的家",
      grade: "1",
      volume: "2",
      issue_year: 2024,
    });
  });

  test("the edition is not presumed where several are in use, so no textbook is named", () => {
    expect(guessFields({ fileName: "三年级数学上册《几分之一》教案.docx" })).toMatchObject({
      subject: "mathematics",
      grade: "3",
    });
    expect(guessFields({ fileName: "三年级数学上册《几分之一》教案.docx" }).textbookNodeId).toBeUndefined();
  });

  test("a term that is no longer known is not guessed", () => {
    expect(guessFields({ fileName: "三年级语文教案.docx" }, []).subject).toBeUndefined();
  });

  const fragments = fc.constantFrom(
    "三年级",
    "《",
    "》",
    "上册",
    "第三单元",
    "课件",
    "语文",
    "-3",
    "2026-2027学年",
    "(1)",
    ".docx",
    "统编版",
    "三上",
    "第二课时",
    " ",
    "/",
  );
  const names = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc
      .array(fc.oneof(fragments, fc.string({ maxLength: 8 })), { maxLength: 12 })
      .map((parts) => parts.join("")),
  );

  test("never throws, gives every value a reason that names it, and quotes the name or its extension", () => {
    fc.assert(
      fc.property(names, (name) => {
        const { title, reasons, grade: _, ...values } = guessFields({ fileName: name });
        expect(typeof title).toBe("string");
        for (const [field, value] of Object.entries(values))
          if (value !== undefined) expect(reasons.map((reason) => reason.field)).toContain(field);
        for (const reason of reasons)
          expect(
            name
              .normalize("NFKC")
              .toLowerCase()
              .replace(/[\p{Cc}\p{Cf}]/gu, ""),
          ).toContain(reason.matched.normalize("NFKC").toLowerCase());
      }),
      { numRuns: 500 },
    );
  });
});
