import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { environmentWith } from "../../../server/config.ts";
import { runScript, ScriptError } from "../../run-script.ts";
import { corpusDirectory, hasCorpus } from "../corpus-directory.ts";
import { describeMachine } from "../machine.ts";
import { openInstallation } from "../open-installation.ts";
import { missedTargets, printFigures } from "../print-table.ts";
import { compareWords } from "./compare-words.ts";
import { type CorpusFile, isOfficeFormat, listCorpus, sampleFormats } from "./list-corpus.ts";
import { printFormats } from "./print-formats.ts";
import { costEachFile, measureRate } from "./read-directly.ts";
import { readWithIndexer } from "./read-with-indexer.ts";
import { openRecord, type RunRecord } from "./run-record.ts";

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
    /** Only so many files of each format. */
    sample: { type: "string" },
    /** Where each finding is written at once. A run that was interrupted goes on from there. */
    record: { type: "string" },
    /** Compares words with what LibreOffice and poppler find, which takes some minutes; nothing else. */
    words: { type: "boolean", default: false },
  },
});
const corpus = positionals[0] ? resolve(positionals[0]) : corpusDirectory;

/** Of the office files and PDFs in which another tool found text, those in which we found some. */
function textRateOf(files: CorpusFile[], record: RunRecord): number {
  const withText = files.filter(({ format, hasText }) => isOfficeFormat(format) && hasText === true);
  return (
    withText.filter((file) => record.of(file).text?.status === "ready").length / Math.max(1, withText.length)
  );
}

async function measure(script: Parameters<typeof openInstallation>[0], files: CorpusFile[]) {
  // The programs that it may need are found as on this machine.
  const bench = await openInstallation(script, { settings: { PATH: environmentWith({}).PATH ?? "" } });
  const record = openRecord(options.record);
  await costEachFile(files, record);
  const filesPerSecond = await measureRate(files);
  bench.say("through the indexer: texts, then pictures, which take the longest …");
  const run = await readWithIndexer(bench, files, record);
  printFormats(files, record);
  const found = files.map(record.of);
  return {
    "extract.withoutResult": found.filter(({ text }) => !text).length,
    "extract.textRate": textRateOf(files, record),
    "extract.filesPerSecond": filesPerSecond,
    "extract.corpusSeconds": run.seconds,
    "indexer.memoryMb": Math.max(run.mostMb, run.mostWithPicturesMb),
    "indexer.memoryWithOfficeMb": run.mostWithOfficeMb,
    "preview.made": found.filter(({ preview }) => preview?.status === "ready").length,
    "preview.withoutResult": found.filter(({ text, preview }) => text?.status !== "refused" && !preview)
      .length,
    "preview.corpusSeconds": run.previewSeconds,
    "indexer.memoryWithPicturesMb": run.mostWithPicturesMb,
  };
}

if (positionals[0] || hasCorpus("the reading of real files")) {
  await runScript(async (script) => {
    const machine = describeMachine();
    const all = listCorpus(corpus);
    const files = options.sample ? sampleFormats(all, Number(options.sample)) : all;
    const measured = options.words ? compareWords(files) : measure(script, files);
    const figures = await script.unlessStopped<Record<string, number>>(measured);
    printFigures(figures, { isJson: options.json, targets, machine });
    const missed = missedTargets(targets, figures);
    if (options.words && missed.length > 0) throw new ScriptError(`Not reached: ${missed.join(", ")}.`);
  });
}
