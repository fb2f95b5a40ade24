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

interface Name {
  text: string;
  written: string;
}

const readName = (text: string): Name => ({ text, written: written(text) });

const compareNames = (one: Name, other: Name): number =>
  collator.compare(one.written, other.written) || collator.compare(one.text, other.text);

/** As people order names: 2 before 10, 第二单元 before 第十单元, 上册 before 下册. */
export const compareNaturally = (one: string, other: string): number =>
  compareNames(readName(one), readName(other));

/**
 * Puts new things among those that are there without disturbing the order that these have: each before the first whose
 * name comes after its own. In one pass, since this runs on the server for thousands at once: what comes first in the
 * order finds its place first.
 */
export const placeNaturally = <Thing>(
  there: readonly Thing[],
  added: readonly Thing[],
  nameOf: (thing: Thing) => string,
): Thing[] => {
  const named = (thing: Thing) => ({ thing, name: readName(nameOf(thing)) });
  const waiting = added.map(named).sort((one, other) => compareNames(one.name, other.name));
  const placed: Thing[] = [];
  let next = 0;
  for (const { thing, name } of there.map(named)) {
    for (let one = waiting[next]; one && compareNames(name, one.name) > 0; one = waiting[next]) {
      placed.push(one.thing);
      next += 1;
    }
    placed.push(thing);
  }
  return [...placed, ...waiting.slice(next).map(({ thing }) => thing)];
};
