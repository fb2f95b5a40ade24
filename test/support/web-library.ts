import { makeDocx } from "../../scripts/make-files/docx.ts";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { makePptx } from "../../scripts/make-files/pptx.ts";
import { type Client, publish, signedIn } from "./client.ts";
import type { TestSystem } from "./system.ts";
import { unitOf } from "./world.ts";

/** Words that stand on the third slide and, once, on the fifth. */
export const remembered = "荞粑粑";
/** Words on the second page of a PDF. */
const handout = "画出条形统计图";
export const fractions = "三年级数学上册《分数的初步认识》课件";
/** A title as long as schools write them. */
export const longTitle =
  "新平县第一教育集团2026学年第一学期三年级数学上册第八单元《分数的简单计算》第一课时集体备课教学设计（含学习单与分层作业）";

const group = unitOf("group1").id;
const primary = { subject: "mathematics", grades: ["3"], volume: "1" };

const courseware = async (): Promise<Buffer> => {
  const told = ["分一分", "折一折", `${remembered}平均切成八块`, "练一练", `还剩几块${remembered}`];
  const slides = told.map((title) => ({ title, lines: ["说说你是怎么想的。"] }));
  return makePptx({ title: fractions, slides });
};

/** Four resources of 三小校区's mathematics teacher, shared with the first group. */
export const fillLibrary = async (system: TestSystem): Promise<Client> => {
  const author = await signedIn(system, "sanxiao.math");
  await publish(author, group, {
    title: fractions,
    kind: "courseware",
    fields: primary,
    files: [{ name: `${fractions}.pptx`, bytes: await courseware() }],
  });
  await publish(author, group, { title: longTitle, fields: primary, text: "同分母分数相加，分母不变。" });
  await publish(author, group, {
    title: "《数据的处理》教学设计",
    fields: { ...primary, grades: ["4"] },
    files: [{ name: "学习单.pdf", bytes: makePdf({ title: "学习单", pages: [["整理成表。"], [handout]] }) }],
  });
  await publish(author, group, {
    title: "《秋天的怀念》教学设计",
    fields: { subject: "chinese", grades: ["5"] },
    files: [
      {
        name: "秋天的怀念.docx",
        bytes: await makeDocx({ title: "《秋天的怀念》", paragraphs: ["体会母亲的爱。"] }),
      },
    ],
  });
  await system.runJobs();
  return author;
};
