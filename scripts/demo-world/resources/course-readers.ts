import { type DemoResource, fields } from "../demo-resource.ts";
import { booklet } from "../write-documents.ts";

export const courseReaders: DemoResource[] = [
  {
    key: "reader-pattern",
    ownerCampus: "sanxiao",
    author: "sanxiao.lead",
    sharedWith: "xinping",
    fields: fields({
      title: "校本课程读本《花腰纹样》（三、四年级）",
      summary: "认识花腰傣服饰上的几何纹样，学画、学绣、学讲故事，共16课时。",
      kind: "course-reader",
      subject: "school-course",
      grades: ["3", "4"],
      edition: "school",
      keywords: ["花腰傣", "纹样", "校本", "非遗"],
    }),
    files: [
      booklet("校本课程读本《花腰纹样》.pdf", "花腰纹样", [
        [
          "花腰纹样",
          "适用年级：三、四年级　总课时：16课时",
          "第一章　腰带上的彩虹",
          "第二章　会说话的菱形",
          "第三章　银泡与阳光",
          "第四章　我设计的纹样",
        ],
        [
          "第一章　腰带上的彩虹",
          "傣家姑娘的腰带一层一层缠在腰间，红、黄、绿、白交替，远看像雨后的虹。",
          "量一量：一条腰带有几层颜色？哪种颜色出现得最多？",
          "画一画：用四种颜色排出一组重复的规律。",
        ],
        [
          "第二章　会说话的菱形",
          "菱形连着菱形，老人说那是田埂连着田埂，一家挨着一家。",
          "找一找：哪些纹样是轴对称的？用小镜子验证。",
        ],
        [
          "第三章　银泡与阳光",
          "银泡小而圆，缀在帽檐和衣襟，走起路来沙沙响，太阳一照就闪亮。",
          "问一问奶奶：银泡是谁打的？什么时候戴？",
        ],
        [
          "第四章　我设计的纹样",
          "把今天的生活也绣进去：操场、书本、公路、太阳能灯。",
          "评一评：有规律、有故事、有自己的颜色。",
        ],
      ]),
    ],
  },
  {
    key: "reader-hakka",
    ownerCampus: "hongqi",
    author: "hongqi.teacher",
    sharedWith: "longshi",
    fields: fields({
      title: "特色课程读本《围屋里的童年》（五年级）",
      summary: "客家围屋的结构、童谣和节俗，附访谈任务单。",
      kind: "course-reader",
      subject: "local-course",
      grades: ["5"],
      edition: "school",
      keywords: ["客家围屋", "童谣", "读本"],
    }),
    files: [
      booklet("特色课程读本《围屋里的童年》.pdf", "围屋里的童年", [
        [
          "第一课　一座屋就是一个村",
          "围屋外墙厚实，四角有炮楼，里面住着几十户人家，共用一口井。",
          "想一想：为什么窗子外小里大？",
        ],
        [
          "第二课　月光光",
          "客家童谣一句咬着一句，上一句的尾就是下一句的头。",
          "试一试：用“月光光”开头接四句。",
        ],
        [
          "第三课　请长辈讲一天",
          "访谈提纲：几点起床？做什么活？玩什么？最怕什么？",
          "整理成三百字，配一张围屋平面图。",
        ],
      ]),
    ],
  },
  {
    key: "reader-plants",
    ownerCampus: "pingdian",
    author: "pingdian.science",
    sharedWith: "group3",
    fields: fields({
      title: "乡土读本《平甸的草木》",
      summary: "二十种常见植物的样子、用处和忌讳，配合低年级科学课使用。",
      kind: "course-reader",
      subject: "science",
      grades: ["1", "2"],
      edition: "school",
      keywords: ["乡土", "植物", "读本"],
    }),
    files: [
      booklet("乡土读本《平甸的草木》.pdf", "平甸的草木", [
        ["攀枝花", "先开花后长叶，花大而红，落下来噗的一声。老人拾来晒干泡水。"],
        ["水蓼", "长在沟边，叶子揉碎有辣味，不要放进嘴里。"],
        ["芭蕉", "一串一串结果，叶子大得可以当雨伞。看一看：芭蕉和香蕉哪里不同？"],
      ]),
    ],
  },
  {
    key: "reader-bamboo",
    ownerCampus: "sanxiao",
    author: "sanxiao.arts",
    sharedWith: "group1",
    fields: fields({
      title: "校本课程读本《竹筒响叮咚》（五年级）",
      summary: "选竹、锯竹、定音、合奏四章，每章一个动手任务。",
      kind: "course-reader",
      subject: "music",
      grades: ["5"],
      edition: "school",
      keywords: ["竹筒", "打击乐", "读本"],
    }),
    files: [
      booklet("校本课程读本《竹筒响叮咚》.pdf", "竹筒响叮咚", [
        [
          "第一章　选竹",
          "冬天砍的竹子含水少，不易开裂。",
          "敲一敲：粗竹声低，细竹声高；同样粗细，长的低，短的高。",
        ],
        [
          "第二章　定音",
          "先锯长一点，再一点一点磨短，用调音软件听，到了就停。",
          "记一记：do 的竹筒长（　）厘米，sol 的竹筒长（　）厘米。",
        ],
        ["第三章　合奏", "一人一个音，像接龙一样敲出《小星星》。", "规则：眼睛看指挥，耳朵听前一个人。"],
      ]),
    ],
  },
];
