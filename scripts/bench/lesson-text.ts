/** What lesson plans and slides commonly say; a passage joins some of it around the lesson's own words. */
const aims = [
  "认识本课的生字，会写田字格中的字，正确、流利、有感情地朗读课文",
  "经历观察、比较、操作的过程，初步认识分数的含义，会读写简单的分数",
  "通过实验观察植物的生长变化，学习记录数据并作出合理的解释",
  "在解决实际问题的过程中体会数量关系，发展推理意识和模型意识",
  "了解家乡的自然环境与人文风情，增强热爱家乡的情感",
];
const beginnings = [
  "同学们，上节课我们学习了什么？请和同桌说一说",
  "出示情境图，引导学生发现并提出数学问题",
  "播放课文朗读录音，学生边听边想象画面",
  "猜谜语导入，激发学生的学习兴趣",
  "复习旧知，口算抢答，唤起已有经验",
];
const activities = [
  "小组合作：把一张长方形纸平均分成四份，涂出其中的一份，说说它是整张纸的几分之一",
  "自由朗读课文，圈画不认识的字，借助拼音读准字音，再指名分段朗读",
  "分组探究：观察绿豆发芽的过程，用表格记录每天的高度和叶片数量",
  "摆一摆、画一画、算一算，交流不同的计算方法，比较哪一种更简便",
  "角色扮演，体会人物心情的变化，抓住关键词句谈谈自己的感受",
  "量一量教室的长和宽，估计面积，再用面积单位验证",
  "比较静夜里的月光与白天的阳光，想象诗人思念故乡的情景",
];
const endings = [
  "课堂小结：这节课你有什么收获？还有什么疑问？",
  "作业分层布置：基础题完成练习册第一页，拓展题写一段观察日记",
  "板书设计：左边写课题，右边画思维导图，突出重点与难点",
  "教学反思：学生对平均分的理解仍需借助直观操作，下次增加动手时间",
];

/** Three passages as a reader of the files would find them on its first pages. */
export const passagesOf = (
  lesson: string,
  pick: (items: readonly string[]) => string,
): { page: number; text: string }[] => [
  {
    page: 1,
    text: `${lesson}。教学目标：${pick(aims)}；${pick(aims)}。教学重点与难点：${pick(activities)}。`,
  },
  {
    page: 2,
    text: `一、导入新课。${pick(beginnings)}。二、探究新知《${lesson}》。${pick(activities)}；${pick(activities)}。`,
  },
  { page: 3, text: `三、巩固练习。${pick(activities)}。四、总结。${pick(endings)}。${pick(endings)}。` },
];

/** What teachers type: titles, single words, several words, words from inside the files, pinyin, filters' words. */
export const questions = [
  "分数的初步认识",
  "静夜思",
  "绿豆发芽",
  "三年级 数学 课件",
  "思维导图",
  "平均分 教学设计",
  "观察日记",
  "识字",
  "语文园地",
  "面积单位",
  "口语交际",
  "fenshu",
  "古诗 朗读",
  "植物的生长",
  "公开课",
  "乘法",
  "练习册 分层作业",
  "家乡",
  "第二课时 课例",
  "角色扮演 人物心情",
];
