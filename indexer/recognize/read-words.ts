/** Of 100, as tesseract rates each word; below it more are wrong than right. */
const sureEnough = 50;
/** Of a page with less than this share of sure words, what is left is chance: a drawing, a crooked scan, handwriting. */
const leastShare = 0.5;

/** Recognition parts Chinese characters and their punctuation by spaces. */
const chinese = "[\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef“”‘’]";
const spaceInChinese = new RegExp(`(?<=${chinese}) (?=${chinese})`, "gu");

/**
 * The lines of a page from tesseract's table of words (its `tsv` form: level, page, block, paragraph, line, word, four
 * numbers of place, confidence, text); empty where too little of the page is sure.
 */
export function readWords(table: string): string {
  const lines = new Map<string, string[]>();
  let [sure, all] = [0, 0];
  for (const row of table.split("\n").slice(1)) {
    const cells = row.split("\t");
    const text = cells[11]?.trim() ?? "";
    if (cells[0] !== "5" || text === "") continue;
    all += text.length;
    if (Number(cells[10]) < sureEnough) continue;
    sure += text.length;
    const key = cells.slice(2, 5).join(" ");
    lines.set(key, [...(lines.get(key) ?? []), text]);
  }
  if (sure < all * leastShare) return "";
  return [...lines.values()].map((words) => words.join(" ").replace(spaceInChinese, "")).join("\n");
}
