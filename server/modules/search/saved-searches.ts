import type { z } from "zod";
import type { Context } from "../../context.ts";
import { NotFound, Unauthenticated } from "../../errors.ts";
import type { PersonId, ResourceId } from "../../ids.ts";
import { countNewMatches, findUnshown } from "./count-new-matches.ts";
import type { QuestionReader } from "./question-reader.ts";
import { SavedQuestion, type SavedSearch } from "./saved-search-schema.ts";
import {
  findSavedSearch,
  listSavedSearches,
  removeSavedSearchRow,
  type SavedSearchRow,
  updateSavedSearch,
} from "./saved-search-store.ts";
import type { SavedSearchId } from "./tables.ts";

type View = z.input<typeof SavedSearch>;

const ownerOf = ({ actor }: Context): PersonId => {
  if (actor.kind !== "user") throw new Unauthenticated();
  return actor.id;
};

const askedOf = (row: SavedSearchRow) => ({
  question: SavedQuestion.parse(row.question),
  since: row.visited_at,
  waiting: row.waiting,
});

const views = async (ctx: Context, questions: QuestionReader, rows: SavedSearchRow[]): Promise<View[]> => {
  const asked = rows.map(askedOf);
  const counts = await countNewMatches(ctx, questions, asked);
  return rows.map((row, index) => ({
    id: row.id,
    name: row.name,
    question: asked[index]?.question as SavedQuestion,
    newCount: counts[index] ?? null,
    createdAt: row.created_at.toISOString(),
    lastVisitedAt: row.visited_at.toISOString(),
  }));
};

/** The actor's own, latest first, each with how many of its matches are new. */
export const listOwnSavedSearches = async (
  ctx: Context,
  questions: QuestionReader,
): Promise<{ items: View[] }> => ({
  items: await views(ctx, questions, await listSavedSearches(ctx.db, ownerOf(ctx))),
});

/** One of the actor's own; another's is NotFound. */
export const getSavedSearch = async (
  ctx: Context,
  questions: QuestionReader,
  id: SavedSearchId,
): Promise<View> => {
  const row = await findSavedSearch(ctx.db, ownerOf(ctx), id);
  if (!row) throw new NotFound();
  return (await views(ctx, questions, [row]))[0] as View;
};

const change = async (
  ctx: Context,
  questions: QuestionReader,
  id: SavedSearchId,
  what: { name: string } | { visited_at: Date; waiting: ResourceId[] },
): Promise<View> => {
  if (!(await updateSavedSearch(ctx.db, ownerOf(ctx), id, what))) throw new NotFound();
  return getSavedSearch(ctx, questions, id);
};

export const renameSavedSearch = (
  ctx: Context,
  questions: QuestionReader,
  id: SavedSearchId,
  name: string,
): Promise<View> => change(ctx, questions, id, { name });

/** All that it finds now counts as seen; what was published and waits for the index does not. */
export const visitSavedSearch = async (
  ctx: Context,
  questions: QuestionReader,
  id: SavedSearchId,
): Promise<View> => {
  const row = await findSavedSearch(ctx.db, ownerOf(ctx), id);
  if (!row) throw new NotFound();
  const now = ctx.clock.now();
  const waiting = await findUnshown(ctx, questions, askedOf(row));
  return change(ctx, questions, id, { visited_at: now, waiting });
};

/** A preference of one person and nothing that others rely on: it is gone, and who wants it back saves it again. */
export const removeSavedSearch = async (ctx: Context, id: SavedSearchId): Promise<undefined> => {
  if (!(await removeSavedSearchRow(ctx.db, ownerOf(ctx), id))) throw new NotFound();
};
