import MiniSearch from "minisearch";
import { depth, type Engine } from "../engine.ts";
import { cutWords } from "./cut-words.ts";
import type { PlainDocument } from "./plain-document.ts";

/** MiniSearch with jieba, titles boosted; prefixes and slips allowed, as its guide shows. */
export const openMiniSearch = (documents: readonly PlainDocument[]): Engine => {
  const index = new MiniSearch<PlainDocument>({
    idField: "key",
    fields: ["title", "node", "keywords", "summary", "text"],
    tokenize: cutWords,
    searchOptions: {
      boost: { title: 4, node: 2, keywords: 2 },
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
    },
  });
  index.addAll(documents);
  return {
    name: "minisearch",
    ask: async (question) =>
      index
        .search(question)
        .slice(0, depth)
        .map(({ id }) => ({ key: id as string, page: null })),
    close: async () => {},
  };
};
