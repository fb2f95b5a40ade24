import type { GuessReason } from "../schema.ts";
import { findTopic } from "./find-topic.ts";
import type { FoldedText } from "./fold-text.ts";
import type { GuessTerms } from "./index-terms.ts";
import { type BookFacts, findLessons, foldTitle, type LessonIndex } from "./lesson-index.ts";
import type { Span } from "./read-grade.ts";
import { sourceConfidence } from "./weigh-evidence.ts";

/** A title as short as this says too little to tell the subject by it. */
const tellingTitleLength = { quoted: 3, bare: 4 };

/** What follows from a title that stands in the table of contents of a known textbook. */
const certainty = { title: 1, subject: 0.85, book: 0.8, soleEdition: 0.95 };
/** A subject known no better than this may be corrected by a lesson's title. */
const firmSubject = 0.8;

export interface Facts extends BookFacts {
  kind?: string;
}

/**
 * What a name's topic adds to what is already known: the lesson or unit, and what its textbook says of the subject,
 * edition, grade and volume.
 */
export function placeInTextbook(
  name: FoldedText,
  understood: Span[],
  facts: Facts,
  stated: GuessReason[],
  lessons: LessonIndex,
  terms: GuessTerms,
): GuessReason[] {
  const reasons: GuessReason[] = [];
  const known = { ...facts };
  const reasonOf = (field: GuessReason["field"]) =>
    [...reasons, ...stated].find((reason) => reason.field === field);
  const subjectReason = reasonOf("subject");
  if ((subjectReason?.confidence ?? 0) < firmSubject) delete known.subject;
  const soleOf = (subject: string | undefined) => terms.find("subject", subject)?.attributes?.soleEdition;
  // People's Education Press prints the unified textbooks, and names say 人教版 of them.
  if (known.edition === "renjiao" && soleOf(known.subject)) delete known.edition;
  const topic = findTopic(
    name.cased,
    understood,
    { ...known, ...(facts.subject && { subject: facts.subject }) },
    (title) => findLessons(lessons, title, known).length > 0,
  );
  const at = topic ? name.cased.indexOf(topic.found) : -1;
  const matched = topic && at >= 0 ? name.original.slice(at, at + topic.found.length) : (topic?.found ?? "");
  const because = (field: GuessReason["field"], value: string, share: number) =>
    reasons.push({ field, value, source: "name", matched, confidence: sourceConfidence.name * share });

  const found = topic ? findLessons(lessons, topic.title, known) : [];
  const node = found.length === 1 ? found[0] : undefined;
  if (topic && (node || topic.isCertain)) {
    const isSameTitle = node && (node.kind === "unit" || foldTitle(node.title) === foldTitle(topic.title));
    because(
      node?.kind === "unit" ? "unitTitle" : "lessonTitle",
      isSameTitle ? node.title : topic.title,
      certainty.title,
    );
  }
  const isPlaced = known.grades !== undefined && known.volume !== undefined;
  const needed = topic?.isQuoted || isPlaced ? tellingTitleLength.quoted : tellingTitleLength.bare;
  const tells = node && topic && foldTitle(topic.title).length >= needed;
  let subject = known.subject;
  if (node && tells && !subject) {
    subject = node.subject;
    because("subject", node.subject, certainty.subject);
  }
  subject ??= facts.subject;
  const sole = soleOf(subject);
  const from = sole && !known.edition ? reasonOf(facts.edition ? "edition" : "subject") : undefined;
  if (sole && from)
    reasons.push({
      ...from,
      field: "edition",
      value: sole,
      confidence: from.confidence * certainty.soleEdition,
    });
  const edition = known.edition ?? sole;
  if (!node || node.subject !== subject || node.edition !== edition) return reasons;
  if (!known.grades) because("grades", node.grade, certainty.book);
  if (!known.volume) because("volume", node.volume, certainty.book);
  because("textbookNodeId", node.id, certainty.title);
  return reasons;
}
