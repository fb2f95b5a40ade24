import { createHash } from "node:crypto";
import type { Topic } from "./describe-library.ts";
import common from "./library/common-text.json" with { type: "json" };

/** A number below `below`, always the same for the same text. */
export const numberFrom = (text: string, below: number): number =>
  createHash("sha256").update(text).digest().readUInt32BE(0) % below;

const pick = (items: readonly string[], seed: string): string => items[numberFrom(seed, items.length)] ?? "";

const fill = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? "");

const numerals = ["", "一", "二", "三", "四", "五", "六"];
const volumeNames: Record<string, string> = { "1": "上册", "2": "下册" };
const subjectNames: Record<string, string> = common.subjectNames;

const wordsOf = (topic: Topic): Record<string, string> => {
  const [grade, volume] = [numerals[Number(topic.grade)] ?? "", volumeNames[topic.volume ?? ""] ?? ""];
  const subject = subjectNames[topic.subject ?? ""] ?? "";
  return {
    lesson: topic.lesson,
    unit: topic.unit,
    grade: grade && `${grade}年级`,
    volume,
    subject,
    short: `${grade}${volume.slice(0, 1)}${subject}`,
  };
};

/** A title as teachers write it, tidy or not. */
export const composeTitle = (topic: Topic, kind: string): string => {
  const styles = (common.titleStyles as Record<string, string[]>)[kind] ?? ["{lesson}"];
  return fill(pick(styles, `${topic.key} ${kind}`), wordsOf(topic));
};

export const shelfAuthor = (topic: Topic, index: number): string => {
  const authors = (common.shelfAuthors as Record<string, string[]>)[topic.subject ?? ""] ?? [];
  return authors[(numberFrom(topic.key, authors.length) + index) % authors.length] ?? "sanxiao.teacher";
};

/** Three to ten pages: the given ones, and around them what such files commonly say. */
export const composePages = (
  key: string,
  topic: Topic,
  given: Record<string, string>,
): { page: number; text: string }[] => {
  const last = Math.max(...Object.keys(given).map(Number), 0);
  const count = Math.min(10, Math.max(3, last) + numberFrom(key, 4));
  return Array.from({ length: count }, (_none, index) => {
    const page = index + 1;
    const usualTexts = page === 1 ? common.opening : page === count ? common.closing : common.middle;
    const seed = `${key} ${page}`;
    const values = { ...wordsOf(topic), page: String(page), n: String(2 + numberFrom(`${seed} n`, 28)) };
    const usual = fill(pick(usualTexts, seed), values);
    return { page, text: given[page] ? `${given[page]}\n${usual}` : usual };
  });
};
