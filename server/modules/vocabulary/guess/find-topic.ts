import type { Span } from "./read-grade.ts";

export interface Topic {
  title: string;
  /** The words of the name that it was read from. */
  found: string;
  isQuoted: boolean;
  /** Whether it may stand although no known textbook has it. */
  isCertain: boolean;
}

/** Kinds whose names carry a lesson's title; the others name a course, a place or a project in title marks. */
const kindsAboutLessons = new Set(["lesson-plan", "teaching-case", "courseware", "material", "teaching-aid"]);

/** What is left of a name besides a topic. */
const fillers =
  /优质课|公开课|示范课|精品课|精品|配套|小学|义务教育|教科书|教材|原创|最新|最终版|终稿|定稿|修改版|副本|[含附]答案|练习课|复习课|新授课|实验课|讲评课|第[一二三四五六七八九十\d]{1,3}课(?!时)|(?:[一二三四五六七八九]|[1-9])年级|[上下]册|全一册|课时\d?|\bv\d+|期[中末](?:考试|复习)?|单元/gi;
const separators = /[\s_+\-—–·、,，.。:：;；()（）[\]【】《》〈〉"“”'‘’~!！?？|]+/;

/** What the name is about: a title in title marks, or the one piece that is left when all that is understood is gone. */
export function findTopic(
  text: string,
  understood: Span[],
  guess: { kind?: string; subject?: string; grades?: string[] },
  isKnown: (title: string) => boolean,
): Topic | undefined {
  const quoted = [...text.matchAll(/《([^》]{1,40})》/g)]
    .map((match) => ({ title: (match[1] ?? "").trim(), found: match[0] }))
    .filter(({ title }) => title !== "" && !/年级|册/.test(title));
  const isAboutLesson = guess.kind === undefined || kindsAboutLessons.has(guess.kind);
  const best = quoted.find(({ title }) => isKnown(title)) ?? quoted[0];
  if (best)
    return isAboutLesson || isKnown(best.title)
      ? { ...best, isQuoted: true, isCertain: isAboutLesson }
      : undefined;

  const rest = withoutSpans(text, understood);
  // First as written, since a title may contain a word that was understood (语文园地, 大青树下的小学).
  const known = [text, rest, rest.replace(fillers, " ")]
    .map((name) => piecesOf(name).filter(isKnown))
    .find(hasOne);
  const pieces = known ?? piecesOf(rest.replace(fillers, " "));
  const [only] = pieces;
  if (!only || !isAboutLesson || pieces.length !== 1) return undefined;
  const isPlausible = (guess.subject ?? guess.grades) !== undefined && only.length >= 3 && only.length <= 20;
  const isCertain = known !== undefined || (guess.kind !== undefined && isPlausible);
  return { title: only, found: only, isQuoted: false, isCertain };
}

const hasOne = (pieces: string[]) => pieces.length === 1;
const piecesOf = (name: string) => name.split(separators).filter((piece) => /[一-龥]/.test(piece));

function withoutSpans(text: string, spans: Span[]): string {
  let rest = text;
  for (const { start, end } of spans)
    rest = rest.slice(0, start) + " ".repeat(Math.max(0, end - start)) + rest.slice(end);
  return rest;
}
