import { type GuessedFields, guessedFields } from "./schema.ts";

// With a lesson plan among the files, the resource is the lesson plan with its things.
const leadingKind = (kinds: string[]): string | undefined =>
  kinds.includes("lesson-plan") ? "lesson-plan" : (kinds.find((kind) => kind !== "material") ?? kinds[0]);

const joined = ["grade" as const, ...guessedFields.filter((field) => field !== "kind")];

/** The guesses of one resource's files as one: the first file that says something about a field decides. Pure. */
export const joinGuesses = (guesses: readonly GuessedFields[]): GuessedFields => {
  const kind = leadingKind(guesses.flatMap((guess) => guess.kind ?? []));
  const said = joined.flatMap((field) => {
    const value = guesses.find((guess) => guess[field] !== undefined)?.[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  const reasons = new Map(
    guesses
      .flatMap((guess) => guess.reasons)
      .filter(({ field, value }) => field !== "kind" || value === kind)
      .reverse()
      .map((reason) => [reason.field, reason]),
  );
  return {
    title: guesses[0]?.title ?? "",
    ...(kind !== undefined && { kind }),
    ...Object.fromEntries(said),
    reasons: [...reasons.values()].reverse(),
  };
};
