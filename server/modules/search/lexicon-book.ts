import { LRUCache } from "lru-cache";
import { scopeOf } from "../../actor.ts";
import type { Context } from "../../context.ts";
import { listVisibleUnits } from "../units/index.ts";
import { listTerms, seedTextbookNodes } from "../vocabulary/index.ts";
import { KeptFor } from "./kept-for.ts";
import { addCampuses, buildLexicon, type Lexicon, namesOfTitles } from "./lexicon.ts";

/** How long an edited vocabulary or a new campus goes unnoticed. */
const keptForMs = 60_000;
const mostScopes = 100;

/** Lexicons by what their askers may know of, read once in a while; one for a process. */
export class LexiconBook {
  readonly #shared = new KeptFor<Lexicon>(keptForMs);
  readonly #byScope = new LRUCache<string, KeptFor<Lexicon>>({ max: mostScopes });
  /** Made at the start rather than with somebody's first question. */
  readonly #names = namesOfTitles(
    seedTextbookNodes.filter(({ kind }) => kind !== "textbook").map(({ title }) => title),
  );
  #terms = "";
  #lexicon: Lexicon | undefined;

  /** With the names of the campuses that the actor may know of, and of no others. */
  read(ctx: Context): Promise<Lexicon> {
    if (ctx.actor.kind !== "user") return this.#readShared(ctx);
    // Campuses, leads and the bureau's people see different parts of the tree from the same units.
    const places = ctx.actor.postings.map(({ unitId, unitKind }) => `${unitKind} ${unitId}`);
    const scope = JSON.stringify([[...new Set(places)].sort(), [...scopeOf(ctx.actor)].sort()]);
    const kept = this.#byScope.get(scope) ?? new KeptFor<Lexicon>(keptForMs);
    this.#byScope.set(scope, kept);
    return kept.read(async () => {
      const [lexicon, units] = await Promise.all([this.#readShared(ctx), listVisibleUnits(ctx)]);
      return addCampuses(
        lexicon,
        units.filter(({ kind }) => kind === "campus"),
      );
    });
  }

  #readShared({ db }: Context): Promise<Lexicon> {
    return this.#shared.read(async () => {
      const terms = await listTerms(db);
      const written = JSON.stringify(terms);
      if (!this.#lexicon || written !== this.#terms) {
        this.#lexicon = buildLexicon(terms, this.#names);
        this.#terms = written;
      }
      return this.#lexicon;
    });
  }
}
