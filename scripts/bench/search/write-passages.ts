import { type Numbers, numbersFrom } from "../numbers-from.ts";
import { pickSection } from "./name-resources.ts";
import { englishWords, pickTopicWord, pickWord } from "./read-words.ts";

const passagesPerResource = 10;
const charactersPerPassage = 120;

interface Lesson {
  id: string;
  title: string;
}

const writeClause = (wordOf: () => string, { next }: Numbers): string => {
  let clause = "";
  for (let left = 3 + Math.floor(next() * 6); left > 0; left -= 1) clause += wordOf();
  return clause;
};

/** What teaching texts say again and again, as all running text does; the first ones most often. */
const commonClauses = (() => {
  const numbers = numbersFrom(1);
  return Array.from({ length: 60_000 }, () => writeClause(() => pickWord(numbers), numbers));
})();

const lessonClauses = new Map<string, string[]>();

/** What texts about one lesson say: words of its own among words of any text, and its title. */
const clausesOf = (lesson: Lesson): string[] => {
  const known = lessonClauses.get(lesson.id);
  if (known) return known;
  const numbers = numbersFrom(Number.parseInt(lesson.id.slice(0, 8), 16));
  const words = Array.from({ length: 50 }, () => pickTopicWord(numbers));
  const wordOf = () => (numbers.next() < 0.5 ? numbers.pick(words) : pickWord(numbers));
  const clauses = Array.from({ length: 100 }, (_none, index) =>
    index % 8 === 0 ? writeClause(wordOf, numbers) + lesson.title : writeClause(wordOf, numbers),
  );
  lessonClauses.set(lesson.id, clauses);
  return clauses;
};

const nextClause = (ofLesson: string[], numbers: Numbers): string => {
  const chance = numbers.next();
  if (chance < 0.3) return numbers.pick(ofLesson);
  if (chance < 0.4) return writeClause(() => pickWord(numbers), numbers);
  if (chance < 0.44) return ` ${numbers.pick(englishWords)} ${numbers.pick(englishWords)} `;
  if (chance < 0.46) return pickSection(numbers);
  return commonClauses[Math.floor(numbers.next() ** 2 * commonClauses.length)] as string;
};

/** What a reader finds on the pages of the resource of this number. */
export const writePassages = (index: number, lesson: Lesson): string[] => {
  const numbers = numbersFrom(index * 2 + 2);
  const ofLesson = clausesOf(lesson);
  return Array.from({ length: passagesPerResource }, () => {
    let text = "";
    while (text.length < charactersPerPassage - 5)
      text += nextClause(ofLesson, numbers) + (numbers.next() < 0.3 ? "。" : "，");
    return text;
  });
};
