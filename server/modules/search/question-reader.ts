import type { Context } from "../../context.ts";
import { LexiconBook } from "./lexicon-book.ts";
import type { Preference, Synonyms } from "./search-index.ts";
import { synonymsOf } from "./synonyms.ts";
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

/** Reads questions as they are meant by those who ask; one for a process, for what it keeps between requests. */
export class QuestionReader {
  readonly synonyms = new SynonymBook();
  readonly #lexicons = new LexiconBook();
  readonly #focus = new TeachingFocus();

  /** `literal`: words that the asker wants looked for as text. */
  async read(ctx: Context, question: string, literal: readonly string[]): Promise<QuestionInContext> {
    if (question.trim() === "")
      return { understood: { text: question, preferences: [] }, preferences: [], synonyms: [] };
    const [lexicon, words, focus] = await Promise.all([
      this.#lexicons.read(ctx),
      this.synonyms.read(ctx),
      this.#focus.read(ctx),
    ]);
    const understood = understandQuestion(question, lexicon, literal);
    const said = new Set(understood.preferences.map(({ field }) => field));
    return {
      understood,
      preferences: [...understood.preferences, ...focus.filter(({ field }) => !said.has(field))],
      synonyms: synonymsOf(understood.text, words),
    };
  }
}
