import {
  createRowFinder,
  fieldsOfProposal,
  type Manifest,
  type ManifestRow,
  type ProposedFields,
  proposeDrafts,
} from "../../server/modules/resources/index.ts";
import { type GuessTerm, guessFields, joinGuesses } from "../../server/modules/vocabulary/index.ts";
import { problemWords } from "./problem-words.ts";

/** One resource in the making, before its bytes are looked at. */
export interface PlannedDraft {
  paths: string[];
  fields: ProposedFields;
  /** What could not be followed of what a person wrote, in words. */
  problems: string[];
}

export interface Planner {
  /** Which drafts files of one listing become, with what is guessed of each and what the manifest says instead. */
  plan(paths: string[]): PlannedDraft[];
  /** Rows of the manifest that named none of the files planned so far, in words. */
  listUnused(): { file: string; words: string }[];
}

/** What the rows say stands against every guess, now and later: such a field is no longer guessed. */
const withRows = (fields: ProposedFields, rows: readonly ManifestRow[]): ProposedFields => {
  const set = Object.assign({}, ...rows.toReversed().map((row) => row.fields)) as ManifestRow["fields"];
  return { ...fields, ...set, guesses: (fields.guesses ?? []).filter(({ field }) => !(field in set)) };
};

/** `manifest`: what a person wrote of some of the files, or nothing. */
export const createPlanner = (terms: GuessTerm[], manifest: Manifest): Planner => {
  const findRow = createRowFinder(manifest.rows);
  const used = new Set<ManifestRow>();

  const planOne = (paths: string[], own: ManifestRow[]): PlannedDraft => {
    const proposal = joinGuesses(paths.map((fileName) => guessFields({ fileName }, terms)));
    const problems = manifest.problems
      .filter(({ number }) => own.some((row) => row.number === number))
      .map((problem) => `清单第 ${problem.number} 行：${problemWords(problem)}。`);
    return { paths, fields: withRows(fieldsOfProposal(proposal), own), problems };
  };

  return {
    plan(paths) {
      // Files that a person gave the same title are one resource, others by their lesson.
      const groups = new Map<string, { paths: string[]; rows: ManifestRow[] }>();
      proposeDrafts(paths, terms).drafts.forEach(({ files }, index) => {
        for (const path of files.flatMap((file) => paths[file] ?? [])) {
          const row = findRow(path);
          const key = row?.fields.title === undefined ? `lesson ${index}` : `title ${row.fields.title}`;
          const group = groups.get(key) ?? { paths: [], rows: [] };
          group.paths.push(path);
          if (row) group.rows.push(row);
          if (row) used.add(row);
          groups.set(key, group);
        }
      });
      return [...groups.values()].map((group) => planOne(group.paths, group.rows));
    },
    listUnused: () =>
      manifest.rows
        .filter((row) => !used.has(row))
        .map(({ number, file }) => ({ file, words: `清单第 ${number} 行：没有找到这个文件` })),
  };
};
