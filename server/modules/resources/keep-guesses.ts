import type { Context } from "../../context.ts";
import type { VersionId } from "../../ids.ts";
import { findGuesses, updateGuesses } from "./guess-store.ts";
import type { FieldGuess, NewResource, ResourceChange } from "./schema.ts";

/**
 * Keeps which of a draft's fields no person has set. What a change names is its person's from then on, whatever was guessed
 * of it before, but for what the change itself calls a guess.
 */
export const keepGuesses = async (
  ctx: Context,
  versionId: VersionId,
  given: NewResource | ResourceChange,
): Promise<void> => {
  const { guesses: earlier } = await findGuesses(ctx.db, versionId);
  const isGiven = (field: FieldGuess["field"]) => given[field] !== undefined;
  const kept = earlier.filter(({ field }) => !isGiven(field));
  const told = (given.guesses ?? []).filter(({ source, field }) => source === "none" || isGiven(field));
  const guesses = [...new Map([...kept, ...told].map((guess) => [guess.field, guess])).values()];
  if (earlier.length > 0 || guesses.length > 0) await updateGuesses(ctx.db, versionId, guesses);
};
