import type { SeedTerm } from "./seed-term.ts";

const subject = (
  key: string,
  zh: string,
  en: string,
  aliases: string[] = [],
  extra: { code?: string; notIn?: string[]; soleEdition?: string } = {},
): SeedTerm => {
  const { code, ...attributes } = extra;
  return { scheme: "subject", key, zh, en, code, attributes: { aliases, ...attributes } };
};

/**
 * Primary subjects of the 2022 compulsory-education curriculum. `code` is the older national course code, where there is
 * one; it predates 2022, and nothing depends on it.
 */
export const subjects: SeedTerm[] = [
  subject("chinese", "语文", "Chinese", [], { code: "13", soleEdition: "tongbian" }),
  subject("mathematics", "数学", "Mathematics", [], { code: "14" }),
  subject("english", "英语", "English", ["英文", "english"], { code: "41" }),
  subject(
    "morality-and-law",
    "道德与法治",
    "Morality and Law",
    ["道法", "品德与社会", "品德与生活", "品德", "思政"],
    { soleEdition: "tongbian" },
  ),
  subject("science", "科学", "Science", [], {
    code: "15",
    notIn: ["科学家", "信息科学", "科学精神", "科学素养", "科学方法", "科学研究"],
  }),
  subject("information-technology", "信息科技", "Information science and technology", ["信技", "信息技术"], {
    code: "61",
  }),
  subject("physical-education", "体育与健康", "Physical education and health", ["体健", "体育"], {
    code: "22",
    notIn: ["体育节", "体育馆", "体育场"],
  }),
  subject("music", "音乐", "Music", [], { code: "24", notIn: ["音乐会", "音乐节", "音乐之声"] }),
  subject("fine-arts", "美术", "Fine arts", [], { code: "25", notIn: ["美术馆", "美术字"] }),
  subject("arts", "艺术", "Arts", [], { notIn: ["艺术节", "艺术家", "艺术的魅力", "教学艺术"] }),
  subject("labour", "劳动", "Labour", ["劳动教育", "劳技"], { notIn: ["劳动节", "劳动者", "劳动人民"] }),
  subject("integrated-practice", "综合实践活动", "Integrated practice", ["综合实践", "综实"], { code: "60" }),
  subject("calligraphy", "书法", "Calligraphy", ["写字课", "硬笔书法", "软笔书法"], { notIn: ["书法家"] }),
  subject("local-course", "地方课程", "Local course"),
  subject("school-course", "校本课程", "School course", ["特色课程", "社团课程"]),
  subject("special-topic", "专题教育", "Special-topic education", [
    "安全教育",
    "法治教育",
    "禁毒教育",
    "心理健康教育",
    "心理健康",
    "国家安全教育",
    "健康教育",
  ]),
  subject("class-activity", "班团队活动", "Class and Young Pioneers activity", [
    "主题班会",
    "班会",
    "班队会",
    "少先队活动",
    "主题队会",
    "队会",
  ]),
];
