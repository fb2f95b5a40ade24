import { normalizeText } from "./fold-text.ts";
import type { LexiconTerm } from "./lexicon.ts";

/** Short and other English names by "scheme/key", beside the vocabulary's own. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  "kind/curriculum-plan": ["curriculum programme", "curriculum program"],
  "kind/subject-plan": ["syllabus", "scheme of work", "teaching schedule"],
  "kind/lesson-plan": ["teaching plan", "teaching design"],
  "kind/teaching-case": ["case study"],
  "kind/courseware": ["slides", "slideshow", "powerpoint"],
  "kind/material": ["worksheet", "learning material"],
  "kind/teaching-aid": ["teaching tool"],
  "kind/training-material": ["teacher training", "training handout"],
  "kind/research-outcome": ["research report", "research paper"],
  "subject/mathematics": ["math", "maths"],
  "subject/information-technology": ["information technology", "ict"],
  "subject/physical-education": ["pe", "physical education"],
  "subject/fine-arts": ["fine art", "art"],
  "subject/labour": ["labor"],
  "subject/morality-and-law": ["moral education"],
  "subject/integrated-practice": ["integrated practice activities"],
};

/** Everyday words as well: music names the subject in "music grade 3", and in "music festival" it does not. */
const everydayWords: ReadonlySet<string> = new Set(
  "chinese science music arts art labour labor calligraphy reader".split(" "),
);

export const isEverydayWord = (word: string): boolean => everydayWords.has(word);

const mayBePlural = /[a-z]{3}(?<!s)$/;

/** The English names of a term, kinds in the plural too; as `normalizeText` writes them. */
export function englishNamesOf({ scheme, key, en }: LexiconTerm): string[] {
  const names = [en, ...(otherNames[`${scheme}/${key}`] ?? [])].map((name) => normalizeText(name).trim());
  return scheme === "kind"
    ? names.flatMap((name) => (mayBePlural.test(name) ? [name, `${name}s`] : [name]))
    : names;
}

const ordinals = "first second third fourth fifth sixth seventh eighth ninth".split(" ");
const cardinals = "one two three four five six seven eight nine".split(" ");
const endings = ["st", "nd", "rd"];

/** How a grade is written in English: grade 3, G3, 3rd grade, grade three. */
export const englishGrades = (grade: number): string[] => [
  `grade ${grade}`,
  `grade${grade}`,
  `g${grade}`,
  `grade ${cardinals[grade - 1]}`,
  `${ordinals[grade - 1]} grade`,
  `${grade}${endings[grade - 1] ?? "th"} grade`,
];

/** The same for a volume, 1 or 2. */
export const englishVolumes = (volume: number): string[] => [
  `volume ${volume}`,
  `vol ${volume}`,
  `vol. ${volume}`,
  `vol.${volume}`,
];

/** For a term of the school year: autumn 2026, 2027 spring. */
export const englishTerms = (year: number, isAutumn: boolean): string[] =>
  (isAutumn ? ["autumn", "fall"] : ["spring"]).flatMap((season) => [
    `${season} ${year}`,
    `${year} ${season}`,
    `${season} term ${year}`,
    `${year} ${season} term`,
  ]);
