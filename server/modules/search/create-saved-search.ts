import type { Context } from "../../context.ts";
import { inCreatingTransaction } from "../../db/transaction.ts";
import { Conflict, Unauthenticated } from "../../errors.ts";
import { newId } from "../../ids.ts";
import { findUnshown } from "./count-new-matches.ts";
import { nameQuestion } from "./name-question.ts";
import type { QuestionReader } from "./question-reader.ts";
import type { NewSavedSearch } from "./saved-search-schema.ts";
import { countSavedSearchesLocked, insertSavedSearch } from "./saved-search-store.ts";
import type { SavedSearchId } from "./tables.ts";

/** More than a person can keep an eye on, and a bound on what counting what is new can cost. */
const mostOfOnePerson = 50;

/** What was published before and waits for the index has been changed, and could be found before. */
const mostWaitingMs = 24 * 3_600_000;

/** Keeps a question for the actor; what it finds now counts as seen. */
export const createSavedSearch = async (
  ctx: Context,
  questions: QuestionReader,
  { name, question }: NewSavedSearch,
): Promise<{ id: SavedSearchId }> => {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new Unauthenticated();
  const now = ctx.clock.now();
  const since = new Date(now.getTime() - mostWaitingMs);
  const waiting = await findUnshown(ctx, questions, { question, since, waiting: [] });
  return inCreatingTransaction(ctx, async (ctx) => {
    if ((await countSavedSearchesLocked(ctx.db, actor.id)) >= mostOfOnePerson) {
      const told = `There are ${mostOfOnePerson} saved searches already; remove one first.`;
      throw new Conflict("saved-search.too-many", told);
    }
    const id = newId() as SavedSearchId;
    const row = { id, personId: actor.id, question, now, waiting };
    await insertSavedSearch(ctx.db, { ...row, name: name ?? (await nameQuestion(ctx, question)) });
    return { id };
  });
};
