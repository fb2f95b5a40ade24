import { type DemoResource, fields, inTextbook } from "../demo-resource.ts";
import { prose, slides } from "../write-documents.ts";

/** What teachers look for first, by its name, its sound, its initials or its number. */
export const oftenSought: DemoResource[] = [
  {
    key: "fractions-unit",
    ownerCampus: "sanxiao",
    author: "sanxiao.math",
    sharedWith: "group1",
    fields: fields({
      ...inTextbook("mathematics", 3, 1, "分数的初步认识"),
      title: "分数的初步认识 单元整体设计",
      summary: "六课时的安排、前测和单元评价，说明每一课时解决什么。",
      kind: "lesson-plan",
      term: "2026-2027-1",
      keywords: ["分数", "单元整体教学", "前测"],
    }),
    files: [
      prose("分数的初步认识单元整体设计.docx", "分数的初步认识单元整体设计", [
        "前测：三题，看学生是否把“分成两份”当成“平均分成两份”。",
        "第一、二课时认识几分之一和几分之几，第三、四课时学习简单计算，第五、六课时解决问题并做单元评价。",
        "单元评价：用一张长方形纸说清五分之二的含义，并比较两个分数的大小。",
      ]),
    ],
  },
  {
    key: "fractions-sheet",
    ownerCampus: "sanxiao",
    author: "sanxiao.math",
    sharedWith: "group1",
    fields: fields({
      ...inTextbook("mathematics", 3, 1, "几分之一"),
      title: "8.1 几分之一 课堂练习单",
      summary: "涂一涂、写一写、比一比，十二题，附答案。",
      kind: "material",
      term: "2026-2027-1",
      keywords: ["分层练习", "答案"],
    }),
    files: [
      prose("8.1几分之一课堂练习单.docx", "8.1 几分之一 课堂练习单", [
        "一、涂一涂：把下面每个图形的四分之一涂上颜色。",
        "二、写一写：涂色部分是整个图形的几分之一？",
        "三、比一比：在○里填上“＞”“＜”：1/2○1/4，1/8○1/6。",
      ]),
    ],
  },
  {
    key: "adding-fractions",
    ownerCampus: "sanxiao",
    author: "sanxiao.research",
    sharedWith: "group1",
    fields: fields({
      title: "分数加减法 易错题与算理课件",
      summary: "同分母、异分母加减法的十类错误，每类一页图解。",
      kind: "courseware",
      subject: "mathematics",
      grades: ["5"],
      volume: "2",
      edition: "renjiao",
      term: "2025-2026-2",
      keywords: ["易错题", "通分", "算理"],
    }),
    files: [
      slides("分数加减法易错题.pptx", "分数加减法", [
        ["同分母相加", ["分母不变，分子相加", "错例：2/7＋3/7＝5/14，错在把分母也加了"]],
        ["异分母相加", ["先通分，再相加", "错例：1/2＋1/3＝2/5，单位不同不能直接加"]],
      ]),
    ],
  },
  {
    key: "rectangle-perimeter",
    ownerCampus: "sanxiao",
    author: "sanxiao.math",
    sharedWith: "group1",
    fields: fields({
      ...inTextbook("mathematics", 3, 1, "长方形和正方形的周长"),
      title: "长方形和正方形的周长 课件",
      summary: "量篮球场、围花坛，从实物走到公式。",
      kind: "courseware",
      term: "2026-2027-1",
      keywords: ["周长", "测量"],
    }),
    files: [
      slides("长方形和正方形的周长.pptx", "长方形和正方形的周长", [
        ["围花坛", ["花坛长6米、宽4米，围一圈要多长的篱笆？"]],
        ["公式", ["长方形的周长＝（长＋宽）×2", "正方形的周长＝边长×4"]],
      ]),
    ],
  },
  {
    key: "constitution",
    ownerCampus: "sanxiao",
    author: "sanxiao.teacher",
    sharedWith: "group1",
    fields: fields({
      title: "《宪法是根本法》教学设计",
      summary: "从一份校规和宪法的比较开始，说清“根本”在哪里；国家宪法日可用。",
      kind: "lesson-plan",
      subject: "morality-and-law",
      grades: ["6"],
      volume: "1",
      edition: "tongbian",
      term: "2026-2027-1",
      keywords: ["宪法日", "公民", "权利与义务"],
    }),
    files: [
      prose("道法六上《宪法是根本法》教学设计.docx", "宪法是根本法", [
        "导入：校规能不能规定学生不得借书？由谁说了算？",
        "活动：在宪法里找到与自己有关的三条，说给同桌听。",
        "小结：宪法规定国家生活中最根本的问题，一切法律不得同它抵触。",
      ]),
    ],
  },
  {
    key: "data-processing",
    ownerCampus: "sanxiao",
    author: "sanxiao.it",
    sharedWith: "group1",
    fields: fields({
      title: "数据的收集与处理 项目学习方案",
      summary: "用一周的借书记录学会收集、整理、处理数据，做出图表并提出建议。",
      kind: "lesson-plan",
      subject: "information-technology",
      grades: ["5"],
      term: "2026-2027-1",
      keywords: ["数据处理", "图表", "项目学习"],
    }),
    files: [
      prose("数据的收集与处理项目学习方案.docx", "数据的收集与处理", [
        "驱动问题：图书角该添哪一类书？",
        "收集：设计记录表，每天放学前登记借书的册数和类别。",
        "处理：去掉重复的记录，按类别求和，用条形图比较。",
      ]),
    ],
  },
];
