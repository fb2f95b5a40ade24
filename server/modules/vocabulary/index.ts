/** The vocabulary's face: terms and textbooks as data, and the guessing of fields from what is known of a file. */

export { groupByLesson } from "./group-by-lesson.ts";
export type { GuessTerm } from "./guess/match-words.ts";
export { readNumeral } from "./guess/read-numbers.ts";
export { type GuessInput, guessFields } from "./guess-fields.ts";
export { joinGuesses } from "./join-guesses.ts";
export { vocabularyEndpoints } from "./routes.ts";
export type { GuessedFields } from "./schema.ts";
export { seedTerms } from "./seed/seed-terms.ts";
export { seedTextbookNodes } from "./seed/seed-textbook-nodes.ts";
export { seedVocabulary } from "./seed-vocabulary.ts";
export { stableId } from "./stable-id.ts";
export {
  findTextbookPaths,
  findUnknownTerms,
  listNodesBelow,
  listTerms,
} from "./store.ts";
export type { TermAttributes } from "./tables.ts";
