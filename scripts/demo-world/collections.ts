/** A collection of the demonstration; everything is named by its key. */
export interface DemoCollection {
  unit: string;
  /** Who makes it: where they curate, it is curated at once, elsewhere it is submitted and waits. */
  by: string;
  title: string;
  summary: string;
  sections: [title: string, resourceKeys: string[]][];
}

export const collections: DemoCollection[] = [
  {
    unit: "group1",
    by: "group1.research",
    title: "语文教学设计精选",
    summary: "各校区用过、集体研讨过的教学设计与反思，备课时先看这里。",
    sections: [
      ["三年级", ["banyan-school"]],
      ["五年级", ["summer-palace", "peanut-reflection"]],
    ],
  },
  {
    unit: "sanxiao",
    by: "sanxiao.research",
    title: "分数的初步认识 备课包",
    summary: "从单元整体设计到课时、练习，按备课的先后排好。",
    sections: [
      ["单元设计", ["fractions-unit"]],
      ["课时教学设计与课件", ["first-fractions"]],
      ["练习与复习", ["fractions-sheet", "adding-fractions"]],
    ],
  },
  {
    unit: "group1",
    by: "yixiao.teacher",
    title: "五年级古诗诵读",
    summary: "推荐给全集团：朗读提示与范读音频。",
    sections: [["五年级上册", ["four-poems-audio"]]],
  },
];
