import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";

const jieba = Jieba.withDict(dict);

/** Words as jieba's search mode cuts them, lower case, without what is neither letter nor number. */
export const cutWords = (text: string): string[] =>
  jieba.cutForSearch(text.normalize("NFKC").toLowerCase(), true).filter((word) => /[\p{L}\p{N}]/u.test(word));
