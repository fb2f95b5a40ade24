import { DatabaseSync } from "node:sqlite";
import { depth, type Engine } from "../engine.ts";
import type { PlainDocument } from "./plain-document.ts";

const quote = (word: string): string => `"${word.replaceAll('"', '""')}"`;

/**
 * SQLite's FTS5 with its trigram tokenizer, ranked by bm25 with a heavier title. It knows no words under three
 * characters: those are looked for with LIKE, as its documentation says.
 */
export const openSqliteTrigram = (documents: readonly PlainDocument[]): Engine => {
  const database = new DatabaseSync(":memory:");
  database.exec(
    "create virtual table document using fts5(key unindexed, title, node, keywords, summary, text, tokenize = 'trigram')",
  );
  const insert = database.prepare("insert into document values (?, ?, ?, ?, ?, ?)");
  for (const { key, title, node, keywords, summary, text } of documents)
    insert.run(key, title, node, keywords, summary, text);
  return {
    name: "sqlite-trigram",
    async ask(question) {
      const words = question.split(/\s+/).filter((word) => word !== "");
      const long = words.filter((word) => Array.from(word).length > 2);
      const short = words.filter((word) => Array.from(word).length <= 2);
      const conditions = [
        ...(long.length > 0 ? ["document match ?"] : []),
        ...short.map(
          () => "(title || ' ' || node || ' ' || keywords || ' ' || summary || ' ' || text) like ?",
        ),
      ];
      const order = long.length > 0 ? "bm25(document, 0, 8, 4, 4, 2, 1)" : "title like ? desc, length(title)";
      const values = [
        ...(long.length > 0 ? [long.map(quote).join(" ")] : []),
        ...short.map((word) => `%${word}%`),
        ...(long.length > 0 ? [] : [`%${short[0] ?? ""}%`]),
      ];
      const rows = database
        .prepare(
          `select key from document where ${conditions.join(" and ") || "true"} order by ${order} limit ?`,
        )
        .all(...values, depth);
      return rows.map((row) => ({ key: row.key as string, page: null }));
    },
    close: async () => database.close(),
  };
};
