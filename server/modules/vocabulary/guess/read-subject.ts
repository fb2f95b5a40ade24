import type { GuessTerms } from "./index-terms.ts";
import { matchWords, onlyMatch, type WordMatch, wordsOfTable } from "./match-words.ts";
import { notSubjects, subjectWords, tellingTopics } from "./words/subject-words.ts";
import { topicWords } from "./words/topic-words.ts";

const ownWords = wordsOfTable({ ...subjectWords, "": notSubjects });
const tellingWords = wordsOfTable(tellingTopics);
const weakWords = wordsOfTable(topicWords);

/** What a text says of the subject: outright, by something taught in one subject only, or by what it speaks of. */
export interface SubjectReading {
  named?: WordMatch;
  telling?: WordMatch;
  topical?: WordMatch;
  /** Every word that names a subject. */
  words: WordMatch[];
}

/** A class meeting is one whatever it is about; practice within a subject (数学综合实践) belongs to the subject. */
function decide(words: WordMatch[]): WordMatch | undefined {
  const only = onlyMatch(words);
  if (only) return only;
  const meeting = words.find(({ key }) => key === "class-activity");
  if (meeting) return meeting;
  return onlyMatch(words.filter(({ key }) => key !== "integrated-practice"));
}

/** `text` without the names in title marks, `whole` with them: a title may speak of a topic, but names no subject. */
export function readSubject(text: string, whole: string, terms: GuessTerms, cased = text): SubjectReading {
  const isKnown = (match: WordMatch) => terms.find("subject", match.key) !== undefined;
  const words = matchWords(text, [terms.words("subject"), ownWords], cased).filter(isKnown);
  const named = decide(words);
  const telling = onlyMatch(matchWords(whole, [tellingWords], cased).filter(isKnown));
  const topical = onlyMatch(matchWords(whole, [weakWords], cased).filter(isKnown));
  return { ...(named && { named }), ...(telling && { telling }), ...(topical && { topical }), words };
}
