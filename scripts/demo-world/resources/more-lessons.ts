import { type DemoResource, fields, inTextbook } from "../demo-resource.ts";
import { booklet, prose, sheet, slides, tone } from "../write-documents.ts";

export const moreLessons: DemoResource[] = [
  {
    key: "tadpole",
    ownerCampus: "pingdian",
    author: "pingdian.teacher",
    sharedWith: "group3",
    fields: fields({
      ...inTextbook("chinese", 2, 1, "小蝌蚪找妈妈"),
      title: "《小蝌蚪找妈妈》复式班教学设计",
      summary: "教学点一、二年级复式班使用：二年级学新课时一年级做拼音练习，动静搭配。",
      kind: "lesson-plan",
      term: "2026-2027-1",
      keywords: ["复式教学", "动静搭配", "教学点"],
    }),
    files: [
      prose(
        "二上《小蝌蚪找妈妈》复式班教学设计.docx",
        "《小蝌蚪找妈妈》复式班教学设计",
        [
          "目标（二年级）：按顺序说出小蝌蚪的变化，积累“披、鼓、露、甩”等动词。",
          "目标（一年级）：拼读含有复韵母的音节二十个。",
          "组织：小老师制，二年级推选一名小老师带读，教师在两个年级间往返三次。",
        ],
        [
          [
            ["时间", "二年级", "一年级"],
            ["前10分钟", "教师导学，借助图片排顺序", "自动作业：描红、看图拼读"],
            ["中15分钟", "小组练说“先……再……接着……最后……”", "教师直接教学：复韵母拼读"],
            ["后15分钟", "教师检查复述，讲动词", "同桌互读音节卡，小老师打星"],
          ],
        ],
      ),
    ],
  },
  {
    key: "peninsula-spring-festival",
    ownerCampus: "hongqi",
    author: "hongqi.teacher",
    sharedWith: "longshi",
    fields: fields({
      ...inTextbook("chinese", 6, 2, "北京的春节"),
      title: "《北京的春节》课件：详略的秘密",
      summary: "用时间轴和字数统计看出详略安排，对比龙南客家年俗。",
      kind: "courseware",
      term: "2026-2027-2",
      keywords: ["详略", "民俗", "时间轴"],
    }),
    files: [
      slides("六下《北京的春节》课件.pptx", "北京的春节", [
        ["北京的春节", ["第一单元　民风民俗"]],
        ["时间轴", ["腊月初旬—腊月二十三—除夕—初一—元宵—正月十九", "数一数：哪几天写得多？各用了多少字？"]],
        ["详略的秘密", ["详写：最有代表性的日子", "略写：过渡的日子，一笔带过"]],
        ["我们的年", ["客家人“入年界”从哪天开始？", "炸米果、酿豆腐、舞香火龙，选一样写详细"]],
      ]),
    ],
  },
  {
    key: "planting-trees",
    ownerCampus: "longxiang",
    author: "longxiang.math",
    sharedWith: "longshi",
    fields: fields({
      ...inTextbook("mathematics", 5, 1, "两端都栽"),
      title: "《植树问题》教学案例：间隔到底是什么",
      summary: "手指、绳结、路灯三次建模，比较三种情况。",
      kind: "teaching-case",
      term: "2026-2027-1",
      keywords: ["植树问题", "间隔", "建模"],
    }),
    files: [
      prose("五上《植树问题》教学案例.docx", "间隔到底是什么", [
        "起因：课后检测发现，学生背得出“棵数等于间隔数加一”，遇到锯木头、上楼梯又乱套。",
        "调整：不先给公式。第一次看手，五指四个空；第二次打绳结，围成圈时结和空一样多；第三次画路灯，两端有楼房。",
        "学生语录：“加一减一不用背，看看头和尾有没有东西就行。”",
        "启示：模型来自对应，一个间隔对着一棵树，剩不剩、缺不缺，一看便知。",
      ]),
    ],
  },
  {
    key: "long-division",
    ownerCampus: "taojiang",
    author: "taojiang.math",
    sharedWith: "taojiang",
    fields: fields({
      ...inTextbook("mathematics", 3, 2, "一位数除两位数"),
      title: "《一位数除两位数》同步练习",
      summary: "基础、变式、拓展三层，配小棒图，附答案。",
      kind: "material",
      term: "2026-2027-2",
      keywords: ["竖式", "同步练习", "分层"],
    }),
    files: [
      booklet("三下《一位数除两位数》同步练习.pdf", "一位数除两位数同步练习", [
        ["基础", "42÷2＝　　52÷2＝　　76÷4＝　　81÷3＝", "每题先摆小棒，再写竖式。"],
        ["变式", "小明算 52÷2 时从个位除起，他遇到了什么麻烦？", "在（　）里填数，使商是两位数：（　）4÷6。"],
        ["答案", "21　26　19　27", "从个位除起，十位余下的1个十要拆开再分一次。"],
      ]),
    ],
  },
  {
    key: "air-space",
    ownerCampus: "pingdian",
    author: "pingdian.science",
    sharedWith: "xinping",
    fields: fields({
      ...inTextbook("science", 3, 1, "空气能占据空间吗"),
      title: "《空气能占据空间吗》低成本实验十例",
      summary: "塑料瓶、气球、注射器就能做的实验，给器材不足的学校。",
      kind: "material",
      term: "2026-2027-1",
      keywords: ["空气", "低成本实验", "乡村学校"],
    }),
    files: [
      prose("三上科学低成本实验十例.docx", "空气实验十例", [
        "例一　干纸团：杯底塞纸团，倒扣压入水中，纸团不湿。",
        "例二　吹不大的气球：气球套在瓶里，为什么吹不大？在瓶底扎一个孔再吹。",
        "例三　会喝水的瓶子：热水烫过的瓶子倒扣在水里，水慢慢升上来。",
        "例四　注射器：堵住口，推得动又推不到底，松手弹回。",
        "安全：扎孔由教师完成，热水不超过五十度。",
      ]),
    ],
  },
  {
    key: "animals-pep",
    ownerCampus: "wuxiao",
    author: "wuxiao.english",
    sharedWith: "group3",
    fields: fields({
      title: "PEP三年级上册 Unit 4 We love animals 单词图卡",
      summary: "十个动物词，带本地动物补充页，附发音提示铃。",
      kind: "teaching-aid",
      subject: "english",
      grades: ["3"],
      volume: "1",
      edition: "renjiao-pep",
      term: "2026-2027-1",
      keywords: ["animals", "词卡", "phonics"],
    }),
    files: [
      booklet("We love animals单词图卡.pdf", "We love animals", [
        ["Cards", "pig　bear　cat　duck　dog", "elephant　monkey　bird　tiger　panda"],
        ["Our local animals", "buffalo 水牛　goat 山羊　rooster 公鸡", "Game: Act like a ... 学样子猜单词"],
      ]),
      tone("开始提示铃.wav", 1, 523),
    ],
  },
  {
    key: "football",
    ownerCampus: "yixiao",
    author: "yixiao.sport",
    sharedWith: "group1",
    fields: fields({
      title: "五年级体育与健康《脚内侧传接球》教案",
      summary: "六人小组循环练习，含热身、辅助练习与放松。",
      kind: "lesson-plan",
      subject: "physical-education",
      grades: ["5"],
      term: "2026-2027-1",
      keywords: ["足球", "传接球", "循环练习"],
    }),
    files: [
      prose(
        "五年级《脚内侧传接球》教案.docx",
        "脚内侧传接球",
        [
          "目标：能用脚内侧把球传给五米外的同伴，十次成功七次。",
          "重点：支撑脚站在球侧，脚尖对准目标。",
          "难点：接球时后撤缓冲。",
          "放松：两人一组拍打小腿，慢走一圈。",
        ],
        [
          [
            ["部分", "时间", "内容", "次数与强度"],
            ["准备", "8分钟", "行进间操、踩球", "心率120"],
            ["基本", "24分钟", "原地传接、移动传接、六人绕桩", "心率150"],
            ["结束", "8分钟", "放松、小结、收器材", "心率100"],
          ],
        ],
      ),
    ],
  },
  {
    key: "schoolbag",
    ownerCampus: "sanxiao",
    author: "sanxiao.teacher",
    sharedWith: "public",
    fields: fields({
      title: "一年级劳动《我会整理书包》微课脚本与儿歌",
      summary: "开学第一周用，家长可以照着在家练。",
      kind: "material",
      subject: "labour",
      grades: ["1"],
      term: "2026-2027-1",
      keywords: ["劳动", "整理书包", "微课", "家校"],
    }),
    files: [
      prose("《我会整理书包》微课脚本.docx", "我会整理书包", [
        "镜头一：小书包鼓鼓囊囊，铅笔断了，作业本皱了，怎么办？",
        "镜头二：大书靠里放，小书往外排，文具盒子放中间，水杯站在口袋外。",
        "镜头三：照着课程表，今天有什么课就带什么书。",
        "儿歌：大的大，小的小，排好队伍不吵闹；看课表，想一想，明天要用全装好。",
      ]),
    ],
  },
  {
    key: "budget-private",
    ownerCampus: "longxiang",
    author: "longxiang.lead",
    sharedWith: "private",
    fields: fields({
      title: "社团耗材预算（未定稿）",
      summary: "二十六门社团的学期耗材，等核价后再交流。",
      kind: "equipment-plan",
      term: "2026-2027-1",
      keywords: ["耗材", "预算"],
    }),
    files: [
      sheet("社团耗材预算.xlsx", [
        [
          "预算",
          [
            ["社团", "耗材", "数量", "单价", "小计"],
            ["国画", "宣纸（刀）", 6, 45, 270],
            ["机器人", "电池（板）", 20, 18, 360],
            ["剪纸", "红纸（包）", 15, 12, 180],
          ],
        ],
      ]),
    ],
  },
  {
    key: "exam-review",
    ownerCampus: "sixiao",
    author: "sixiao.teacher",
    sharedWith: "group2",
    fields: fields({
      title: "六年级语文期中试卷讲评课教案",
      summary: "按错因分组讲评，学生先互助再听讲。",
      kind: "lesson-plan",
      subject: "chinese",
      grades: ["6"],
      volume: "1",
      edition: "tongbian",
      term: "2026-2027-1",
      keywords: ["讲评课", "错因", "互助"],
    }),
    files: [
      prose("六年级语文期中试卷讲评课教案.docx", "期中试卷讲评课", [
        "数据：阅读题第三小题得分率四成六，写话题平均失分六分。",
        "环节一　自查：十分钟改掉会改的，用绿笔。",
        "环节二　互助：同错因四人一组，会的讲给不会的听。",
        "环节三　精讲：只讲两题。怎样从“哪句话让你有这样的感受”找到证据。",
        "环节四　再练：同类短文一篇，当堂反馈。",
      ]),
    ],
    nextVersion: {
      fields: { summary: "按错因分组讲评，学生先互助再听讲。第二版加了再练短文的评分标准。" },
      files: [
        prose("六年级语文期中试卷讲评课教案（第二版）.docx", "期中试卷讲评课", [
          "数据：阅读题第三小题得分率四成六，写话题平均失分六分。",
          "环节一　自查：八分钟改掉会改的，用绿笔。",
          "环节二　互助：同错因四人一组，组长记录仍不懂的题号。",
          "环节三　精讲：只讲两题，证据要画在原文上。",
          "环节四　再练：同类短文一篇。评分标准——找到一处证据两分，说清联系再得两分，语句通顺一分。",
        ]),
      ],
    },
  },
  {
    key: "simple-circuit-adapted",
    ownerCampus: "erxiao",
    author: "erxiao.science",
    sharedWith: "erxiao",
    adaptedFrom: "simple-circuit",
    fields: fields({
      ...inTextbook("science", 4, 2, "电路出故障了"),
      title: "《电路出故障了》排查游戏（改编）",
      summary: "由四小校区的排查卡改成小组闯关，每组一只“坏电路盒”。",
      kind: "courseware",
      term: "2026-2027-2",
      keywords: ["电路", "闯关", "改编"],
    }),
    files: [
      slides("四下《电路出故障了》闯关.pptx", "电路出故障了", [
        ["电路急诊室", ["每组领一只“病历盒”，十分钟内诊断"]],
        ["三步诊断", ["看：有没有松脱", "换：换上好电池、好灯泡", "测：用检测器逐段检查，灯亮到哪里为止"]],
        ["写病历", ["症状、检查、病因、处方", "例：灯不亮；检测到开关处断；触点生锈；用砂纸打磨"]],
      ]),
    ],
  },
];
