import { type LeftOutReason, leftOutReason } from "../storage/index.ts";
import {
  type GuessedFields,
  type GuessTerm,
  groupByLesson,
  guessFields,
  joinGuesses,
} from "../vocabulary/index.ts";

export interface DraftProposals {
  /** Files by their place in the list; one proposal a draft. */
  drafts: { files: number[]; proposal: GuessedFields }[];
  leftOut: { file: number; reason: LeftOutReason }[];
}

/** As file systems have them at most; a longer name is nobody's, and guessing takes its time. */
const longestName = 255;
const mostFolders = 20;

const readPart = (path: string): string =>
  path
    .split("/")
    .slice(-mostFolders)
    .map((name) => name.slice(0, longestName))
    .join("/");

/**
 * What files that were brought together become: those of one lesson in one folder one draft, with what their names and
 * folders say of it; what systems and office programs leave lying about becomes none. Pure.
 */
export const proposeDrafts = (paths: readonly string[], terms: GuessTerm[]): DraftProposals => {
  const reasons = paths.map(leftOutReason);
  const taken = paths.flatMap((path, file) => (reasons[file] ? [] : [{ path, file }]));
  const drafts = groupByLesson(taken.map(({ path }) => path)).map((group) => {
    const members = group.flatMap((place) => taken[place] ?? []);
    const guesses = members.map(({ path }) => guessFields({ fileName: readPart(path) }, terms));
    return { files: members.map(({ file }) => file), proposal: joinGuesses(guesses) };
  });
  return { drafts, leftOut: reasons.flatMap((reason, file) => (reason ? [{ file, reason }] : [])) };
};
