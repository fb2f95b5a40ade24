import { newKey } from "../../api/new-key.ts";
import type { GuessedFields, GuessReason, Resource } from "../../api/types.ts";
import {
  emptyFields,
  type FieldName,
  fieldNames,
  type Guesses,
  isSameValue,
  type ResourceFields,
} from "../../components/resource-fields.ts";

export type Outcome =
  | { status: "open" }
  | { status: "saving" }
  | { status: "draft" | "published"; resource: Resource }
  | { status: "failed"; error: unknown; resource: Resource | null };

/** A resource in the making: its fields, why some have values that nobody typed, and its files in order. */
export interface DraftRow {
  id: string;
  fileIds: string[];
  fields: ResourceFields;
  guesses: Guesses;
  /** What a person set; a guess never overrides it. */
  touched: FieldName[];
  textbookTitles: string[];
  outcome: Outcome;
}

export const newRow = (fileIds: string[], title: string): DraftRow => ({
  id: newKey(),
  fileIds,
  fields: { ...emptyFields, title: title.slice(0, 200) },
  guesses: {},
  touched: [],
  textbookTitles: [],
  outcome: { status: "open" },
});

export const isSettled = (row: DraftRow): boolean =>
  row.outcome.status === "published" || row.outcome.status === "draft";

/** What a person chose is no longer a guess. */
export const editRow = (
  row: DraftRow,
  patch: Partial<ResourceFields>,
  textbookTitles?: string[],
): DraftRow => {
  const changed = fieldNames.filter((name) => name in patch && !isSameValue(patch[name], row.fields[name]));
  return {
    ...row,
    fields: { ...row.fields, ...patch },
    guesses: Object.fromEntries(Object.entries(row.guesses).filter(([name]) => !(name in patch))),
    touched: [...new Set([...row.touched, ...changed])],
    textbookTitles: textbookTitles ?? row.textbookTitles,
  };
};

/** Fills in what nobody set and what has no earlier guess, with the reason beside it. */
export const fillRow = (
  row: DraftRow,
  values: Partial<ResourceFields>,
  reasonOf: (name: FieldName) => string,
): DraftRow => {
  const free = fieldNames.filter((name) => {
    const value = values[name];
    const isGiven = value !== undefined && value !== null && value !== "" && !isSameValue(value, []);
    return isGiven && !row.touched.includes(name) && !(name in row.guesses);
  });
  return {
    ...row,
    fields: { ...row.fields, ...Object.fromEntries(free.map((name) => [name, values[name]])) },
    guesses: { ...row.guesses, ...Object.fromEntries(free.map((name) => [name, reasonOf(name)])) },
  };
};

// With a lesson plan among the files, the resource is the lesson plan with its things.
const leadingKind = (kinds: string[]): string | undefined =>
  kinds.includes("lesson-plan") ? "lesson-plan" : (kinds.find((kind) => kind !== "material") ?? kinds[0]);

/** The guesses of a row's files as one: the first file that says something about a field decides. */
export const joinGuesses = (
  guesses: GuessedFields[],
): { values: Partial<ResourceFields>; reasons: Record<string, GuessReason> } => {
  const first = <Name extends keyof GuessedFields>(name: Name) =>
    guesses.find((guess) => guess[name] !== undefined)?.[name] as GuessedFields[Name] | undefined;
  const kind = leadingKind(guesses.flatMap((guess) => guess.kind ?? []));
  const reasons = Object.fromEntries(
    guesses
      .flatMap((guess) => guess.reasons)
      .filter(({ field, value }) => field !== "kind" || value === kind)
      .reverse()
      .map((reason) => [reason.field, reason]),
  );
  const grade = first("grade");
  const values = {
    title: first("title"),
    kind,
    subject: first("subject"),
    grades: first("grades") ?? (grade ? [grade] : undefined),
    volume: first("volume"),
    edition: first("edition"),
    term: first("term"),
    textbookNodeId: first("textbookNodeId"),
  };
  return {
    values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
    reasons,
  };
};
