import type { GuessedFields } from "../vocabulary/index.ts";
import type { FieldGuess, NewResource } from "./schema.ts";

export type ProposedFields = Pick<NewResource, "title" | "kind" | "guesses"> &
  Partial<
    Pick<
      NewResource,
      "subject" | "grades" | "volume" | "edition" | "term" | "textbookNodeId" | "summary" | "keywords"
    >
  >;

const described = ["subject", "grades", "volume", "edition", "term", "textbookNodeId"] as const;
/** What a thing is called of which nothing is known. */
const otherwiseKind = "material";
const mostTitleCharacters = 200;
const mostMatchedCharacters = 400;

const reasonOf = (proposal: GuessedFields, field: FieldGuess["field"]): FieldGuess | null => {
  const reason = proposal.reasons.find((one) => one.field === field);
  return !reason
    ? null
    : { field, source: reason.source, matched: reason.matched.slice(0, mostMatchedCharacters) };
};

/** A draft's fields from what was guessed of it, every one of them open to a better guess. Pure. */
export const fieldsOfProposal = (proposal: GuessedFields): ProposedFields => {
  const guesses = described.map(
    (field) => reasonOf(proposal, field) ?? { field, source: "none" as const, matched: "" },
  );
  const kind: FieldGuess = reasonOf(proposal, "kind") ?? { field: "kind", source: "default", matched: "" };
  const values = described.flatMap((field) => {
    const value = proposal[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  return {
    title: [...proposal.title.trim()].slice(0, mostTitleCharacters).join("") || "未命名",
    kind: proposal.kind ?? otherwiseKind,
    ...Object.fromEntries(values),
    guesses: [kind, ...guesses],
  };
};
