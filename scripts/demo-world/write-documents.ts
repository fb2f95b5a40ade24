import { makeDocx } from "../make-files/docx.ts";
import { makePdf } from "../make-files/pdf.ts";
import { makePng } from "../make-files/png.ts";
import { makePptx } from "../make-files/pptx.ts";
import { makeWav } from "../make-files/wav.ts";
import { makeXlsx } from "../make-files/xlsx.ts";
import type { DemoFile } from "./demo-resource.ts";

/** A lesson plan's content in the order of the form that schools use. */
export interface LessonPlan {
  topic: string;
  /** 学科、年级、册、单元 */
  place: string;
  period: string;
  lessonType: string;
  textbook: string;
  learners: string;
  goals: string[];
  focus: string;
  difficulty: string;
  preparation: string;
  /** 环节、教师活动、学生活动、设计意图 */
  steps: [phase: string, teacher: string, pupils: string, intent: string][];
  assessment: string;
  board: string[];
  homework: string[];
  reflection?: string;
}

const numbered = (lines: string[]) => lines.map((line, index) => `${index + 1}. ${line}`);

/** 教学设计: one Word document with the process as a table. */
export const lessonPlan = (name: string, plan: LessonPlan): DemoFile => ({
  name,
  make: () =>
    makeDocx({
      title: `《${plan.topic}》教学设计`,
      paragraphs: [
        `${plan.place}　${plan.period}　课型：${plan.lessonType}`,
        "一、教材分析",
        plan.textbook,
        "二、学情分析",
        plan.learners,
        "三、教学目标",
        ...numbered(plan.goals),
        "四、教学重难点",
        `重点：${plan.focus}`,
        `难点：${plan.difficulty}`,
        `教学准备：${plan.preparation}`,
        "五、评价任务",
        plan.assessment,
        "六、板书设计",
        ...plan.board,
        "七、作业设计",
        ...numbered(plan.homework),
        ...(plan.reflection ? ["八、教学反思", plan.reflection] : []),
        "教学过程见下表。",
      ],
      tables: [
        [
          ["环节", "教师活动", "学生活动", "设计意图", "二次备课"],
          ...plan.steps.map((step) => [...step, ""]),
        ],
      ],
    }),
});

/** A text document; a line that ends with a colon or stands alone before others is simply a paragraph. */
export const prose = (
  name: string,
  title: string,
  paragraphs: string[],
  tables: string[][][] = [],
): DemoFile => ({
  name,
  make: () => makeDocx({ title, paragraphs, tables }),
});

type Slide = [title: string, lines: string[], notes?: string];

export const slides = (name: string, title: string, pages: Slide[]): DemoFile => ({
  name,
  make: () =>
    makePptx({ title, slides: pages.map(([heading, lines, notes]) => ({ title: heading, lines, notes })) }),
});

export const sheet = (name: string, sheets: [name: string, rows: (string | number)[][]][]): DemoFile => ({
  name,
  make: () => makeXlsx({ sheets: sheets.map(([sheetName, rows]) => ({ name: sheetName, rows })) }),
});

/** A printed booklet or sheet; each page is a list of lines. */
export const booklet = (name: string, title: string, pages: string[][]): DemoFile => ({
  name,
  make: async () => makePdf({ title, pages }),
});

export const picture = (name: string, seed: number): DemoFile => ({
  name,
  make: async () => makePng({ width: 640, height: 420, seed }),
});

export const tone = (name: string, seconds: number, hertz: number): DemoFile => ({
  name,
  make: async () => makeWav({ seconds, hertz }),
});
