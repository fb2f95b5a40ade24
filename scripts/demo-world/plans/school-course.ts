import type { DemoPlan } from "./demo-plan.ts";

/** 校本课程 of one campus: nobody else's, and no group's. */
export const bambooCourse: DemoPlan = {
  unit: "yixiao",
  by: "yixiao.lead",
  heading: {
    title: "竹韵校本课程教学进度表（四年级）",
    subject: "school-course",
    grade: "4",
    edition: null,
    volume: null,
    periodsPerWeek: 1,
  },
  writtenOn: "2026-08-28",
  lines: [
    [[1, 2], "走进竹林", 2, { content: "认识本地竹子，画一幅竹叶" }],
    [[3, 5], "竹的种类与用途", 3, { homework: "访问一位会竹编的长辈" }],
    [[6, 8], "竹编：平编", 3, { equipment: "竹篾、护手套" }],
    [9, "作品展一", 1],
    [[11, 13], "竹编：收口", 3, { equipment: "竹篾、细绳" }],
    [[14, 16], "竹笛", 3, { equipment: "竹笛每人一支" }],
    [[17, 18], "作品展二与小结", 2],
  ],
};
