import type { Numbers } from "../numbers-from.ts";

/** Sentences, or lines where there are none; together they are the text. */
export const sentencesOf = (text: string): string[] => text.split(/(?<=[。！？；\n])/);

/**
 * As a colleague would use a text: of every so many sentences some are written anew (with what `foreign` has), some left
 * out, and some added.
 */
export const editText = (text: string, share: number, foreign: string[], numbers: Numbers): string =>
  sentencesOf(text)
    .map((sentence) => {
      if (numbers.next() >= share) return sentence;
      const chance = numbers.next();
      if (chance < 0.2) return "";
      return chance < 0.4 ? sentence + numbers.pick(foreign) : numbers.pick(foreign);
    })
    .join("");

const form =
  "教学设计 课题 学科 年级 册次 单元 课时 课型 主备人 执教人 课标要求 教材分析 学情分析 核心素养目标 教学重点 教学难点 教学准备 教学过程 环节 教师活动 学生活动 设计意图 二次备课 评价任务 板书设计 作业设计 教学反思 一、导入新课 二、探究新知 三、巩固练习 四、课堂小结 五、布置作业 请同学们认真听讲，积极思考，大胆发言。 本节课你有什么收获？ 完成练习册相应的题目。";

/** The usual form of a lesson plan with some sentences of the text filled in. */
export const fillForm = (text: string, sentenceCount: number, numbers: Numbers): string => {
  const sentences = sentencesOf(text).filter((sentence) => sentence.trim().length > 8);
  const from = Math.floor(numbers.next() * Math.max(1, sentences.length - sentenceCount));
  return `${form}\n${sentences.slice(from, from + sentenceCount).join("\n")}`;
};
