import { numbersFrom } from "../../scripts/bench/numbers-from.ts";

const who = ["学生", "教师", "小组", "同桌", "全班", "组长", "值日生", "男生", "女生", "代表"];
const how = ["认真", "分别", "依次", "轮流", "独立", "合作", "大声", "仔细", "再次", "尝试"];
const what = ["朗读", "观察", "讨论", "抄写", "比较", "描述", "测量", "记录", "表演", "归纳", "批注", "默写"];
const which = ["第一", "下面", "课后", "黑板上", "书中", "图里", "刚才", "表格里", "练习册", "昨天"];
const things = [
  "段落",
  "生字",
  "算式",
  "图形",
  "实验",
  "诗句",
  "例题",
  "单词",
  "地图",
  "数据",
  "人物",
  "比喻句",
];
const why = [
  "体会作者心情",
  "找出规律",
  "说明理由",
  "巩固所学",
  "发现问题",
  "完成任务单",
  "准备汇报",
  "理解题意",
];

/** Sentences as lesson plans have them; other seeds give other ones, which share words but seldom more. */
export const lessonSentences = (seed: number, count: number): string[] => {
  const numbers = numbersFrom(seed);
  return Array.from(
    { length: count },
    () =>
      `${numbers.pick(who)}${numbers.pick(how)}${numbers.pick(what)}${numbers.pick(which)}的${numbers.pick(things)}，${numbers.pick(why)}。`,
  );
};
