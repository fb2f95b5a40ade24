import { access, constants } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { readSheet } from "../indexer/sheets/read-sheet.ts";
import { type Manifest, readManifest } from "../server/modules/resources/index.ts";
import { type GuessTerm, listTerms } from "../server/modules/vocabulary/index.ts";
import { actAs, chooseCampusByName, resolveLevel } from "./import/choose-target.ts";
import { countSource } from "./import/count-source.ts";
import { findFiles } from "./import/find-files.ts";
import { followProgress } from "./import/follow-progress.ts";
import { type FileReport, importDrafts, type Outcome } from "./import/import-drafts.ts";
import { createFolderKeeper } from "./import/keep-folders.ts";
import { createPlanner } from "./import/plan-drafts.ts";
import { problemWords } from "./import/problem-words.ts";
import { foundInWords, tellProgress } from "./import/tell-progress.ts";
import { openReport } from "./import/write-report.ts";
import { openForScript } from "./open-for-script.ts";
import { runScript, type Script, ScriptError } from "./run-script.ts";

const usage =
  "Usage: npm run import -- <folder or .zip> --as <user name> [--dry-run] [--manifest SHEET.xlsx]\n" +
  "         [--campus NAME] [--share private|campus|group|bureau|public] [--report FILE.csv]\n" +
  "Makes a draft of every file, or of the files of one lesson; run again, it goes on where it ended.";

const readArguments = () => {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const options = { as: text, campus: text, share: text, report: text, manifest: text, "dry-run": flag };
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [source, ...others] = positionals;
    if (source && values.as && others.length === 0) return { ...values, source, as: values.as };
  } catch {
    // An unknown option: the usage says which there are.
  }
  throw new ScriptError(usage);
};

/** Beside the source and not in it, or else it would be imported the next time. */
const reportPlace = async (source: string, wanted: string | undefined): Promise<string> => {
  if (wanted) return path.resolve(wanted);
  const place = path.resolve(source);
  const name = `${path.basename(place)}-import-report.csv`;
  const beside = path.dirname(place);
  const isWritable = await access(beside, constants.W_OK).then(
    () => true,
    () => false,
  );
  return path.join(isWritable ? beside : process.cwd(), name);
};

/** What a person wrote of the files, its problems said at once; empty where there is no such list. */
const openManifest = async (place: string | undefined, terms: GuessTerm[]): Promise<Manifest> => {
  if (place === undefined) return { rows: [], problems: [] };
  const manifest = readManifest(await readSheet(place), terms);
  for (const problem of manifest.problems)
    console.log(`${place}, 第 ${problem.number} 行：${problemWords(problem)}`);
  if (manifest.rows.length === 0) throw new ScriptError(`${place} names no files.`);
  return manifest;
};

const countOutcomes = () => {
  const counts: Record<Outcome, number> = {
    imported: 0,
    already: 0,
    "would-import": 0,
    "left-out": 0,
    failed: 0,
    "no-file": 0,
  };
  return {
    counts,
    add({ outcome }: FileReport) {
      counts[outcome] += 1;
    },
    words: () =>
      Object.entries(counts)
        .filter(([, count]) => count > 0)
        .map(([outcome, count]) => `${count} ${outcome}`)
        .join(", "),
  };
};

/** Before anything is begun or written. */
const requireSource = (source: string): Promise<void> =>
  access(source).catch(() => {
    throw new ScriptError(`There is no ${source}.`);
  });

const importFolder = async (script: Script): Promise<void> => {
  const options = readArguments();
  await requireSource(options.source);
  const opened = await openForScript(script, "import", "reader");
  const { ctx, personId } = await actAs(opened, options.as);
  const campusId = await chooseCampusByName(ctx, options.campus);
  const sharedWith = await resolveLevel(ctx, campusId, options.share);
  const terms = (await listTerms(ctx.db)).filter((term) => term.is_active);
  const planner = createPlanner(terms, await openManifest(options.manifest, terms));
  const place = await reportPlace(options.source, options.report);
  const report = await openReport(place, terms, ctx.config.http.publicUrl);
  script.atEnd(report.end);
  const tally = countOutcomes();
  const isDryRun = options["dry-run"];
  const limits = { mostFileBytes: ctx.config.uploads.maxBytes };
  const startFollowing = async () => {
    const expected = await countSource(ctx, options.source, { personId, limits });
    const startedAt = performance.now();
    const progress = followProgress(expected, startedAt);
    const told = tellProgress(process.stdout, { state: progress.state, words: tally.words, startedAt });
    console.log(foundInWords({ ...progress.state(), known: progress.known() }));
    return { progress, told };
  };
  const { progress, told } = await script.unlessStopped(startFollowing());
  script.atEnd(told.end);
  const found = findFiles(options.source, { limits, isListing: isDryRun });
  const folders = createFolderKeeper(ctx, campusId);
  const importAll = async (options: Parameters<typeof importDrafts>[2]): Promise<void> => {
    await importDrafts(ctx, folders.between(found), options);
    await folders.flush();
  };
  const work = importAll({
    personId,
    campusId,
    sharedWith,
    isDryRun,
    plan: planner.plan,
    report(file) {
      report.add(file);
      tally.add(file);
      if (!isDryRun) folders.add(file);
      progress.add(file, performance.now());
      told.move(performance.now());
    },
    sent(bytes) {
      progress.sent(bytes);
      told.move(performance.now());
    },
    lost: progress.lost,
  });
  await script.unlessStopped(work);
  told.end();
  for (const { file, words } of planner.listUnused()) {
    const unused: FileReport = {
      path: file,
      outcome: "no-file",
      resourceId: null,
      fields: null,
      reason: words,
    };
    report.add(unused);
    tally.add(unused);
  }
  console.log(`Done: ${tally.words() || "nothing there"}. Every file is listed in ${place}`);
  if (folders.keptCount() > 0)
    console.log(
      `Folders are kept as proposed collections (${folders.keptCount()}): ${ctx.config.http.publicUrl}/collections?view=mine`,
    );
  if (tally.counts.failed > 0) process.exitCode = 1;
};

await runScript(importFolder);
