/** Longer names say no more, and bound the work on hostile ones. */
const mostCharacters = 300;

const withoutInvisible = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, "");

export interface CleanName {
  /** For people: without extension, marks of copying, dates of export. */
  title: string;
  /** For matching: compatibility forms folded (（ becomes (), lower case. */
  text: string;
  /** The same, place for place, in the case that it was written in. */
  cased: string;
  /** Without the dot, lower case; empty where there is none. */
  extension: string;
}

const copyMarks =
  /(?:\s*[-_—]?\s*(?:副本|拷贝)(?:\s*\(\d{1,2}\))?|\s*[（(]\d{1,2}[)）]|[\s_\-—]*[（(]?(?:最终版|最终稿|终稿|最新版|修改版|修改稿|修订稿)[)）]?|[\s_-]*\bv\d{1,2}(?:\.\d{1,2})?)$/i;
const leadingDate =
  /^(?:20\d{2}[-.]?(?:0[1-9]|1[0-2])[-.]?[0-3]\d(?!\d)|[01]\d[0-3]\d(?=[一二三四五六七八九]年级))[\s_\-—]*/;
const leadingMark = /^(?:修改版|最终版|最新版|【?(?:微课|定稿)】)\s*/;

function titleOf(stem: string): string {
  let title = stem.replace(leadingDate, "").replace(leadingMark, "");
  for (let times = 0; times < 3; times++) title = title.replace(copyMarks, "");
  return title.replace(/[_+]+/g, " ").replace(/\s+/g, " ").trim();
}

/** Takes a file name apart; paths, invisible characters and overlong tails are dropped. */
export function cleanName(fileName: string): CleanName {
  const base = withoutInvisible(fileName.normalize("NFC")).split(/[/\\]/).at(-1) ?? "";
  const extension = /\.([a-z][a-z0-9]{0,4}|7z)$/i.exec(base)?.[1] ?? "";
  const whole = extension ? base.slice(0, -extension.length - 1) : base;
  const stem = whole.replace(/\s+/g, " ").slice(0, mostCharacters);
  const title = titleOf(stem).slice(0, 200).trim();
  const cased = stem.normalize("NFKC");
  const text = cased.toLowerCase();
  return {
    title: title || stem.trim() || base,
    text,
    // A few letters change their length with their case.
    cased: cased.length === text.length ? cased : text,
    extension: extension.toLowerCase(),
  };
}
