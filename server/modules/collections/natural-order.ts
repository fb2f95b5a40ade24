import { readNumeral } from "../vocabulary/index.ts";

const collator = new Intl.Collator("zh-CN", { numeric: true });

const numerals = "[零一二三四五六七八九十]{1,3}";
const counters = "单元|课|章|节|讲|册|周|年级|学期|部分|阶段|期|组|、|．|\\.";
/** A numeral that counts: after 第, before a counter, or at the beginning (一、识字). */
const counted = new RegExp(`(?<=第)${numerals}|${numerals}(?=${counters})`, "g");

const parts = { 上: "1", 中: "2", 下: "3" };

const written = (name: string): string =>
  name
    .replace(counted, (numeral) => {
      const value = readNumeral(numeral);
      return Number.isNaN(value) ? numeral : String(value);
    })
    .replace(/[上中下](?=册|学期|编|篇|半)/g, (part) => parts[part as keyof typeof parts]);

/** As people order names: 2 before 10, 第二单元 before 第十单元, 上册 before 下册. */
export const compareNaturally = (one: string, other: string): number =>
  collator.compare(written(one), written(other)) || collator.compare(one, other);

/**
 * Puts new things among those that are there without disturbing the order that these have: each before the first whose
 * name comes after its own.
 */
export const placeNaturally = <Thing>(
  there: readonly Thing[],
  added: readonly Thing[],
  nameOf: (thing: Thing) => string,
): Thing[] => {
  const placed = [...there];
  for (const thing of added) {
    const next = placed.findIndex((other) => compareNaturally(nameOf(other), nameOf(thing)) > 0);
    placed.splice(next === -1 ? placed.length : next, 0, thing);
  }
  return placed;
};
