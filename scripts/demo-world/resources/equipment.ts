import { type DemoResource, fields } from "../demo-resource.ts";
import { picture, prose, sheet } from "../write-documents.ts";

export const equipment: DemoResource[] = [
  {
    key: "lab-plan",
    ownerCampus: "sanxiao",
    author: "sanxiao.science",
    sharedWith: "group1",
    fields: fields({
      title: "三小校区科学实验室设备与设施使用方案",
      summary: "开放时间、班级轮用表、借用条件和应急处理。",
      kind: "equipment-plan",
      subject: "science",
      term: "2026-2027-1",
      keywords: ["实验室", "借用", "应急", "轮用表"],
    }),
    files: [
      prose(
        "科学实验室设备使用方案.docx",
        "科学实验室设备与设施使用方案",
        [
          "所属校区：三小校区　管理员：科学教师",
          "开放时间：周一至周五，上午第二至四节，下午第一至三节。",
          "预约：提前两天在登记表写明班级、节次、内容和所需器材。",
          "跨校区借用：由借出校区负责人同意，写明归还日期和完好情况；危险品不外借。",
          "应急：酒精灯打翻，用湿抹布盖灭；碰到酸碱，用大量清水冲洗并报告。",
          "维护：每学期末清点、除尘、更换电池，全部归还入库。",
        ],
        [
          [
            ["周次", "班级", "节次", "内容", "教师"],
            ["第3周", "三（1）班", "周二第三节", "水沸腾了", "科学教师"],
            ["第3周", "三（2）班", "周三第二节", "水沸腾了", "科学教师"],
            ["第5周", "六（1）班", "周四第一节", "观察洋葱表皮细胞", "科学教师"],
          ],
        ],
      ),
    ],
  },
  {
    key: "sport-ledger",
    ownerCampus: "yixiao",
    author: "yixiao.sport",
    sharedWith: "yixiao",
    fields: fields({
      title: "一小校区体育器材台账（明细账）",
      summary: "入库、借出、归还、报损四项，期末对账相符。",
      kind: "equipment-plan",
      subject: "physical-education",
      term: "2026-2027-1",
      keywords: ["台账", "器材", "报损", "借还登记"],
    }),
    files: [
      sheet("一小校区体育器材台账.xlsx", [
        [
          "明细账",
          [
            ["器材名称", "型号", "单位", "期初", "入库", "借出", "报损", "结存", "存放"],
            ["短绳", "2.8米", "根", 120, 40, 60, 8, 152, "体育室A柜"],
            ["五号足球", "", "个", 24, 6, 0, 3, 27, "体育室B架"],
            ["小垫子", "1.2米", "块", 40, 0, 10, 1, 39, "风雨操场"],
            ["实心球", "1千克", "个", 30, 0, 0, 0, 30, "体育室C柜"],
          ],
        ],
        [
          "借还登记",
          [
            [
              "借用校区",
              "借用日期",
              "器材及型号",
              "数量",
              "用途",
              "借用人",
              "归还日期",
              "完好情况",
              "审批人",
            ],
            [
              "三小校区",
              "2026-10-12",
              "短绳2.8米",
              60,
              "集团跳绳比赛",
              "体育教师",
              "2026-10-19",
              "完好59，断1",
              "教务主任",
            ],
          ],
        ],
      ]),
    ],
  },
  {
    key: "recording-room",
    ownerCampus: "hongqi",
    author: "hongqi.lead",
    sharedWith: "longshi",
    fields: fields({
      title: "录播教室开放与预约办法",
      summary: "三校区共用录播教室的预约、调试和资料归档要求。",
      kind: "equipment-plan",
      term: "2026-2027-1",
      keywords: ["录播教室", "预约", "归档"],
    }),
    files: [
      prose("录播教室开放与预约办法.docx", "录播教室开放与预约办法", [
        "预约：每周四前登记下周使用，研讨课优先，比赛课次之。",
        "使用前二十分钟到场调试，话筒电池由使用人更换。",
        "录像命名：日期—校区—年级—学科—课题—执教人，三日内上传。",
        "学生肖像只作教研使用，对外发布须经家长同意。",
      ]),
      picture("录播教室机位图.png", 88),
    ],
  },
  {
    key: "music-room",
    ownerCampus: "erxiao",
    author: "erxiao.lead",
    sharedWith: "group2",
    fields: fields({
      title: "音乐教室与打击乐器使用计划表",
      summary: "两校区共用二十套打击乐器的周轮换安排。",
      kind: "equipment-plan",
      subject: "music",
      term: "2026-2027-1",
      keywords: ["乐器", "轮换", "使用计划"],
    }),
    files: [
      sheet("音乐教室使用计划表.xlsx", [
        [
          "轮换",
          [
            ["周次", "乐器", "使用校区", "班级", "送达", "归还"],
            [2, "双响筒20套", "二小校区", "三年级", "周一上午", "周五下午"],
            [3, "双响筒20套", "四小校区", "三年级", "周一上午", "周五下午"],
            [4, "三角铁20套", "二小校区", "四年级", "周一上午", "周五下午"],
          ],
        ],
      ]),
    ],
  },
];
