import { type DemoResource, fields, inTextbook } from "../demo-resource.ts";
import { booklet, lessonPlan, prose, sheet, slides } from "../write-documents.ts";

export const science: DemoResource[] = [
  {
    key: "evaporation",
    ownerCampus: "sanxiao",
    author: "sanxiao.science",
    sharedWith: "group1",
    fields: fields({
      ...inTextbook("science", 3, 1, "水到哪里去了"),
      title: "《水到哪里去了》实验课教学设计",
      summary: "两杯水、一张保鲜膜、四天的标记，认识蒸发。",
      kind: "lesson-plan",
      term: "2026-2027-1",
      keywords: ["蒸发", "对比观察", "水蒸气"],
    }),
    files: [
      lessonPlan("三上科学《水到哪里去了》教学设计.docx", {
        topic: "水到哪里去了",
        place: "科学　三年级上册　水",
        period: "第一课时",
        lessonType: "实验",
        textbook: "单元起始课。学生从“水不见了”出发，认识水蒸气和蒸发。",
        learners: "学生大多认为水“被地吸走了”或“没有了”。",
        goals: [
          "知道水蒸发后变成看不见的水蒸气。",
          "会用做标记的办法记录水面变化。",
          "愿意用证据修正自己的想法。",
        ],
        focus: "用对比观察获得蒸发的证据。",
        difficulty: "理解水蒸气看不见，但确实存在。",
        preparation: "同样的透明杯两只、保鲜膜、记号笔、湿布一块。",
        steps: [
          [
            "黑板上的水",
            "用湿布在黑板上写一个“水”字，一分钟后问：水到哪里去了？",
            "各说想法，记在班级墙上。",
            "暴露前概念。",
          ],
          [
            "设计对比",
            "两杯水，一杯盖膜，一杯不盖，哪些条件要一样？",
            "讨论：杯子、水量、位置要相同。",
            "学习控制条件。",
          ],
          [
            "观察前四天的记录",
            "出示课前四天的标记照片。",
            "比较水面高度，发现膜内侧有水珠。",
            "长周期观察压缩进课堂。",
          ],
          ["解释", "水珠从哪里来？", "用箭头图表示水的去向。", "建立看不见的模型。"],
        ],
        assessment: "能用“因为盖膜的一杯……所以我认为……”说出证据。",
        board: ["水 → 蒸发 → 水蒸气（看不见）", "证据：不盖的少了，盖着的膜上有水珠"],
        homework: ["晾衣服时记一记：晴天、阴天各要多久才干？"],
      }),
    ],
  },
  {
    key: "simple-circuit",
    ownerCampus: "sixiao",
    author: "sixiao.science",
    sharedWith: "group2",
    fields: fields({
      ...inTextbook("science", 4, 2, "简易电路"),
      title: "《简易电路》课件与故障排查卡",
      summary: "从点亮一只小灯泡到两只，最后用排查卡找故障。",
      kind: "courseware",
      term: "2025-2026-2",
      keywords: ["电路", "故障", "导线"],
    }),
    files: [
      slides("四下科学《简易电路》课件.pptx", "简易电路", [
        ["简易电路", ["电池盒、灯座、导线、开关"]],
        ["连一连", ["电流从正极流出，经过灯丝，回到负极", "画一画：用箭头标出电流的路"]],
        ["两只灯泡", ["一个接一个连：两只都变暗", "各走各的路：两只一样亮", "拧下其中一只，另一只还亮吗？"]],
        ["安全提醒", ["只用干电池做实验", "绝不触碰家里的插座"]],
      ]),
      prose("电路故障排查卡.docx", "电路故障排查卡", [
        "第一步：看，电池装反了吗？灯泡拧紧了吗？",
        "第二步：换，用好的电池换一换，灯泡亮了说明旧电池没电。",
        "第三步：测，用检测器一段一段碰，亮到哪里，断就在下一段。",
      ]),
    ],
  },
  {
    key: "seed-data",
    ownerCampus: "longxiang",
    author: "longxiang.science",
    sharedWith: "longshi",
    fields: fields({
      ...inTextbook("science", 5, 2, "种子发芽实验"),
      title: "种子发芽实验全班数据表",
      summary: "绿豆种子在有光、无光、缺水、低温条件下的七天发芽数，可直接改数用。",
      kind: "material",
      term: "2025-2026-2",
      keywords: ["绿豆", "对比实验", "数据"],
    }),
    files: [
      sheet("种子发芽实验数据表.xlsx", [
        [
          "发芽数",
          [
            ["条件", "种子数", "第2天", "第3天", "第4天", "第5天", "第7天"],
            ["有光有水", 30, 6, 17, 25, 28, 29],
            ["无光有水", 30, 5, 18, 26, 28, 28],
            ["有光缺水", 30, 0, 0, 1, 1, 1],
            ["低温有水", 30, 0, 1, 2, 4, 6],
          ],
        ],
        [
          "结论",
          [
            ["问题", "证据", "结论"],
            ["发芽需要光吗", "有光29粒，无光28粒", "光不是绿豆发芽的必要条件"],
            ["发芽需要水吗", "缺水仅1粒", "水是必要条件"],
          ],
        ],
      ]),
    ],
  },
  {
    key: "magnet-toys",
    ownerCampus: "wuxiao",
    author: "wuxiao.science",
    sharedWith: "xinping",
    fields: fields({
      ...inTextbook("science", 2, 2, "磁铁怎样吸引物体"),
      title: "自制教具：隔物吸铁的“蝴蝶风筝”",
      summary: "用环形磁铁、回形针和纸蝴蝶做的悬空教具，成本三元。",
      kind: "teaching-aid",
      term: "2025-2026-2",
      keywords: ["磁铁", "自制教具", "低成本"],
    }),
    files: [
      booklet("磁铁教具制作.pdf", "悬空的蝴蝶", [
        ["材料", "环形磁铁一块、回形针一枚、细线、硬纸板、纸蝴蝶。"],
        [
          "做法",
          "把磁铁贴在支架横梁下，蝴蝶别上回形针，用细线系在底座。",
          "调线的长度，让蝴蝶离磁铁一厘米左右，蝴蝶就悬在空中。",
        ],
        [
          "怎么用",
          "在空隙里依次插入纸片、塑料片、铝片、铁片，看蝴蝶会不会掉下来。",
          "只有铁片插入时蝴蝶掉落：磁力被铁“截住”了。",
        ],
      ]),
    ],
  },
  {
    key: "shadow-draft",
    ownerCampus: "longxiang",
    author: "longxiang.science",
    sharedWith: null,
    fields: fields({
      ...inTextbook("science", 3, 2, "影子的秘密"),
      title: "影子记录操（草稿）",
      summary: "想在操场立杆，每小时记一次影子。",
      kind: "lesson-plan",
      keywords: ["影子", "操场"],
    }),
    files: [
      prose("影子记录操 草稿.docx", "影子记录操", [
        "上午九点、十点、十一点、正午、下午两点各记一次：方向、长度。",
        "各班轮流，值日生用粉笔描影子顶端。",
        "问题：阴天怎么办？备用手电筒模拟。",
      ]),
    ],
  },
  {
    key: "science-outline",
    ownerCampus: "sanxiao",
    author: "sanxiao.science",
    sharedWith: "group1",
    fields: fields({
      title: "三年级上册科学科目方案",
      summary: "总课时、单元安排、实验器材与评价办法，供集团各校区统一使用。",
      kind: "subject-plan",
      subject: "science",
      grades: ["3"],
      volume: "1",
      edition: "jiaoke",
      term: "2026-2027-1",
      keywords: ["科目方案", "课时分配", "实验"],
    }),
    files: [
      prose(
        "三上科学科目方案.docx",
        "三年级上册科学科目方案",
        [
          "总课时36课时，每周2课时。",
          "目标：观察有记录，实验有对比，结论有证据。",
          "实施建议：天气单元从开学第一周起记录，不等到第三单元才开始。",
          "评价：记录本四成，实验操作三成，单元检测三成。",
        ],
        [
          [
            ["单元", "课时", "必做实验", "器材"],
            ["水", "11", "蒸发、沸腾、溶解", "酒精灯、烧杯、温度计"],
            ["空气", "11", "空气占据空间、称空气", "注射器、简易天平"],
            ["天气", "10", "测气温、测降水量", "气温计、雨量器"],
            ["复习机动", "4", "", ""],
          ],
        ],
      ),
    ],
  },
];
