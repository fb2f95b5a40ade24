import type { Context } from "../../context.ts";
import { listTerms } from "../vocabulary/index.ts";
import { KeptFor } from "./kept-for.ts";
import { gatherSynonyms, type SynonymWords } from "./synonyms.ts";
import { findSynonyms } from "./synonyms-store.ts";

/** How long another process goes on with a list that was edited in this one. */
const keptForMs = 10_000;

/** The synonyms as questions need them, read once in a while; one for a process. */
export class SynonymBook {
  readonly #kept = new KeptFor<SynonymWords>(keptForMs);

  read({ db }: Context): Promise<SynonymWords> {
    return this.#kept.read(async () => {
      const [{ groups }, terms] = await Promise.all([findSynonyms(db), listTerms(db)]);
      return gatherSynonyms(groups, terms);
    });
  }

  /** The list was edited: the next question is asked with the new one. */
  forget(): void {
    this.#kept.forget();
  }
}
