import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { runScript } from "../../run-script.ts";
import { hasCorpus } from "../corpus-directory.ts";
import { describeMachine } from "../machine.ts";
import { describeCorpus } from "./describe-corpus.ts";
import { describeLibrary } from "./describe-library.ts";
import { classesOf, figuresOf, lostClasses } from "./figures.ts";
import { findMeilisearch, judgeLibrary } from "./judge-library.ts";
import { printResults } from "./print-results.ts";
import { readAllQuestions } from "./questions.ts";
import { reportQuestions } from "./report-questions.ts";

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    json: { type: "boolean", default: false },
    /** Where to write each badly answered question, with what was expected and what came. */
    report: { type: "string" },
    /** Whether to ask the corpus's own questions besides: `--no-corpus` leaves them out. */
    corpus: { type: "boolean", default: true },
  },
});

await runScript(async (script) => {
  const machine = describeMachine();
  const library = describeLibrary();
  const questions = readAllQuestions(library);
  console.warn(`${questions.length} questions, a library of ${library.length} resources`);
  const meilisearch = await findMeilisearch(script);
  const results = await script.unlessStopped(judgeLibrary(script, library, questions, meilisearch));
  if (options.report) {
    const titles = new Map(library.map(({ key, title }) => [key, title]));
    const own = results.filter(({ name }) => name === "embedded" || name === "meilisearch");
    await writeFile(options.report, `${own.map((one) => reportQuestions(one, titles)).join("\n\n")}\n`);
  }
  if (!options.json) {
    printResults(results);
    console.log(`classes lost to a peer: ${lostClasses(results).join(", ") || "none"}`);
  }
  const corpus = options.corpus && hasCorpus("the corpus's own questions") ? await describeCorpus() : null;
  const others =
    corpus &&
    (await script.unlessStopped(judgeLibrary(script, corpus.library, corpus.questions, meilisearch)));
  if (options.json) {
    const corpusClasses = others ? { corpusClasses: classesOf(others) } : {};
    console.log(JSON.stringify({ ...figuresOf(results, machine), ...corpusClasses }));
  } else if (others) {
    console.log(`\nThe corpus, judged by others: ${corpus.library.length} resources`);
    printResults(others);
  }
});
