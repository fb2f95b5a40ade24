import { type FoldedText, foldText } from "./fold-text.ts";

/** Longer names say no more, and bound the work on hostile ones. */
const mostCharacters = 300;

const withoutInvisible = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, "");

export interface CleanName extends FoldedText {
  /** For people: without extension, marks of copying, dates of export. */
  title: string;
  /** Without the dot, lower case; empty where there is none. */
  extension: string;
  /** The folders of a name that is a path, from the top. */
  folders: string[];
}

const copyMarks =
  /(?:\s*[-_—]?\s*(?:副本|拷贝|copy)(?:\s*\(\d{1,2}\))?|\s*[（(]\d{1,2}[)）]|[\s_\-—]*[（(]?(?:最终版|最终稿|终稿|定稿|最新版|修改版|修改稿|修订稿)[)）]?|[\s_-]*\bv\d{1,2}(?:\.\d{1,2})?)$/i;
const leadingDate =
  /^(?:20\d{2}[-.]?(?:0[1-9]|1[0-2])[-.]?[0-3]\d(?!\d)|[01]\d[0-3]\d(?=[一二三四五六七八九]年级))[\s_\-—]*/;
const leadingMark =
  /^(?:[（(]?(?:修改版|最终版|最终稿|终稿|最新版)[)）]?[\s_]*|【?(?:微课|定稿)】\s*|-\s*副本|~\$|copy of\s+)/i;

function titleOf(stem: string): string {
  let title = stem.replace(leadingDate, "").replace(leadingMark, "");
  for (let times = 0; times < 3; times++) title = title.replace(copyMarks, "");
  return title.replace(/[_+]+/g, " ").replace(/\s+/g, " ").trim();
}

/** Takes a file name, or a path, apart; invisible characters and overlong tails are dropped. */
export function cleanName(fileName: string): CleanName {
  const parts = withoutInvisible(fileName.normalize("NFC")).split(/[/\\]/);
  const base = parts.pop() ?? "";
  const extension = /\.([a-z][a-z0-9]{0,4}|7z)$/i.exec(base)?.[1] ?? "";
  const whole = extension ? base.slice(0, -extension.length - 1) : base;
  const stem = whole.replace(/\s+/g, " ").slice(0, mostCharacters);
  const title = titleOf(stem).slice(0, 200).trim();
  return {
    ...foldText(stem, mostCharacters),
    title: title || stem.trim() || base,
    extension: extension.toLowerCase(),
    folders: parts.filter((part) => part !== "" && !/^\.+$|^[a-z]:$/i.test(part)),
  };
}
