import type { GuessReason, GuessSource } from "../schema.ts";

export type GuessField = GuessReason["field"];

/** One text says one thing about one field. */
export interface Evidence {
  field: GuessField;
  value: string;
  source: GuessSource;
  /** As written there. */
  matched: string;
  /** 0–1. */
  confidence: number;
  /** Which text it stands in: two folders are one source, but two texts. */
  text: number;
}

/**
 * How far a source is believed where it stands alone. A name is given by hand to this file; a folder to several; the
 * extension says in which program it was made; a first page may quote others; the properties of a file are often those of
 * the older file that it was made from.
 */
export const sourceConfidence: Record<GuessSource, number> = {
  name: 0.95,
  extension: 0.9,
  folder: 0.85,
  firstPage: 0.75,
  properties: 0.65,
};

/** Each other text that says something else takes so much of it away. */
const contradiction = 0.8;
/** Below it a guess costs more to correct than it saves. */
export const leastConfidence = 0.5;

/** Whether two readings exclude each other: grade 3 fits in grades 1–6. */
function isContradiction(field: GuessField, one: string, other: string): boolean {
  if (field !== "grades") return one !== other;
  const others = other.split(",");
  return !one.split(",").some((grade) => others.includes(grade));
}

/**
 * The value that is best supported, less sure for each text that says another; undefined where that is too unsure, or where
 * two are as well supported.
 */
export function weigh(field: GuessField, evidence: Evidence[]): Evidence | undefined {
  const own = evidence
    .filter((one) => one.field === field)
    .sort((one, other) => other.confidence - one.confidence);
  const [best] = own;
  if (!best) return undefined;
  const against = own.filter(
    (one) => one.text !== best.text && isContradiction(field, best.value, one.value),
  );
  if (against.some((one) => one.confidence === best.confidence)) return undefined;
  const confidence = best.confidence * contradiction ** new Set(against.map((one) => one.text)).size;
  return confidence < leastConfidence ? undefined : { ...best, confidence };
}

/** Volume, edition, unit and lesson of a text that speaks of another book are no evidence. */
export function aboutThisBook(evidence: Evidence[], settled: (Evidence | undefined)[]): Evidence[] {
  const strangers = new Set(
    settled.flatMap((fact) =>
      fact
        ? evidence
            .filter((one) => one.field === fact.field && isContradiction(fact.field, fact.value, one.value))
            .map((one) => one.text)
        : [],
    ),
  );
  return evidence.filter((one) => !strangers.has(one.text));
}
