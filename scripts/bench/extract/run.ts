import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { environmentWith } from "../../../server/config.ts";
import { runScript } from "../../run-script.ts";
import { corpusDirectory, hasCorpus } from "../corpus-directory.ts";
import { describeMachine } from "../machine.ts";
import { openInstallation } from "../open-installation.ts";
import { printFigures } from "../print-table.ts";
import { compareWords } from "./compare-words.ts";
import { type CorpusFile, isOfficeFormat, listCorpus } from "./list-corpus.ts";
import { printFormats } from "./print-formats.ts";
import { costEachFile, measureRate } from "./read-directly.ts";
import { type IndexedFile, readWithIndexer } from "./read-with-indexer.ts";

const targets = {
  "extract.withoutResult": { most: 0 },
  "preview.withoutResult": { most: 0 },
  "extract.textRate": { least: 0.97 },
  "extract.filesPerSecond": { least: 20 },
  "extract.wordsFound": { least: 0.98 },
  "extract.filesCompared": { least: 40 },
  "indexer.memoryMb": { most: 700 },
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    /** Compares words with what LibreOffice and poppler find, which takes some minutes; nothing else. */
    words: { type: "boolean", default: false },
  },
});
const corpus = positionals[0] ? resolve(positionals[0]) : corpusDirectory;

/** Of the office files and PDFs in which another tool found text, those in which we found some. */
function textRateOf(files: IndexedFile[]): number {
  const withText = files.filter(({ file }) => isOfficeFormat(file.format) && file.hasText === true);
  return withText.filter(({ status }) => status === "ready").length / Math.max(1, withText.length);
}

async function measure(script: Parameters<typeof openInstallation>[0], files: CorpusFile[]) {
  // The programs that it may need are found as on this machine.
  const bench = await openInstallation(script, { settings: { PATH: environmentWith({}).PATH ?? "" } });
  bench.say(`${files.length} files, one by one …`);
  const costs = await costEachFile(files);
  const filesPerSecond = await measureRate(files);
  bench.say("through the indexer …");
  const run = await readWithIndexer(bench, files);
  printFormats(run.files, costs);
  return {
    "extract.withoutResult": run.files.filter(({ status }) => status === "none yet").length,
    "extract.textRate": textRateOf(run.files),
    "extract.filesPerSecond": filesPerSecond,
    "extract.corpusSeconds": run.seconds,
    "indexer.memoryMb": run.mostMb,
    "indexer.memoryWithOfficeMb": run.mostWithOfficeMb,
    "preview.made": run.files.filter(({ preview }) => preview?.status === "ready").length,
    "preview.withoutResult": run.files.filter(({ status, preview }) => status !== "refused" && !preview)
      .length,
    "preview.corpusSeconds": run.previewSeconds,
    "indexer.memoryWithPicturesMb": run.mostWithPicturesMb,
  };
}

if (positionals[0] || hasCorpus("the reading of real files")) {
  await runScript(async (script) => {
    const machine = describeMachine();
    const files = listCorpus(corpus);
    const measured = options.words ? compareWords(files) : measure(script, files);
    const figures = await script.unlessStopped<Record<string, number>>(measured);
    printFigures(figures, { isJson: options.json, targets, machine });
  });
}
