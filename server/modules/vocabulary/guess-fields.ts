import { cleanName } from "./guess/clean-name.ts";
import { findTopic } from "./guess/find-topic.ts";
import { findLessons, foldTitle, indexLessons, type LessonIndex } from "./guess/lesson-index.ts";
import { type GuessTerm, headMatch, matchWords, onlyMatch } from "./guess/match-words.ts";
import { readGrades, type Span } from "./guess/read-grade.ts";
import { chineseNumeral } from "./guess/read-numbers.ts";
import { readPlace } from "./guess/read-place.ts";
import { readTerm } from "./guess/read-term.ts";
import type { GuessedFields } from "./schema.ts";
import { seedTerms } from "./seed/seed-terms.ts";
import { seedTextbookNodes } from "./seed/seed-textbook-nodes.ts";

const seedLessons = indexLessons(seedTextbookNodes);

/** A title as short as this says too little to tell the subject by it. */
const tellingTitleLength = { quoted: 3, bare: 4 };

/** What is in title marks is a name, not a statement about the file, unless it names a book (《语文三年级上册》). */
const withoutNames = (text: string) =>
  text.replace(/《([^》]*)》/g, (whole, inner: string) =>
    /年级|册/.test(inner) ? whole : " ".repeat(whole.length),
  );

/**
 * Fields that a file's name already states. Explained: each reason quotes the words of the name (or the extension) that
 * a value comes from. What can be read in two ways is left out. Never throws; knows nothing of the file's content.
 */
export function guessFields(
  fileName: string,
  terms: GuessTerm[] = seedTerms,
  lessons: LessonIndex = seedLessons,
): GuessedFields {
  const { title, text, cased, extension } = cleanName(fileName);
  const outside = withoutNames(text);
  const guess: GuessedFields = { title, reasons: [] };
  const spans: Span[] = [];
  const because = (field: string, value: string, found: string, span?: Span) => {
    guess.reasons.push({ field, value, because: found });
    if (span) spans.push(span);
  };
  const ofScheme = (scheme: string) => terms.filter((term) => term.scheme === scheme);
  const attributesOf = (scheme: string, key: string | undefined) =>
    terms.find((term) => term.scheme === scheme && term.key === key)?.attributes;
  const wordsOf = (scheme: string) => {
    const matches = matchWords(outside, ofScheme(scheme));
    for (const match of matches) spans.push({ ...match, found: match.word });
    return matches;
  };

  const kind = headMatch(wordsOf("kind"));
  const byExtension = ofScheme("kind").find((term) => term.attributes?.extensions?.includes(extension));
  guess.kind = kind?.key ?? byExtension?.key;
  if (guess.kind) because("kind", guess.kind, kind?.word ?? `.${extension}`);

  const grade = readGrades(outside);
  spans.push(...grade.spans);
  if (grade.grades.length > 0) {
    guess.grades = grade.grades;
    if (grade.grades.length === 1) guess.grade = grade.grades[0];
    because("grades", grade.grades.join(","), grade.spans[0]?.found ?? "");
  }
  guess.volume = grade.volume;
  if (grade.volume && grade.volumeSpan)
    because("volume", grade.volume, grade.volumeSpan.found, grade.volumeSpan);

  const editions = wordsOf("edition");
  const edition =
    onlyMatch(editions) ??
    // The unified textbooks come from the same press, so people write 人教版（统编）.
    onlyMatch(editions.filter((match) => match.key !== "renjiao"));
  guess.edition = edition?.key;
  if (edition) because("edition", edition.key, edition.word);

  const subject = onlyMatch(wordsOf("subject"));
  guess.subject = subject?.key ?? attributesOf("edition", guess.edition)?.subject;
  if (guess.subject) because("subject", guess.subject, (subject ?? edition)?.word ?? "");

  const term = readTerm(outside);
  if (term && attributesOf("term", term.key)) guess.term = term.key;
  if (term) spans.push(term.span);
  if (term && guess.term) because("term", term.key, term.span.found);

  const place = readPlace(text);
  if (place.unit) {
    guess.unitTitle = place.unit.span.found.startsWith("u")
      ? `Unit ${place.unit.number}`
      : `第${chineseNumeral(place.unit.number)}单元`;
    because("unitTitle", guess.unitTitle, place.unit.span.found);
    if (!place.unit.span.found.startsWith("语文园地")) spans.push(place.unit.span);
  }
  if (place.period) {
    guess.period = place.period.number;
    because("period", String(place.period.number), place.period.span.found, place.period.span);
  }

  placeInTextbook(guess, cased, spans, lessons, attributesOf, because);
  return guess;
}

function placeInTextbook(
  guess: GuessedFields,
  name: string,
  spans: Span[],
  lessons: LessonIndex,
  attributesOf: (scheme: string, key: string | undefined) => GuessTerm["attributes"],
  because: (field: string, value: string, found: string) => void,
): void {
  const topic = findTopic(name, spans, guess, (title) => findLessons(lessons, title, guess).length > 0);
  const found = topic ? findLessons(lessons, topic.title, guess) : [];
  const node = found.length === 1 ? found[0] : undefined;
  if (topic && (node || topic.isCertain)) {
    const field = node?.kind === "unit" ? "unitTitle" : "lessonTitle";
    const isSameTitle = node && (node.kind === "unit" || foldTitle(node.title) === foldTitle(topic.title));
    guess[field] = isSameTitle ? node.title : topic.title;
    because(field, guess[field], topic.found);
  }
  const isPlaced = guess.grades !== undefined && guess.volume !== undefined;
  const needed = topic?.isQuoted || isPlaced ? tellingTitleLength.quoted : tellingTitleLength.bare;
  const tells = node && topic && foldTitle(topic.title).length >= needed;
  if (node && topic && tells && !guess.subject) {
    guess.subject = node.subject;
    because("subject", node.subject, topic.found);
  }
  const sole = attributesOf("subject", guess.subject)?.soleEdition;
  if (sole && !guess.edition) {
    guess.edition = sole;
    const word = guess.reasons.find((reason) => reason.field === "subject")?.because ?? "";
    because("edition", sole, word);
  }
  if (!node || !topic || node.subject !== guess.subject || node.edition !== guess.edition) return;
  if (!guess.grades) {
    guess.grades = [node.grade];
    guess.grade = node.grade;
    because("grades", node.grade, topic.found);
  }
  if (!guess.volume) {
    guess.volume = node.volume;
    because("volume", node.volume, topic.found);
  }
  guess.textbookNodeId = node.id;
  because("textbookNodeId", node.id, topic.found);
}
