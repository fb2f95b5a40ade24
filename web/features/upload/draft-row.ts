import { newKey } from "../../api/new-key.ts";
import type { FieldGuess, GuessedFields, Resource } from "../../api/types.ts";
import {
  emptyFields,
  type FieldName,
  fieldNames,
  isSameValue,
  type ResourceFields,
} from "../../components/resource-fields.ts";

export type Outcome =
  | { status: "open" }
  | { status: "saving" }
  | { status: "draft" | "published"; resource: Resource }
  | { status: "failed"; error: unknown; resource: Resource | null };

export type RowGuesses = Partial<Record<FieldName, FieldGuess>>;
/** Where a value comes from, whatever the field. */
export type GuessOrigin = Pick<FieldGuess, "source" | "matched">;

/** Those of the fields that are ever guessed. */
const guessed: FieldGuess["field"][] = [
  "kind",
  "subject",
  "grades",
  "volume",
  "edition",
  "term",
  "textbookNodeId",
];

/** A resource in the making: its fields, why some have values that nobody typed, and its files in order. */
export interface DraftRow {
  id: string;
  fileIds: string[];
  fields: ResourceFields;
  guesses: RowGuesses;
  /** What a person set; a guess never overrides it. */
  touched: FieldName[];
  textbookTitles: string[];
  /** Where its files lay in what was brought, from the top. */
  folder: string[];
  outcome: Outcome;
}

/** A file's name without its extension, where nothing better is known. */
export const titleOf = (path: string): string => {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.replace(/\.[A-Za-z0-9]{1,8}$/, "") || name;
};

export const newRow = (fileIds: string[], title: string, folder: string[] = []): DraftRow => ({
  id: newKey(),
  fileIds,
  fields: { ...emptyFields, title: title.slice(0, 200) },
  guesses: {},
  touched: [],
  textbookTitles: [],
  folder,
  outcome: { status: "open" },
});

export const isSettled = (row: DraftRow): boolean =>
  row.outcome.status === "published" || row.outcome.status === "draft";

/** What a person set in a row. */
export interface SetFields {
  fields: Partial<ResourceFields>;
  textbookTitles: string[];
}

export const setFieldsOf = ({ fields, touched, textbookTitles }: DraftRow): SetFields | null =>
  touched.length === 0
    ? null
    : { fields: Object.fromEntries(touched.map((name) => [name, fields[name]])), textbookTitles };

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
  originOf: (name: FieldName) => GuessOrigin,
): DraftRow => {
  const free = fieldNames.filter((name) => {
    const value = values[name];
    const isGiven = value !== undefined && value !== null && value !== "" && !isSameValue(value, []);
    return isGiven && !row.touched.includes(name) && !(name in row.guesses);
  });
  return {
    ...row,
    fields: { ...row.fields, ...Object.fromEntries(free.map((name) => [name, values[name]])) },
    guesses: {
      ...row.guesses,
      ...Object.fromEntries(free.map((name) => [name, { field: name, ...originOf(name) }])),
    },
  };
};

/** What the server should know no person has set: the guesses, and what is empty because nobody has looked at it. */
export const openFieldsOf = (row: DraftRow): FieldGuess[] =>
  guessed.flatMap((field) => {
    const guess = row.guesses[field];
    if (guess) return [guess];
    const value = row.fields[field];
    const isEmpty = value === null || isSameValue(value, []);
    return isEmpty && !row.touched.includes(field) ? [{ field, source: "none" as const, matched: "" }] : [];
  });

/** What the server guessed of a row's files, as fields and where each comes from. */
export const readProposal = (proposal: GuessedFields) => {
  const { kind, subject, grades, volume, edition, term, textbookNodeId } = proposal;
  const values: Partial<ResourceFields> = Object.fromEntries(
    Object.entries({ kind, subject, grades, volume, edition, term, textbookNodeId }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const originOf = (name: FieldName): GuessOrigin => {
    const reason = proposal.reasons.find(({ field }) => field === name);
    return { source: reason?.source ?? "name", matched: (reason?.matched ?? "").slice(0, 400) };
  };
  return { values, originOf };
};
