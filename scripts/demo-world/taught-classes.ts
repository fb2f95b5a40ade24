/** What a person of the demonstration teaches, and how many rows each class is behind the plan. */
export interface DemoTeaching {
  by: string;
  campus: string;
  grade: string;
  subject: string;
  classes: [name: string, rowsBehind: number][];
}

export const taughtClasses: DemoTeaching[] = [
  {
    by: "sanxiao.teacher",
    campus: "sanxiao",
    grade: "3",
    subject: "chinese",
    classes: [
      ["1班", 0],
      ["2班", 3],
    ],
  },
  { by: "sanxiao.math", campus: "sanxiao", grade: "3", subject: "mathematics", classes: [["1班", 1]] },
  { by: "yixiao.teacher", campus: "yixiao", grade: "3", subject: "chinese", classes: [["1班", 0]] },
  { by: "hongqi.math", campus: "hongqi", grade: "5", subject: "mathematics", classes: [["1班", 2]] },
];
