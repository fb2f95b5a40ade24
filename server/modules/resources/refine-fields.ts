import type { GuessedFields } from "../vocabulary/index.ts";
import type { FieldGuess } from "./schema.ts";

type Field = FieldGuess["field"];
export type GuessableValues = Record<Field, string | string[] | null>;

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const isEmpty = (value: unknown): boolean => value === null || isSame(value, []);

/** A place in a textbook says subject, grade, edition and volume as well: none of them may be other than a person's. */
const ofThePlace: Field[] = ["subject", "grades", "edition", "volume"];

const contradictsPerson = (
  values: GuessableValues,
  open: ReadonlySet<Field>,
  proposal: GuessedFields,
): boolean =>
  ofThePlace.some((field) => {
    const said = proposal[field as keyof GuessedFields];
    return !open.has(field) && !isEmpty(values[field]) && said !== undefined && !isSame(said, values[field]);
  });

/**
 * What a better guess changes: of the fields that no person has set, those of which it says something. What it is silent of
 * stays as it was guessed before. Null where nothing changes. Pure.
 */
export const refineFields = (
  values: GuessableValues,
  guesses: readonly FieldGuess[],
  proposal: GuessedFields,
): { fields: Partial<GuessableValues>; guesses: FieldGuess[] } | null => {
  const open = new Set(guesses.map(({ field }) => field));
  const isForeignPlace = contradictsPerson(values, open, proposal);
  const fields: Partial<GuessableValues> = {};
  const refined = guesses.map((guess): FieldGuess => {
    const { field } = guess;
    const reason = proposal.reasons.find((one) => one.field === field);
    const value = field === "title" ? undefined : proposal[field];
    if (!reason || value === undefined || (field === "textbookNodeId" && isForeignPlace)) return guess;
    if (!isSame(value, values[field])) fields[field] = value;
    return { field, source: reason.source, matched: reason.matched.slice(0, 400) };
  });
  return Object.keys(fields).length > 0 || !isSame(refined, guesses) ? { fields, guesses: refined } : null;
};
