import { dict } from "@node-rs/jieba/dict.js";
import type { Numbers } from "../numbers-from.ts";

/** As fine as words' shares are told apart. */
const slots = 2 ** 20;
const isHan = /^\p{Script=Han}+$/u;
/** Rarer single characters are remains of the counting and stand in no text. */
const mostCharacters = 2500;

interface Word {
  text: string;
  count: number;
}

const readWords = (): Word[] => {
  const all = dict
    .toString()
    .split("\n")
    .flatMap((line) => {
      const [text = "", count] = line.split(" ");
      return isHan.test(text) ? [{ text, count: Number(count) }] : [];
    })
    .sort((a, b) => b.count - a.count);
  const characters = new Set(all.filter(({ text }) => text.length === 1).slice(0, mostCharacters));
  return all.filter((word) => word.text.length > 1 || characters.has(word));
};

const words = readWords();

/** Each slot has a word; a word has as many slots as its share of the running text that the dictionary was counted on. */
const wordOfSlot = (() => {
  const total = words.reduce((sum, word) => sum + word.count, 0);
  const table = new Uint32Array(slots);
  let index = 0;
  let upTo = words[0]?.count ?? 0;
  for (let slot = 0; slot < slots; slot += 1) {
    while (upTo < ((slot + 0.5) / slots) * total) {
      index += 1;
      upTo += words[index]?.count ?? 0;
    }
    table[slot] = index;
  }
  return table;
})();

/** A word of running text: a few are everywhere and most are rare, as the segmenter's dictionary has counted them. */
export const pickWord = ({ next }: Numbers): string =>
  words[wordOfSlot[Math.floor(next() * slots)] as number]?.text as string;

/** A word that says something: neither one of everywhere nor one that nobody knows. */
export const pickTopicWord = ({ next }: Numbers): string =>
  words[400 + Math.floor(next() ** 2 * 20_000)]?.text as string;

/** What stands between Chinese words in a primary school's files. */
export const englishWords =
  `apple banana orange water milk bread breakfast dinner family father mother brother sister teacher student friend
  school classroom library playground computer picture pencil ruler schoolbag weather sunny cloudy rainy windy snowy spring
  summer autumn winter monday tuesday wednesday thursday friday saturday sunday january february march april august october
  december morning afternoon evening animal elephant monkey rabbit tiger panda giraffe kangaroo colour yellow purple number
  hundred thousand fraction decimal triangle square rectangle circle angle area volume length weight height kilometre
  experiment magnet circuit battery plant flower leaf root insect butterfly planet season temperature thermometer energy
  story festival holiday birthday present hospital doctor nurse driver farmer museum cinema bookstore crossing traffic
  bicycle subway train healthy strong favourite beautiful interesting difficult yesterday tomorrow weekend hobby dancing
  swimming reading listening speaking writing dialogue vocabulary grammar sentence phonics storytime`.split(
    /\s+/,
  );
