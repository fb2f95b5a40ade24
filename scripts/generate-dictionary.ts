import { readFile, writeFile } from "node:fs/promises";
import { chooseWords } from "../server/modules/search/dictionary/choose-words.ts";
import { seedTerms, seedTextbookNodes } from "../server/modules/vocabulary/index.ts";

const target = new URL("../server/modules/search/dictionary/field-words.txt", import.meta.url);
const schemes = ["kind", "subject", "edition", "lesson-type"];

/** Words of the field, one a line, as the vocabulary that the code ships with yields them. */
export const listFieldWords = (): string => {
  const terms = seedTerms
    .filter(({ scheme }) => schemes.includes(scheme))
    .flatMap(({ zh, attributes }) => [zh, ...(attributes?.aliases ?? [])]);
  const titles = seedTextbookNodes.filter(({ kind }) => kind !== "textbook").map(({ title }) => title);
  return `${chooseWords({ terms, titles }).join("\n")}\n`;
};

if (import.meta.main) {
  const written = await readFile(target, "utf8").catch(() => "");
  const words = listFieldWords();
  if (words !== written)
    console.warn("the words changed, and with them the tokens: raise the index's format version");
  await writeFile(target, words);
}
