import { type CleanName, cleanName } from "./guess/clean-name.ts";
import { foldText } from "./guess/fold-text.ts";
import { type GuessTerms, indexTerms } from "./guess/index-terms.ts";
import { indexLessons, type LessonIndex } from "./guess/lesson-index.ts";
import type { GuessTerm } from "./guess/match-words.ts";
import { placeInTextbook } from "./guess/place-in-textbook.ts";
import { readFirstPage } from "./guess/read-first-page.ts";
import { type DocumentProperties, readProperties } from "./guess/read-properties.ts";
import { noSubject, readText } from "./guess/read-text.ts";
import {
  aboutThisBook,
  type Evidence,
  type GuessField,
  leastConfidence,
  sourceConfidence,
  weigh,
} from "./guess/weigh-evidence.ts";
import { type GuessedFields, type GuessReason, guessedFields } from "./schema.ts";
import { seedTerms } from "./seed/seed-terms.ts";
import { seedTextbookNodes } from "./seed/seed-textbook-nodes.ts";

/** What is known of a file. Whatever is missing is not read. */
export interface GuessInput {
  /** Or a path, whose folders are then read as well. */
  fileName: string;
  /** From the top to the one that holds the file; they come above those of `fileName`. */
  folders?: string[];
  properties?: DocumentProperties;
  /** The text of the first page, slide or sheet, its lines kept. */
  firstPage?: string;
}

const seedLessons = indexLessons(seedTextbookNodes);

/** Each folder further up says less of one file; the nearest few are enough. */
const folderStep = 0.94;
const mostFolders = 8;
const mostFolderCharacters = 120;

/** The texts of one file, by number; folders follow. */
const textNumbers = { name: 0, extension: 1, firstPage: 2, properties: 3, folders: 6 };

/** Grade and subject settle which book is spoken of; of what else a text says, only what speaks of that book counts. */
const firstSettled: GuessField[] = ["subject", "grades"];
const ofTheBook: GuessField[] = ["volume", "edition", "unitTitle", "period"];

const readFolders = (folders: string[], terms: GuessTerms): Evidence[] =>
  folders
    .slice(-mostFolders)
    .reverse()
    .flatMap((folder, index) => {
      const folded = foldText(folder, mostFolderCharacters);
      const text = textNumbers.folders + index;
      return readText({ folded, source: "folder", text, weight: folderStep ** index }, terms).evidence;
    });

function readExtension(extension: string, terms: GuessTerms): Evidence[] {
  const kind = terms.of("kind").find((term) => term.attributes?.extensions?.includes(extension));
  if (!kind) return [];
  const confidence = sourceConfidence.extension;
  const matched = `.${extension}`;
  return [
    { field: "kind", value: kind.key, source: "extension", matched, confidence, text: textNumbers.extension },
  ];
}

const rounded = ({ field, value, source, matched, confidence }: GuessReason): GuessReason => ({
  field,
  value,
  source,
  matched,
  confidence: Math.round(confidence * 100) / 100,
});

/**
 * The extension stands behind a word for the thing's form, since a lesson plan may be a presentation, and before folders
 * and the page, since a folder of lesson plans holds the presentations to them.
 */
function weighKind(evidence: Evidence[], isOther: boolean): Evidence | undefined {
  const kinds = evidence.filter(({ field }) => field === "kind");
  const byName = kinds.find(({ source }) => source === "name");
  const byExtension = kinds.find(({ source }) => source === "extension");
  if (byName && byExtension) return byName.confidence >= byExtension.confidence ? byName : byExtension;
  if (byName || byExtension || isOther) return byName ?? byExtension;
  return weigh("kind", kinds);
}

function fieldsOf(title: string, reasons: GuessReason[]): GuessedFields {
  const settledValue = (field: GuessField) => reasons.find((reason) => reason.field === field)?.value;
  const grades = settledValue("grades")?.split(",");
  const period = settledValue("period");
  const texts = [
    "kind",
    "subject",
    "volume",
    "edition",
    "term",
    "unitTitle",
    "lessonTitle",
    "textbookNodeId",
  ] as const;
  const said = texts.flatMap((field) => {
    const value = settledValue(field);
    return value === undefined ? [] : [[field, value] as const];
  });
  return {
    title,
    ...Object.fromEntries(said),
    ...(grades && { grades }),
    ...(grades?.length === 1 && { grade: grades[0] }),
    ...(period !== undefined && { period: Number(period) }),
    reasons,
  };
}

function readAll(input: GuessInput, name: CleanName, terms: GuessTerms) {
  const ofName = readText({ folded: name, source: "name", text: textNumbers.name, weight: 1 }, terms);
  const evidence = [
    ...ofName.evidence,
    ...readExtension(name.extension, terms),
    ...readFolders([...(input.folders ?? []), ...name.folders], terms),
    ...readFirstPage(input.firstPage ?? "", textNumbers.firstPage, terms),
    ...readProperties(input.properties ?? {}, textNumbers.properties, terms),
  ];
  return { ...ofName, evidence };
}

/**
 * Fields that a file's name, folders, first page and properties state. Explained: each reason says which words of which
 * source a value comes from. What can be read in two ways is left out. Pure; never throws. What a person has set is not
 * asked for here and must not be replaced by what comes out: see GuessedFields.
 */
export function guessFields(
  input: GuessInput,
  terms: GuessTerm[] = seedTerms,
  lessons: LessonIndex = seedLessons,
): GuessedFields {
  const name = cleanName(input.fileName);
  const known = indexTerms(terms);
  const { evidence, understood, isOther } = readAll(input, name, known);
  const settled = new Map<GuessField, Evidence>();
  const settle = (field: GuessField, found: Evidence | undefined) => found && settled.set(field, found);
  settle("kind", weighKind(evidence, isOther));
  settle("term", weigh("term", evidence));
  for (const field of firstSettled) settle(field, weigh(field, evidence));
  const ofThisBook = aboutThisBook(
    evidence,
    firstSettled.map((field) => settled.get(field)),
  );
  if (settled.get("subject")?.value === noSubject) settled.delete("subject");
  for (const field of ofTheBook) settle(field, weigh(field, ofThisBook));

  const settledValue = (field: GuessField) => settled.get(field)?.value;
  const grades = settledValue("grades")?.split(",");
  const facts = {
    ...Object.fromEntries(
      (["kind", "subject", "edition", "volume"] as const).flatMap((field) => {
        const value = settledValue(field);
        return value === undefined ? [] : [[field, value]];
      }),
    ),
    ...(grades && { grades }),
  };
  const stated = [...settled.values()].map(rounded);
  const placed = placeInTextbook(name, understood, facts, stated, lessons, known)
    .filter(({ confidence }) => confidence >= leastConfidence)
    .map(rounded);
  // What the textbook says of an edition stands before the words that led to it.
  const reasons = [...placed, ...stated];
  return fieldsOf(
    name.title,
    guessedFields.flatMap((field) => reasons.find((reason) => reason.field === field) ?? []),
  );
}
