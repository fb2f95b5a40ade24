import { type DemoResource, fields } from "../demo-resource.ts";
import { lessonPlan, prose, slides } from "../write-documents.ts";

export const moralAndClass: DemoResource[] = [
  {
    key: "family-duties",
    ownerCampus: "sixiao",
    author: "sixiao.teacher",
    sharedWith: "sixiao",
    fields: fields({
      title: "道德与法治四年级上册《少让父母为我操心》教学设计",
      summary: "从一张“父母的一天”时间表开始，学会体谅和分担。",
      kind: "lesson-plan",
      subject: "morality-and-law",
      grades: ["4"],
      volume: "1",
      edition: "tongbian",
      term: "2026-2027-1",
      keywords: ["道法", "家庭责任", "时间表"],
    }),
    files: [
      lessonPlan("道法四上《少让父母为我操心》教学设计.docx", {
        topic: "少让父母为我操心",
        place: "道德与法治　四年级上册　第二单元",
        period: "第一课时（共2课时）",
        lessonType: "新授",
        textbook: "引导学生看见父母的付出，从做好自己的事开始分担。",
        learners: "班里三分之一是留守儿童，情境要兼顾祖辈照料的家庭。",
        goals: ["能说出家人一天中为自己做的三件事。", "找到一件自己能承担的事并坚持一周。"],
        focus: "看见并体谅家人的辛劳。",
        difficulty: "把感动变成可坚持的行动。",
        preparation: "课前访谈单、计时沙漏。",
        steps: [
          ["晒时间表", "展示“照顾我的人的一天”时间表。", "用红笔圈出为自己做的事。", "用事实代替说教。"],
          ["体验", "单手系鞋带、抱书包站两分钟。", "体验后说感受。", "身体体验唤起共情。"],
          ["定一件小事", "发行动卡：从今天起我来做……", "填写并请家人签字。", "行动可见、可评。"],
        ],
        assessment: "一周后行动卡打卡五天以上。",
        board: ["少让家人操心", "看见 → 体谅 → 分担"],
        homework: ["坚持行动卡七天。"],
      }),
    ],
  },
  {
    key: "drowning",
    ownerCampus: "pingdian",
    author: "pingdian.teacher",
    sharedWith: "public",
    fields: fields({
      title: "防溺水“六不一会”安全教育课件",
      summary: "结合本乡水库、鱼塘、河道的真实隐患点，家长也可以看。",
      kind: "courseware",
      subject: "special-topic",
      grades: ["1", "2", "3", "4", "5", "6"],
      term: "2025-2026-2",
      keywords: ["防溺水", "安全教育", "家校"],
    }),
    files: [
      slides("防溺水安全教育课件.pptx", "防溺水安全教育", [
        ["珍爱生命，预防溺水", ["暑假前一课"]],
        [
          "六不",
          [
            "不私自下水游泳",
            "不擅自与他人结伴游泳",
            "不在无大人带领时游泳",
            "不到无安全设施的水域",
            "不到不熟悉的水域",
            "不擅自下水施救",
          ],
        ],
        ["一会", ["发现险情会相互提醒、智慧救援、立即报警", "喊人、扔绳、递竹竿，不手拉手下水"]],
        ["我们身边的危险水域", ["水库放水口、沙坑、没有护栏的鱼塘", "雨后河水上涨，平时能走的石头会打滑"]],
      ]),
    ],
  },
  {
    key: "class-meeting-phone",
    ownerCampus: "taojiang",
    author: "taojiang.teacher",
    sharedWith: "longshi",
    fields: fields({
      title: "主题班会《和手机做个约定》",
      summary: "班会流程、辩论题和亲子约定书模板。",
      kind: "courseware",
      subject: "class-activity",
      grades: ["4", "5"],
      term: "2026-2027-1",
      keywords: ["主题班会", "手机", "约定书"],
    }),
    files: [
      slides("主题班会《和手机做个约定》.pptx", "和手机做个约定", [
        ["和手机做个约定", ["五年级主题班会"]],
        ["算一算", ["每天玩两小时，一个学期等于多少个整天？"]],
        ["辩一辩", ["正方：查资料离不开手机", "反方：先翻书再用手机"]],
        ["签约", ["约定三条，自己写，家人签，班级存"]],
      ]),
      prose("亲子约定书.docx", "亲子约定书", [
        "我约定每天使用手机不超过（　）分钟，只用来（　）。",
        "我的家人约定：吃饭时也不看手机。",
        "约定人签字：（　）　家人签字：（　）",
      ]),
    ],
  },
  {
    key: "waste-sorting",
    ownerCampus: "hongqi",
    author: "hongqi.science",
    sharedWith: "longshi",
    fields: fields({
      title: "综合实践：校园垃圾去哪儿了",
      summary: "三周项目：称重、追踪、改进，附调查表和成果展示要求。",
      kind: "lesson-plan",
      subject: "integrated-practice",
      grades: ["5"],
      term: "2026-2027-1",
      keywords: ["垃圾分类", "项目学习", "调查"],
    }),
    files: [
      prose(
        "综合实践《校园垃圾去哪儿了》活动方案.docx",
        "校园垃圾去哪儿了",
        [
          "驱动问题：我们学校一天扔掉多少垃圾？怎样减少三成？",
          "第一周：分班称重，区分厨余、纸张、塑料、其他。",
          "第二周：跟踪垃圾车，访问转运站管理员。",
          "第三周：提出一条改进办法，试行五天，再称一次。",
          "成果：一张海报、一份给校长的建议信。",
        ],
        [
          [
            ["日期", "厨余（千克）", "纸张", "塑料", "其他", "记录人"],
            ["周一", "", "", "", "", ""],
            ["周二", "", "", "", "", ""],
          ],
        ],
      ),
    ],
  },
];
