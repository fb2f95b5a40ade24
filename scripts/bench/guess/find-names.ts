import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { listZipNames } from "./list-zip-names.ts";
import type { LabelledName, LabelSet } from "./read-labels.ts";

export interface FoundName {
  /** With its folders, from the top, parted by slashes. */
  path: string;
  /** Where its bytes are; null where only the name is known. */
  file: { path: string; mediaType: string } | null;
}

// documents/zh/<owner>__<repository>/…: the folder that a teacher would drag has the repository's name.
const draggedPath = (path: string): string =>
  path.replace(/^documents\/[a-z]+\//, "").replace(/^[^/]*?__/, "");

async function findDocuments(corpus: string): Promise<Map<string, FoundName>> {
  const found = new Map<string, FoundName>();
  const [, ...rows] = readFileSync(join(corpus, "MANIFEST.tsv"), "utf8").trim().split("\n");
  for (const row of rows) {
    const [path = "", , hash = "", type = ""] = row.split("\t");
    const key = hash.slice(0, 16);
    const mediaType = type.split("|")[1] ?? "";
    if (path.startsWith("documents/"))
      found.set(key, { path: draggedPath(path), file: { path: join(corpus, path), mediaType } });
    else if (path.startsWith("variants/GBK") && path.endsWith(".zip"))
      for (const [index, name] of (await listZipNames(join(corpus, path), "gb18030")).entries())
        found.set(`${key}#${index + 1}`, { path: name, file: null });
  }
  return found;
}

async function findRows(
  path: string,
  nameOf: (row: Record<string, string>, line: number) => [key: string, path: string],
): Promise<Map<string, FoundName>> {
  const found = new Map<string, FoundName>();
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(path) })) {
    line += 1;
    const [key, name] = nameOf(JSON.parse(text), line);
    found.set(key, { path: name, file: null });
  }
  return found;
}

const finders: Record<LabelSet, (corpus: string) => Promise<Map<string, FoundName>>> = {
  documents: findDocuments,
  titles: (corpus) =>
    findRows(join(corpus, "vocabulary/titles_sample_3k.jsonl"), ({ id, title, ext }) => [
      String(id),
      `${title}.${ext}`,
    ]),
  textbooks: (corpus) =>
    findRows(join(corpus, "vocabulary/textbooks_chinatextbook.jsonl"), ({ path }, line) => [
      String(line),
      `${path}.pdf`,
    ]),
};

/** The name behind each label; rejects where the corpus has no such name, for then the figures would mean nothing. */
export async function findNames(
  corpus: string,
  set: LabelSet,
  labelled: LabelledName[],
): Promise<{ name: LabelledName; found: FoundName }[]> {
  const all = await finders[set](corpus);
  return labelled.map((name) => {
    const found = all.get(name.key);
    if (!found) throw new Error(`The corpus has no ${set} ${name.key}.`);
    return { name, found };
  });
}
