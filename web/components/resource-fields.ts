import type { Resource, ResourceChange } from "../api/types.ts";

/** The descriptive fields as forms hold them. */
export interface ResourceFields {
  title: string;
  summary: string;
  kind: string;
  subject: string | null;
  grades: string[];
  term: string | null;
  edition: string | null;
  volume: string | null;
  textbookNodeId: string | null;
  keywords: string[];
  language: "zh-CN" | "en";
}
export type FieldName = keyof ResourceFields;

/** Why a field has the value that nobody typed. */
export type Guesses = Partial<Record<FieldName, string>>;

export const emptyFields: ResourceFields = {
  title: "",
  summary: "",
  kind: "material",
  subject: null,
  grades: [],
  term: null,
  edition: null,
  volume: null,
  textbookNodeId: null,
  keywords: [],
  language: "zh-CN",
};

export const fieldsOf = (resource: Resource): ResourceFields => ({
  title: resource.title,
  summary: resource.summary,
  kind: resource.kind,
  subject: resource.subject,
  grades: resource.grades,
  term: resource.term,
  edition: resource.edition,
  volume: resource.volume,
  textbookNodeId: resource.textbook?.id ?? null,
  keywords: resource.keywords,
  language: resource.language === "en" ? "en" : "zh-CN",
});

export const fieldNames = Object.keys(emptyFields) as FieldName[];

export const isSameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Only what differs, as PATCH wants it. */
export const changeBetween = (before: ResourceFields, after: ResourceFields): ResourceChange =>
  Object.fromEntries(
    fieldNames.filter((name) => !isSameValue(before[name], after[name])).map((name) => [name, after[name]]),
  );
