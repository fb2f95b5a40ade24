import type { Context } from "../../context.ts";
import { type FieldProblem, Invalid } from "../../errors.ts";
import { findTextbookPaths, findUnknownTerms } from "../vocabulary/index.ts";
import type { NewResource, ResourceChange } from "./schema.ts";
import type { VersionFields } from "./store.ts";

type Given = Omit<ResourceChange & Partial<NewResource>, "files" | "campusId" | "guesses" | "folder">;

/** The given fields as columns; what was not given is left out. */
export const toColumns = (given: Given): Partial<VersionFields> => {
  const { textbookNodeId, ...rest } = given;
  const columns: Record<string, unknown> = { ...rest };
  if (textbookNodeId !== undefined) columns.textbook_node_id = textbookNodeId;
  for (const key of ["files", "campusId", "guesses", "folder"]) delete columns[key];
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
};

/** Throws Invalid where a key is not in the vocabulary, naming each field. */
export const checkVocabulary = async (ctx: Context, given: Given): Promise<void> => {
  const wanted = [
    { field: "kind", scheme: "kind", keys: [given.kind] },
    { field: "subject", scheme: "subject", keys: [given.subject] },
    { field: "grades", scheme: "grade", keys: given.grades ?? [] },
    { field: "edition", scheme: "edition", keys: [given.edition] },
    { field: "volume", scheme: "volume", keys: [given.volume] },
  ].flatMap(({ field, scheme, keys }) =>
    keys.filter((key) => key != null).map((key) => ({ field, scheme, key })),
  );
  const unknownTerms = await findUnknownTerms(ctx.db, wanted);
  const unknown = new Set(unknownTerms.map((term) => `${term.scheme}/${term.key}`));
  const problems: FieldProblem[] = wanted
    .filter((term) => unknown.has(`${term.scheme}/${term.key}`))
    .map((term) => ({
      path: term.field,
      code: "unknown-term",
      message: `"${term.key}" is not in the vocabulary`,
    }));
  if (given.textbookNodeId && (await findTextbookPaths(ctx.db, [given.textbookNodeId])).size === 0) {
    problems.push({ path: "textbookNodeId", code: "unknown-term", message: "is no place in a textbook" });
  }
  if (problems.length > 0)
    throw new Invalid("resource.vocabulary", "Some values are not in the vocabulary.", { fields: problems });
};
