import { LRUCache } from "lru-cache";
import type { Context } from "../../context.ts";
import type { Lexicon } from "./lexicon.ts";
import { LexiconBook } from "./lexicon-book.ts";
import type { Preference, Synonyms } from "./search-index.ts";
import { prepareSegmentation } from "./segment.ts";
import { type SynonymWords, synonymsOf } from "./synonyms.ts";
import { SynonymBook } from "./synonyms-book.ts";
import { TeachingFocus } from "./teaching-focus.ts";
import { type UnderstoodQuestion, understandQuestion } from "./understand-question.ts";

export interface QuestionInContext {
  /** As the question alone says. */
  understood: UnderstoodQuestion;
  /** For the engine: also what follows from who asks. */
  preferences: Preference[];
  synonyms: Synonyms[];
}

interface Reading {
  understood: UnderstoodQuestion;
  synonyms: Synonyms[];
  /** The list that these are from: an edited one is another. */
  words: SynonymWords;
}

/** The next page, another filter and the next person's same question are read once. */
const mostReadings = 500;

/** Reads questions as they are meant by those who ask; one for a process, for what it keeps between requests. */
export class QuestionReader {
  readonly synonyms = new SynonymBook();
  readonly #lexicons = new LexiconBook();
  readonly #focus = new TeachingFocus();
  readonly #readings = new WeakMap<Lexicon, LRUCache<string, Reading>>();

  /** Loads the dictionary: a quarter of a second in which nobody would be answered. */
  constructor() {
    prepareSegmentation();
  }

  /** `literal`: words that the asker wants looked for as text. */
  async read(ctx: Context, question: string, literal: readonly string[]): Promise<QuestionInContext> {
    if (question.trim() === "")
      return { understood: { text: question, preferences: [] }, preferences: [], synonyms: [] };
    const [lexicon, words, focus] = await Promise.all([
      this.#lexicons.read(ctx),
      this.synonyms.read(ctx),
      this.#focus.read(ctx),
    ]);
    const { understood, synonyms } = this.#readOnce(question, literal, lexicon, words);
    const said = new Set(understood.preferences.map(({ field }) => field));
    return {
      understood,
      preferences: [...understood.preferences, ...focus.filter(({ field }) => !said.has(field))],
      synonyms,
    };
  }

  #readOnce(question: string, literal: readonly string[], lexicon: Lexicon, words: SynonymWords): Reading {
    const readings = this.#readings.get(lexicon) ?? new LRUCache<string, Reading>({ max: mostReadings });
    this.#readings.set(lexicon, readings);
    const key = JSON.stringify([question, ...literal]);
    const known = readings.get(key);
    if (known?.words === words) return known;
    const understood = understandQuestion(question, lexicon, literal);
    const reading = { understood, synonyms: synonymsOf(understood.text, words), words };
    readings.set(key, reading);
    return reading;
  }
}
