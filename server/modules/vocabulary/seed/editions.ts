import type { SeedTerm } from "./seed-term.ts";

const edition = (
  key: string,
  zh: string,
  en: string,
  aliases: string[] = [],
  extra: { notIn?: string[]; subject?: string } = {},
): SeedTerm => ({ scheme: "edition", key, zh, en, attributes: { aliases, ...extra } });

export const editions: SeedTerm[] = [
  edition("tongbian", "统编版", "National unified edition", [
    "统编",
    "部编版",
    "部编",
    "部编人教版",
    "统编教材",
  ]),
  edition("renjiao", "人教版", "People's Education Press", ["人教"], {
    notIn: ["人教师", "人教育", "人教学", "人教研", "人教科研"],
  }),
  edition(
    "renjiao-pep",
    "人教版（PEP）",
    "People's Education Press (PEP)",
    ["人教pep版", "人教pep", "pep版", "pep"],
    { subject: "english" },
  ),
  edition(
    "renjiao-jingtong",
    "人教版（精通）",
    "People's Education Press (Jingtong)",
    ["人教精通版", "精通版"],
    { subject: "english" },
  ),
  edition("beishida", "北师大版", "Beijing Normal University Press", ["北师大", "北师版"]),
  edition("sujiao", "苏教版", "Jiangsu Education Press", ["江苏版"]),
  edition("jiaoke", "教科版", "Educational Science Press"),
  edition("yilin", "译林版", "Yilin Press", ["译林"]),
  edition("waiyan", "外研版", "Foreign Language Teaching and Research Press", ["外研", "外研社版", "外研社"]),
  edition("renyin", "人音版", "People's Music Publishing House", [], { subject: "music" }),
  edition("renmei", "人美版", "People's Fine Arts Publishing House", [], { subject: "fine-arts" }),
  edition("hujiao", "沪教版", "Shanghai Education Press"),
  edition("jijiao", "冀教版", "Hebei Education Press"),
  edition("qingdao", "青岛版", "Qingdao Press"),
  edition("xishida", "西南大学版", "Southwest University Press", ["西师版", "西师大版", "西南师大版"]),
  edition("xiangshao", "湘少版", "Hunan Juvenile and Children's Press", ["湘少"]),
  edition("xiangmei", "湘美版", "Hunan Fine Arts Press", [], { subject: "fine-arts" }),
  edition("sushao", "苏少版", "Jiangsu Juvenile and Children's Press", ["苏少"]),
  edition("lingnan", "岭南美版", "Lingnan Fine Arts Press", ["岭南版"]),
  edition("renjiao-ejiao", "人教鄂教版", "People's Education and Hubei Education Press", ["鄂教版"]),
  edition("daxiang", "大象社版", "Elephant Press", ["大象版"]),
  edition("yuejiao-yueke", "粤教粤科版", "Guangdong Education and Science Press", ["粤教科技版"]),
  edition("beijing", "北京版", "Beijing Press", ["北京课改版"]),
  edition("school", "校本自编", "The school's own", ["自编教材"]),
];
