import type { GuessSource } from "../schema.ts";
import type { FoldedText } from "./fold-text.ts";
import type { GuessTerms } from "./index-terms.ts";
import { matchWords, onlyMatch, type WordMatch } from "./match-words.ts";
import { readGrades, type Span } from "./read-grade.ts";
import { readKind } from "./read-kind.ts";
import { chineseNumeral } from "./read-numbers.ts";
import { readPlace } from "./read-place.ts";
import { readSubject } from "./read-subject.ts";
import { readTerm } from "./read-term.ts";
import { readVolume } from "./read-volume.ts";
import { type Evidence, type GuessField, sourceConfidence } from "./weigh-evidence.ts";
import { otherSubjects } from "./words/subject-words.ts";

/** How much less than its name something taught in one subject only says, and a mere topic. */
export const certaintyOf = { named: 1, telling: 0.95, topical: 0.72, edition: 0.95, occasion: 0.8 };

/** The value of a text that names a subject which the vocabulary does not have. */
export const noSubject = "none";

const wholeOf = (text: string) => ({ start: 0, end: text.length });

/** A folder is of the kind that its name ends in (01_试卷 2份); one for several (课件与教案) is of none. */
function isKindOfFolder(name: string, kind: WordMatch, words: WordMatch[]): boolean {
  const isMixed = words.some(({ key }) => key !== kind.key);
  const rest = name.slice(kind.end).replace(/\([^)]*\)|[\s\d.\-+套份个]|[一二三四五六七八九十ⅰ-ⅻ]/g, "");
  return !isMixed && rest === "";
}

export interface TextToRead {
  folded: FoldedText;
  source: GuessSource;
  /** Its number among the texts that are read for one file. */
  text: number;
  /** 0–1: further folders, and lines that are no heading, say less than their source does. */
  weight: number;
}

export interface TextReading {
  evidence: Evidence[];
  /** What of the text is understood, so that the rest can be a topic. */
  understood: Span[];
  /** Whether it names a thing of no kind that we know. */
  isOther: boolean;
}

/** What is in title marks is a name, not a statement about the file, unless it names a book (《语文三年级上册》). */
const withoutNames = (text: string) =>
  text.replace(/《([^》]*)》/g, (whole, inner: string) =>
    /年级|册|教科书|用书/.test(inner) ? whole : " ".repeat(whole.length),
  );

/** Everything that one short text states: a name, a folder, a heading, a title among the properties. */
export function readText({ folded, source, text, weight }: TextToRead, terms: GuessTerms): TextReading {
  const outside = withoutNames(folded.text);
  const evidence: Evidence[] = [];
  const understood: Span[] = [];
  const quote = ({ start, end }: { start: number; end: number }) => folded.original.slice(start, end).trim();
  const take = (field: GuessField, value: string, at: { start: number; end: number }, certainty = 1) => {
    const confidence = sourceConfidence[source] * weight * certainty;
    evidence.push({ field, value, source, matched: quote(at), confidence, text });
  };
  const understand = (spans: { start: number; end: number }[]) =>
    understood.push(...spans.map((span) => ({ ...span, found: quote(span) })));

  const kind = readKind(outside, terms, folded.cased);
  understand(kind.words);
  if (kind.kind && (source !== "folder" || isKindOfFolder(outside, kind.kind, kind.words)))
    take("kind", kind.kind.key, kind.kind, kind.isOccasion ? certaintyOf.occasion : certaintyOf.named);

  const { grades, spans } = readGrades(outside);
  understand(spans);
  const keys = grades.map(String).filter((key) => terms.find("grade", key));
  if (spans[0] && keys.length > 0) take("grades", keys.join(","), spans[0]);

  const volume = readVolume(outside);
  if (volume && terms.find("volume", volume.volume)) {
    take("volume", volume.volume, volume.span);
    understand([volume.span]);
  }

  const editions = matchWords(outside, [terms.words("edition")], folded.cased);
  understand(editions);
  const edition =
    onlyMatch(editions) ??
    // The unified textbooks come from the same press, so people write 人教版（统编）.
    onlyMatch(editions.filter((match) => match.key !== "renjiao"));
  if (edition) take("edition", edition.key, edition);

  const subject = readSubject(outside, folded.text, terms, folded.cased);
  understand(subject.words);
  const ofEdition = terms.find("edition", edition?.key)?.attributes?.subject;
  if (subject.named) take("subject", subject.named.key, subject.named);
  else if (edition && ofEdition) take("subject", ofEdition, edition, certaintyOf.edition);
  else if (otherSubjects.test(outside)) take("subject", noSubject, wholeOf(outside));
  else if (subject.telling) take("subject", subject.telling.key, subject.telling, certaintyOf.telling);
  else if (subject.topical && subject.words.length === 0)
    take("subject", subject.topical.key, subject.topical, certaintyOf.topical);

  const term = readTerm(outside);
  if (term) understand([term.span]);
  if (term && terms.find("term", term.key)) take("term", term.key, term.span);

  const { unit, period } = readPlace(folded.text);
  if (unit) {
    const isEnglish = unit.span.found.startsWith("u");
    take("unitTitle", isEnglish ? `Unit ${unit.number}` : `第${chineseNumeral(unit.number)}单元`, unit.span);
    if (!unit.span.found.startsWith("语文园地")) understand([unit.span]);
  }
  if (period) {
    take("period", String(period.number), period.span);
    understand([period.span]);
  }
  return { evidence, understood, isOther: kind.isOther };
}
