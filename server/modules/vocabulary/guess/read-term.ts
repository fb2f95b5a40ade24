import type { Span } from "./read-grade.ts";

const schoolYear =
  /(?<!\d)(20\d{2})\s?[-—–~至/]\s?(20\d{2}|\d{2})(?:\s?(?:学年度|学年)\s?第?([一二12上下])学?期?|[-—_ ]([12])(?!\d)|(上|下)(?:学期)?)/;
const season = /(?<!\d)(20\d{2})年?\s?(秋|春)/;
const isFirst = (half: string | undefined) => half === "一" || half === "1" || half === "上";

/** The key of the term that a folded name speaks of: 2025-2026-1 for 2025—2026学年上学期 and for 2025年秋. */
export function readTerm(text: string): { key: string; span: Span } | undefined {
  const match = schoolYear.exec(text) ?? season.exec(text);
  if (!match) return undefined;
  const span = { start: match.index, end: match.index + match[0].length, found: match[0] };
  const year = Number(match[1]);
  if (match[2] === "秋") return { key: `${year}-${year + 1}-1`, span };
  if (match[2] === "春") return { key: `${year - 1}-${year}-2`, span };
  if (Number(match[2]) % 100 !== (year + 1) % 100) return undefined;
  return { key: `${year}-${year + 1}-${isFirst(match[3] ?? match[4] ?? match[5]) ? 1 : 2}`, span };
}
