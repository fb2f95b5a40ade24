import type { Span } from "./read-grade.ts";

export type Volume = "1" | "2" | "whole";

const subjects = "语文|数学|英语|科学|音乐|美术|书法|健康|法治|道法|信息科技|信息技术|劳动|艺术";
const half = { 上: "1", 下: "2" } as const;
type Half = keyof typeof half;

/** From the plainest to what is read only where the others are silent. The first group that matched names the half. */
const brief: RegExp[] = [
  /年级\s*(?:\((上|下)\)|(上|下)(?!学期|半|午|课|学|册|面|一|列|周|次|节))/g,
  new RegExp(`(?:${subjects})\\s?(?:\\((上|下)\\)|(上|下)(?=$|[^一-龥学]|第|单元|期))`, "g"),
  new RegExp(
    `(?<=^|[^一-龥\\d.]|${subjects}|版|人教|苏教|统编|部编|北师大|小学|pep)[一二三四五六七八九1-9]\\s?(?:\\((上|下)\\)|(上|下))(?=$|[^一-龥]|册|第|单元|期中|期末|道德|道法|信息|信技|体育|${subjects}|[语数英](?:$|[^一-龥]|期|第|单)|u\\d|unit)`,
    "g",
  ),
  /初[一二三](上|下)(?!学期|午|课|周|面)/g,
];
/** An examination belongs to a half of the year, and so to a half of the book; a plan says its term for itself. */
const examined = /(?:试卷|试题|检测|测试|测评|考试|期末|期中|月考|练习卷|复习)/;
const termHalf = /第?([一二上下])学期|(上|下)(?:半)?期(?=期[中末]|[^一-龥]|$)/g;
const english =
  /\b(?:volume|vol\.?|book)\s?([12ab])(?![\da-z])|(?<=英语\s?|译林版?\s?|牛津\s?|沪教版?\s?|\benglish )[1-6]([ab])(?![a-z\d])/g;

const spanOf = (match: RegExpMatchArray): Span => ({
  start: match.index ?? 0,
  end: (match.index ?? 0) + match[0].length,
  found: match[0].trim(),
});

/** The only value that all matches agree on. */
function agreed<Value extends string>(
  matches: RegExpMatchArray[],
  read: (match: RegExpMatchArray) => Value,
): { volume: Value; span: Span } | undefined {
  const values = new Set(matches.map(read));
  const [match] = matches;
  return values.size === 1 && match ? { volume: read(match), span: spanOf(match) } : undefined;
}

const halfOf = (match: RegExpMatchArray): Volume => half[(match[1] ?? match[2]) as Half];

/** The volume that a folded text speaks of; undefined where it speaks of both, or of the numbered books after grade 9. */
export function readVolume(text: string): { volume: Volume; span: Span } | undefined {
  if (/必修|选修|高[一二三中]/.test(text)) return undefined;
  if (/上下册|上、下册|上册?[和与及]下册/.test(text)) return undefined;
  const whole = [...text.matchAll(/全一册/g)];
  const halves = [...text.matchAll(/(上|下)\s?册/g)];
  if (halves.length > 0) return whole.length > 0 ? undefined : agreed(halves, halfOf);
  if (whole.length > 0) return agreed(whole, () => "whole");
  for (const pattern of brief) {
    const matches = [...text.matchAll(pattern)];
    if (matches.length > 0) return agreed(matches, halfOf);
  }
  const numbered = [...text.matchAll(english)];
  if (numbered.length > 0)
    return agreed(numbered, (match) => (/[1a]/.test(match[1] ?? match[2] ?? "") ? "1" : "2"));
  if (!examined.test(text)) return undefined;
  return agreed([...text.matchAll(termHalf)], (match) =>
    /[一上]/.test(match[1] ?? match[2] ?? "") ? "1" : "2",
  );
}
