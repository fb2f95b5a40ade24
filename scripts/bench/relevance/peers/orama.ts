import { create, insertMultiple, search } from "@orama/orama";
import { depth, type Engine } from "../engine.ts";
import { cutWords } from "./cut-words.ts";
import type { PlainDocument } from "./plain-document.ts";

const schema = {
  key: "string",
  title: "string",
  node: "string",
  keywords: "string",
  summary: "string",
  text: "string",
} as const;
const properties = ["title", "node", "keywords", "summary", "text"] as const;

/** Orama with jieba as its tokenizer, titles boosted. */
export const openOrama = async (documents: readonly PlainDocument[]): Promise<Engine> => {
  const database = create({
    schema,
    components: {
      tokenizer: { language: "chinese", normalizationCache: new Map(), tokenize: cutWords },
    },
  });
  await insertMultiple(
    database,
    documents.map((document) => ({ ...document })),
  );
  return {
    name: "orama",
    async ask(question) {
      const { hits } = await search(database, {
        term: question,
        properties: [...properties],
        boost: { title: 4, node: 2, keywords: 2 },
        limit: depth,
      });
      return hits.map(({ document }) => ({ key: document.key, page: null }));
    },
    close: async () => {},
  };
};
