import { readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { createExtractor } from "../../../indexer/extract/index.ts";
import { corpusDirectory } from "../corpus-directory.ts";
import type { JudgedResource } from "./describe-library.ts";
import type { Question } from "./questions.ts";

const sets = ["edu_known_item", "cmrc2018", "drcd_traditional", "dureader_demo"];
/** Of each set so many questions, spread over all of it: enough for a mean, and done in a minute. */
const questionsOfSet = 50;
/** Of each set's documents, besides those that answer: enough to be told apart from. */
const othersOfSet = 250;
const longestTitle = 100;
const longestText = 20_000;
/** Of a document's text, as somebody would remember it. */
const sentence = /[\p{Script=Han}]{10,16}/u;

export interface Corpus {
  library: JudgedResource[];
  questions: Question[];
}

const describe = (key: string, title: string, passages: JudgedResource["passages"]): JudgedResource => ({
  key,
  topic: key,
  kind: "material",
  by: "sanxiao.teacher",
  title: title.slice(0, longestTitle).trim() || key,
  summary: "",
  keywords: [],
  subject: null,
  grade: null,
  volume: null,
  edition: null,
  unit: "",
  lesson: "",
  sharedWith: "group1",
  passages,
});

const ask = (className: string, q: string, grades: [string, number][]): Question => ({
  className,
  q,
  grades: new Map(grades),
  page: null,
});

const readLines = (set: string, file: string): string[] =>
  readFileSync(join(corpusDirectory, "relevance", set, file), "utf8")
    .split("\n")
    .filter((line) => line !== "");

const readSet = (set: string): Corpus => {
  const keyOf = (id: string) => `${set}/${id}`;
  const library = readLines(set, "docs.jsonl").map((line) => {
    const { id, title, text } = JSON.parse(line) as { id: string; title: string; text: string };
    return describe(keyOf(id), title, [{ page: 1, text }]);
  });
  const grades = new Map<string, [string, number][]>();
  for (const line of readLines(set, "qrels.tsv")) {
    const [question = "", id = "", grade] = line.split("\t");
    if (Number(grade) > 0)
      grades.set(question, [...(grades.get(question) ?? []), [keyOf(id), Number(grade)]]);
  }
  const judged = readLines(set, "queries.jsonl")
    .map((line) => JSON.parse(line) as { id: string; text: string })
    .filter(({ id }) => grades.has(id));
  const step = Math.max(1, judged.length / questionsOfSet);
  const taken = judged.filter((_one, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  const questions = taken.map(({ id, text }) => ask(set, text, grades.get(id) ?? []));
  const answers = new Set(questions.flatMap((question) => [...question.grades.keys()]));
  return { library: library.filter(({ key }, index) => index < othersOfSet || answers.has(key)), questions };
};

/** Every document that has text: its name finds it, and a stretch of its middle that no other has. */
const readDocuments = async (): Promise<Corpus> => {
  const extractor = createExtractor();
  const library: JudgedResource[] = [];
  try {
    for (const line of readFileSync(join(corpusDirectory, "MANIFEST.tsv"), "utf8").split("\n").slice(1)) {
      const [path = "", , , type = ""] = line.split("\t");
      if (!path.startsWith("documents/zh/")) continue;
      const fileName = basename(path);
      const mediaType = type.split("|").at(-1) ?? "";
      const result = await extractor.extract({ path: join(corpusDirectory, path), mediaType, fileName });
      if (result.status !== "ready") continue;
      const passages = result.passages.map(({ text }, index) => ({
        page: index + 1,
        text: text.slice(0, longestText),
      }));
      library.push(describe(`documents/${library.length}`, basename(fileName, extname(fileName)), passages));
    }
  } finally {
    extractor.close();
  }
  const textOf = new Map(
    library.map(({ key, passages }) => [key, passages.map(({ text }) => text).join("\n")]),
  );
  const holders = (words: string) => [...textOf].filter(([, text]) => text.includes(words));
  const names = library.map(({ title }) =>
    ask(
      "document-name",
      title,
      library.filter((other) => other.title === title).map(({ key }) => [key, 1]),
    ),
  );
  const sentences = [...textOf.values()].flatMap((text) => {
    const words = text.slice(Math.floor(text.length / 2)).match(sentence)?.[0];
    return words
      ? [
          ask(
            "document-sentence",
            words,
            holders(words).map(([key]) => [key, 1]),
          ),
        ]
      : [];
  });
  return { library, questions: [...names, ...sentences] };
};

/** The corpus's documents and the questions judged by others, as one library. */
export const describeCorpus = async (): Promise<Corpus> => {
  const parts = [...sets.map(readSet), await readDocuments()];
  return {
    library: parts.flatMap((part) => part.library),
    questions: parts.flatMap((part) => part.questions),
  };
};
