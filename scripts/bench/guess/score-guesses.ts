import { type JudgedField, judgedFields, type LabelledName } from "./read-labels.ts";

export type GuessedValues = Partial<Record<JudgedField, string>>;

export interface Score {
  right: number;
  /** A value that is not the label's. */
  wrong: number;
  /** Said by the name and not guessed, or guessed wrongly. */
  missed: number;
}

export interface Judgement {
  name: LabelledName;
  field: JudgedField;
  guessed: string | undefined;
  outcome: keyof Score | "silent";
}

/** One judgement a judged field; a wrong value for what the name says counts as wrong and as missed. */
export const judge = (name: LabelledName, guess: GuessedValues): Judgement[] =>
  judgedFields.flatMap((field): Judgement[] => {
    const label = name.labels[field];
    if (!label) return [];
    const guessed = guess[field];
    const isRight = guessed !== undefined && label.values.includes(guessed);
    // What nobody can tell from the name earns nothing when it is right.
    if (isRight) return [{ name, field, guessed, outcome: label.isSaid ? "right" : "silent" }];
    if (guessed !== undefined) return [{ name, field, guessed, outcome: "wrong" }];
    return [{ name, field, guessed, outcome: label.isSaid ? "missed" : "silent" }];
  });

export function scoreOf(judgements: Judgement[]): Score {
  const count = (outcome: Judgement["outcome"]) =>
    judgements.filter((judgement) => judgement.outcome === outcome).length;
  const misread = judgements.filter(
    ({ outcome, name, field }) => outcome === "wrong" && name.labels[field]?.isSaid,
  ).length;
  return { right: count("right"), wrong: count("wrong"), missed: count("missed") + misread };
}

const share = (part: number, rest: number): number => (part + rest === 0 ? 1 : part / (part + rest));
export const precisionOf = ({ right, wrong }: Score): number => share(right, wrong);
export const recallOf = ({ right, missed }: Score): number => share(right, missed);
