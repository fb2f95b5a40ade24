import { type DemoResource, fields } from "../demo-resource.ts";
import { lessonPlan, prose, slides, tone } from "../write-documents.ts";

const english = (grade: number, volume: 1 | 2) => ({
  subject: "english",
  grades: [String(grade)],
  volume: String(volume),
  edition: "renjiao-pep",
});

export const english3to6: DemoResource[] = [
  {
    key: "colours",
    ownerCampus: "yixiao",
    author: "yixiao.english",
    sharedWith: "group1",
    fields: fields({
      ...english(3, 1),
      title: "PEP三年级上册 Unit 2 Colours 教学设计",
      summary: "用民族服饰上的颜色学颜色词，听做结合。",
      kind: "lesson-plan",
      term: "2026-2027-1",
      keywords: ["colours", "TPR", "颜色"],
    }),
    files: [
      lessonPlan("PEP三上Unit 2 Colours教学设计.docx", {
        topic: "Unit 2 Colours",
        place: "英语　三年级上册　Unit 2",
        period: "Period 1",
        lessonType: "新授",
        textbook: "学习 red, yellow, green, blue 四个颜色词和句型 I see ...",
        learners: "学生刚学英语两个月，喜欢游戏，怕单独开口。",
        goals: ["听懂、会说四个颜色词。", "能用 I see ... 说出看到的颜色。", "愿意在小组里开口。"],
        focus: "颜色词的音与义。",
        difficulty: "yellow 的尾音，green 的辅音连缀。",
        preparation: "四色彩带、花腰傣服饰图片。",
        steps: [
          ["Warm-up", "Play the rainbow song and wave ribbons.", "Sing and follow.", "营造氛围。"],
          [
            "Presentation",
            "Show a picture of the embroidered belt: What colours can you see?",
            "Listen, point and repeat.",
            "用身边的颜色学语言。",
          ],
          ["Practice", "Stand up if you have something red!", "Listen and do.", "听做结合，降低焦虑。"],
          [
            "Production",
            "Colour the belt and tell your partner: I see blue.",
            "Colour and talk.",
            "在任务中使用句型。",
          ],
        ],
        assessment: "能听指令举起正确颜色，并说出两句 I see ...",
        board: ["Colours", "red yellow green blue", "I see ..."],
        homework: ["Listen and read Part A three times.", "给家人介绍一件衣服的颜色。"],
      }),
    ],
  },
  {
    key: "seasons",
    ownerCampus: "longxiang",
    author: "longxiang.english",
    sharedWith: "longshi",
    fields: fields({
      ...english(5, 2),
      title: "Unit 2 My favourite season 阅读课课件",
      summary: "Read and write 板块，理由表达 because 的支架。",
      kind: "courseware",
      term: "2025-2026-2",
      keywords: ["season", "because", "阅读课"],
    }),
    files: [
      slides("五下Unit 2 My favourite season课件.pptx", "My favourite season", [
        ["My favourite season", ["Unit 2　Read and write"]],
        ["Before reading", ["Which season do you like best? Why?", "Guess: why does Robin like autumn?"]],
        [
          "While reading",
          ["Underline the reasons", "Navel oranges ripen in our city when the wind turns cold"],
          "赣南脐橙是本地学生最熟悉的秋冬景象。",
        ],
        ["After reading", ["I like ... because ...", "Write three sentences and draw a picture"]],
      ]),
    ],
  },
  {
    key: "last-weekend",
    ownerCampus: "erxiao",
    author: "erxiao.moved",
    sharedWith: "group2",
    fields: fields({
      ...english(6, 2),
      title: "Unit 2 Last weekend 过去式分层练习",
      summary: "规则与不规则变化三层练习，附答案。",
      kind: "material",
      term: "2025-2026-2",
      keywords: ["过去式", "分层作业"],
    }),
    files: [
      prose("六下Unit 2 Last weekend分层练习.docx", "Last weekend 分层练习", [
        "A层：写出过去式。clean—（　）　stay—（　）　wash—（　）　watch—（　）",
        "B层：用所给词填空。I （see） a film last Saturday. She （drink） tea with Grandma.",
        "C层：写五句话介绍上个周末，至少用三个不规则动词。",
        "答案：cleaned, stayed, washed, watched; saw, drank。",
      ]),
    ],
  },
  {
    key: "english-corner-draft",
    ownerCampus: "erxiao",
    author: "erxiao.english",
    sharedWith: null,
    fields: fields({
      title: "英语角话题卡（草稿）",
      summary: "十个话题，写了三个。",
      kind: "material",
      subject: "english",
      grades: ["5", "6"],
      keywords: ["英语角"],
    }),
    files: [
      prose("英语角话题卡.docx", "英语角话题卡", [
        "Topic 1: My village. What can you see on the way to school?",
        "Topic 2: A festival. What do people eat and wear?",
        "Topic 3: My dream job. Why?",
      ]),
      tone("提示铃.wav", 1, 660),
    ],
  },
];
