/** Radicals of the CJK Radicals Supplement and the characters that they look like (Unicode: EquivalentUnifiedIdeograph). */
const supplement = new Map(
  "⺠民 ⺟母 ⺝月 ⺬示 ⺮竹 ⺶羊 ⺻聿 ⺼肉 ⻁虎 ⻄西 ⻅见 ⻆角 ⻉贝 ⻊足 ⻋车 ⻑長 ⻓长 ⻔门 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻬齐 ⻮齿 ⻰龙 ⻳龟"
    .split(" ")
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

/**
 * PDFs printed by browsers often name a character's glyph by the radical that looks the same (⾼ for 高), so that its
 * words would not be found. Kangxi radicals have a compatibility mapping; those of the supplement have none.
 */
export function repairRadicals(text: string): string {
  return text.replace(/[\u2E80-\u2FDF]/g, (radical) => supplement.get(radical) ?? radical.normalize("NFKC"));
}
