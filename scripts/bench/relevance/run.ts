import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { runScript } from "../../run-script.ts";
import { describeMachine } from "../machine.ts";
import { describeLibrary } from "./describe-library.ts";
import { figuresOf, lostClasses } from "./figures.ts";
import { findMeilisearch, judgeLibrary } from "./judge-library.ts";
import { printResults } from "./print-results.ts";
import { readAllQuestions } from "./questions.ts";
import { reportQuestions } from "./report-questions.ts";

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    /** Where to write each badly answered question, with what was expected and what came. */
    report: { type: "string" },
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
  if (options.json) console.log(JSON.stringify(figuresOf(results, machine)));
  else {
    printResults(results);
    console.log(`classes lost to a peer: ${lostClasses(results).join(", ") || "none"}`);
  }
});
