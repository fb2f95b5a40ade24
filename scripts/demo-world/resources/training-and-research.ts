import { type DemoResource, fields } from "../demo-resource.ts";
import { booklet, prose, sheet, slides } from "../write-documents.ts";

export const trainingAndResearch: DemoResource[] = [
  {
    key: "new-teachers",
    ownerCampus: "yixiao",
    author: "yixiao.lead",
    sharedWith: "group1",
    fields: fields({
      title: "新教师入职培训：第一个月怎么过",
      summary: "候课、板书、点名、家访四件小事，附师徒结对约定。",
      kind: "training-material",
      term: "2026-2027-1",
      keywords: ["新教师", "入职培训", "师徒结对"],
    }),
    files: [
      slides("新教师入职培训.pptx", "第一个月怎么过", [
        ["第一个月怎么过", ["第一教育集团新教师培训"]],
        ["候课三分钟", ["提前到，看书写工具，看座位，看情绪", "铃响前不讲课，铃响后不等人"]],
        ["第一周记住全班名字", ["画一张座位表，每天记八个", "叫得出名字，管理就成了一半"]],
        ["师徒结对", ["每周互听一节，课后十分钟只谈一个问题", "学期末徒弟上一节汇报课，师傅上一节示范课"]],
      ]),
      prose("师徒结对约定书.docx", "师徒结对约定书", [
        "师傅每学期听课不少于十二节，徒弟听课不少于二十节。",
        "每次听课记录一条优点、一条建议、一个追问。",
        "期限一学年，学期末由校区教务处考核。",
      ]),
    ],
  },
  {
    key: "co-preparation",
    ownerCampus: "hongqi",
    author: "hongqi.math",
    sharedWith: "longnan",
    fields: fields({
      title: "集体备课怎么开：四步流程与记录样例",
      summary: "主备初稿、集体研讨、形成共案、二次备课，一份真实记录供参考。",
      kind: "training-material",
      keywords: ["集体备课", "共案", "二次备课", "研修"],
    }),
    files: [
      prose(
        "集体备课流程与记录样例.docx",
        "集体备课四步流程",
        [
          "第一步　主备人提前一周发初稿，说明最没有把握的一处。",
          "第二步　研讨一小时，只议三个问题，记录谁提了什么、采纳没有。",
          "第三步　定稿为共案，归入集团资源库。",
          "第四步　各班二次备课成个案，课后一句话反思回写到共案。",
        ],
        [
          [
            ["发言人", "意见", "是否采纳"],
            ["龙翔校区数学教师", "先让学生估再算", "采纳"],
            ["桃江校区数学教师", "删去第二个例题，留给练习课", "采纳"],
            ["红旗校区数学教师", "增加视频演示", "不采纳，实物操作更直观"],
          ],
        ],
      ),
    ],
  },
  {
    key: "observation-tool",
    ownerCampus: "sixiao",
    author: "sixiao.lead",
    sharedWith: "group2",
    fields: fields({
      title: "课堂观察培训讲义：只看一件事",
      summary: "提问分布、等待时间、学生开口次数三张观察表的用法。",
      kind: "training-material",
      keywords: ["课堂观察", "听评课", "量表"],
    }),
    files: [
      booklet("课堂观察培训讲义.pdf", "只看一件事", [
        ["为什么只看一件事", "什么都看，往往什么也没看清。", "选一个点，带一张表，数得出来的才是证据。"],
        ["提问分布图", "在座位表上给每次回答画一个点。", "看一看：后排角落有没有空白？"],
        ["等待时间", "从问题说完到点名之间数秒。", "不足三秒的提问，多半只考查记忆。"],
      ]),
      sheet("课堂观察量表.xlsx", [
        [
          "提问",
          [
            ["序号", "问题", "等待秒数", "回答人座位", "追问"],
            [1, "", "", "", ""],
            [2, "", "", "", ""],
          ],
        ],
      ]),
    ],
  },
  {
    key: "calculation-study",
    ownerCampus: "erxiao",
    author: "erxiao.math",
    sharedWith: "xinping",
    fields: fields({
      title: "县级小课题结题报告：三年级计算错误的成因与对策",
      summary: "一学期跟踪两个班八十六名学生，错误归为四类，干预后错误率明显下降。",
      kind: "research-outcome",
      subject: "mathematics",
      grades: ["3"],
      term: "2025-2026-2",
      keywords: ["小课题", "结题报告", "计算错误"],
    }),
    files: [
      prose(
        "三年级计算错误小课题结题报告.docx",
        "三年级计算错误的成因与对策研究",
        [
          "问题：单元检测中计算题失分占总失分近一半，教师多归因为“粗心”。",
          "方法：收集八十六名学生四次检测的错题，由两位教师分别归类，不一致处协商。",
          "发现：算理不清占四成，进退位遗漏占三成，抄写错误占两成，其余为审题。",
          "对策：说算理的“小老师”活动；竖式进位点统一写在固定位置；错题只订正算理不抄算式。",
          "结论：真正的“粗心”不到三成。把算理说清楚，比多做题更有效。",
          "不足：没有设对照班，结论只供同类学校参考。",
        ],
        [
          [
            ["错误类型", "干预前（%）", "干预后（%）"],
            ["算理不清", "41", "22"],
            ["进退位遗漏", "30", "17"],
            ["抄写错误", "19", "15"],
            ["审题", "10", "9"],
          ],
        ],
      ),
    ],
  },
  {
    key: "reading-survey",
    ownerCampus: "taojiang",
    author: "taojiang.lead",
    sharedWith: "longnan",
    fields: fields({
      title: "整本书阅读现状调研报告（五年级）",
      summary: "三校区五年级问卷四百一十二份，读完率与陪读方式的关系。",
      kind: "research-outcome",
      subject: "chinese",
      grades: ["5"],
      term: "2025-2026-2",
      keywords: ["整本书阅读", "调研报告", "问卷"],
    }),
    files: [
      prose("整本书阅读现状调研报告.docx", "整本书阅读现状调研", [
        "对象：三个校区五年级学生，回收有效问卷412份。",
        "发现一：能说出《西游记》三个以上情节的占八成，读完原著青少版的不到三成。",
        "发现二：每天固定二十分钟、有人一起聊的学生，读完率是独自阅读学生的近两倍。",
        "建议：把阅读打卡改为阅读聊天；每周五最后一节为共读课；班级书架每本书至少六册。",
      ]),
      sheet("问卷汇总.xlsx", [
        [
          "汇总",
          [
            ["校区", "有效问卷", "固定时间阅读", "读完一本"],
            ["红旗校区", 168, 92, 61],
            ["龙翔校区", 147, 71, 40],
            ["桃江校区", 97, 39, 22],
          ],
        ],
      ]),
    ],
  },
  {
    key: "bamboo-study",
    ownerCampus: "sanxiao",
    author: "sanxiao.arts",
    sharedWith: "sanxiao",
    fields: fields({
      title: "竹筒打击乐进课堂的实践研究（中期）",
      summary: "校级课题中期小结，含六节研究课的安排与问题。",
      kind: "research-outcome",
      subject: "music",
      grades: ["3", "4", "5"],
      keywords: ["课题研究", "竹筒", "中期"],
    }),
    files: [
      prose("竹筒打击乐课题中期小结.docx", "竹筒打击乐进课堂的实践研究中期小结", [
        "进展：完成选竹、定音、编曲三个阶段，形成长短竹筒五个音高。",
        "研究课：三年级两节，四年级两节，五年级两节。",
        "问题：竹筒受潮后音高下降，雨季要重新校音。",
        "下一步：请村里的老艺人进课堂，录下传统敲法。",
      ]),
    ],
  },
  {
    key: "final-blueprint",
    ownerCampus: "sixiao",
    author: "sixiao.math",
    sharedWith: "xinping",
    fields: fields({
      title: "四年级数学期末质量监测双向细目表",
      summary: "知识点、能力层级与分值对照，供各校命题参考。",
      kind: "material",
      subject: "mathematics",
      grades: ["4"],
      volume: "1",
      edition: "renjiao",
      term: "2026-2027-1",
      keywords: ["细目表", "命题", "质量监测"],
    }),
    files: [
      sheet("四年级数学双向细目表.xlsx", [
        [
          "细目表",
          [
            ["单元", "知识点", "识记", "理解", "运用", "分值"],
            ["大数的认识", "读写与改写", 4, 4, 2, 10],
            ["角的度量", "量角画角", 2, 4, 4, 10],
            ["三位数乘两位数", "笔算与数量关系", 0, 8, 10, 18],
            ["除数是两位数的除法", "试商与商的变化规律", 0, 8, 12, 20],
            ["条形统计图", "读图与绘图", 2, 4, 6, 12],
          ],
        ],
      ]),
    ],
  },
];
