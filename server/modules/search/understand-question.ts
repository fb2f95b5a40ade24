import { foldText, normalizeText } from "./fold-text.ts";
import type { Lexicon } from "./lexicon.ts";
import { maskQuestion } from "./lexicon-mask.ts";
import { findLexiconWords, type LexiconMatch, smallEnglishWords } from "./lexicon-match.ts";
import type { FacetField, Preference } from "./search-index.ts";
import { piecesOf } from "./segment.ts";

export interface UnderstoodQuestion {
  /** What is left to look for as text. */
  text: string;
  /** In the order of the question; each word as it was written. */
  preferences: Preference[];
  /** Nothing is asked for but fields: the text is their names, as the browse paths of resources have them. */
  isOnlyFields?: true;
}

/** As much of a question as is ever read, in UTF-16 units. */
const longestQuestion = 400;
/** What is only guessed from a word that says more than the field's value. */
const narrowerWeight = 0.5;
/** 三下 asks for the third grade before it asks for a second volume. */
const volumeWeight = 0.5;
const meaningless = /[的了和与及之]/g;

/** The press of 人教版 also makes the unified textbooks and several English ones: all of them may be meant. */
function alsoOfThePress(keys: string[], subjects: string[], lexicon: Lexicon): string[] {
  if (!keys.includes("renjiao")) return keys;
  const sole = subjects.map((subject) => lexicon.attributes.get(`subject/${subject}`)?.soleEdition);
  const own = [...lexicon.attributes].flatMap(([name, { subject }]) =>
    name.startsWith("edition/renjiao-") && subject !== undefined && subjects.includes(subject)
      ? [name.slice("edition/".length)]
      : [],
  );
  return [...new Set([...keys, ...own, ...sole.filter((key) => key !== undefined)])];
}

function preferencesOf(matches: LexiconMatch[], written: string[], lexicon: Lexicon): Preference[] {
  const found = new Map<string, Preference>();
  matches.forEach(({ entry }, i) => {
    for (const { field, keys } of entry.facets) {
      const name = `${field} ${keys.join(" ")}`;
      const weight = entry.isNarrower ? narrowerWeight : field === "volume" ? volumeWeight : 1;
      const known = found.get(name);
      if (!known) found.set(name, { field, keys, text: written[i] ?? "", weight });
      else if (known.weight < weight) known.weight = weight;
    }
  });
  const preferences = [...found.values()];
  const subjects = preferences.flatMap(({ field, keys }) => (field === "subject" ? keys : []));
  return preferences.map((one) =>
    one.field === "edition" ? { ...one, keys: alsoOfThePress(one.keys, subjects, lexicon) } : one,
  );
}

const labelled: readonly FacetField[] = ["subject", "grade", "volume", "edition", "kind"];

/** Names of what is preferred as resources carry them on their browse path, so that a question of nothing else narrows. */
const labelsOf = (preferences: Preference[], lexicon: Lexicon): string =>
  preferences
    .flatMap(({ field, keys: [key, ...others] }) =>
      labelled.includes(field) && others.length === 0 ? [lexicon.labels.get(`${field}/${key}`)] : [],
    )
    .filter((label) => label !== undefined)
    .join(" ");

/**
 * Tells the words of a question that name a field of resources (三年级, 道法, 课件) from those to look for as text.
 * Phrases in quotation marks, -excluded words, titles of lessons and the words in `literal` stay text. Pure; takes any
 * string and never throws. What is not understood comes back as it was.
 */
export function understandQuestion(
  question: string,
  lexicon: Lexicon,
  literal: readonly string[] = [],
): UnderstoodQuestion {
  const asked = question.slice(0, longestQuestion);
  const { text: folded, origins } = foldText(asked);
  const kept = new Set(literal.map((word) => normalizeText(word).trim()));
  const matches = findLexiconWords(maskQuestion(folded.slice(0, longestQuestion)), lexicon).filter(
    ({ start, end }) => !kept.has(folded.slice(start, end)),
  );
  if (matches.length === 0) return { text: question, preferences: [] };
  const places = matches.map(
    ({ start, end }) => [origins[start] ?? 0, origins[end] ?? asked.length] as const,
  );
  const written = places.map(([from, to]) => asked.slice(from, to));
  const preferences = preferencesOf(matches, written, lexicon);
  let rest = "";
  let at = 0;
  matches.forEach(({ entry }, i) => {
    const [from, to] = places[i] as readonly [number, number];
    rest += asked.slice(at, from) + (entry.isNarrower ? asked.slice(from, to) : " ");
    at = to;
  });
  rest = (rest + asked.slice(at)).replace(/\s+/g, " ").trim();
  const telling = normalizeText(rest).replace(meaningless, " ").replace(smallEnglishWords, " ");
  const isEmpty = piecesOf(telling).length === 0;
  if (isEmpty) return { text: labelsOf(preferences, lexicon), preferences, isOnlyFields: true };
  return { text: rest, preferences };
}
