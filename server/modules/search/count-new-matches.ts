import type { UserActor } from "../../actor.ts";
import type { Context } from "../../context.ts";
import { Unavailable } from "../../errors.ts";
import type { ResourceId } from "../../ids.ts";
import { isVisibleTo } from "../resources/index.ts";
import {
  findLatestPublication,
  listOthersVisible,
  listShown,
  listWaiting,
  type Reader,
} from "./new-match-store.ts";
import type { QuestionReader } from "./question-reader.ts";
import { mostCounted, type SavedQuestion } from "./saved-search-schema.ts";
import { scopeKeysOf } from "./scope-keys.ts";
import type { SearchRequest } from "./search-index.ts";

interface Asked {
  question: SavedQuestion;
  since: Date;
  /** What was in sight by then and could not be found yet. */
  waiting: readonly ResourceId[];
}

/** The newest matches are read in two pages: few are new as a rule, and the second bounds what one count can cost. */
const pages = [
  { offset: 0, limit: 20 },
  { offset: 20, limit: 2 * mostCounted },
] as const;

interface Reading extends Pick<SearchRequest, "text" | "preferences" | "synonyms" | "filters"> {
  since: Date;
  waiting: readonly ResourceId[];
}

/** As a search for it would be read. */
const readQuestion = async (
  ctx: Context,
  questions: QuestionReader,
  { question, since, waiting }: Asked,
): Promise<Reading> => {
  const { q, sort: _sort, literal, ...filters } = question;
  const { understood, preferences, synonyms } = await questions.read(ctx, q, literal);
  return { text: understood.text, preferences, synonyms, filters, since, waiting };
};

/** What has all words of the question. */
const findMatches = async (
  ctx: Context,
  { since: _since, waiting: _waiting, ...question }: Reading,
  part: Pick<SearchRequest, "offset" | "limit" | "within">,
): Promise<ResourceId[]> => {
  const { hits, isPartial } = await ctx.search.search({
    ...question,
    scope: scopeKeysOf(ctx.actor),
    exclude: [],
    sort: "newest",
    withFacets: false,
    ...part,
  });
  return isPartial ? [] : hits.map((hit) => hit.id);
};

const count = async (ctx: Context, reader: Reader, asked: readonly Reading[]): Promise<number[]> => {
  const earliest = new Date(Math.min(...asked.map(({ since }) => since.getTime())));
  const [latest, shown] = await Promise.all([
    findLatestPublication(ctx.db, reader),
    listShown(ctx.db, reader, earliest),
  ]);
  const found = asked.map(() => new Set<ResourceId>());
  await Promise.all(
    asked.map(async (one, index) => {
      const since = shown.filter(({ at }) => at > one.since).map(({ id }) => id);
      const within = [...new Set([...one.waiting, ...since])];
      if (within.length === 0) return;
      const ids = await findMatches(ctx, one, { offset: 0, limit: within.length, within });
      const visible = await listOthersVisible(ctx.db, reader, ids);
      for (const id of visible.keys()) found[index]?.add(id);
    }),
  );
  let open = asked
    .map((question, index) => ({ question, since: question.since, index }))
    .filter(({ since }) => latest && latest > since);
  for (const page of pages) {
    const matches = await Promise.all(open.map(({ question }) => findMatches(ctx, question, page)));
    const visible = await listOthersVisible(ctx.db, reader, [...new Set(matches.flat())]);
    open = open.filter(({ since, index }, place) => {
      const ids = matches[place] ?? [];
      for (const id of ids) if ((visible.get(id) ?? since) > since) found[index]?.add(id);
      const hasOld = ids.some((id) => (visible.get(id) ?? latest ?? since) <= since);
      return ids.length === page.limit && !hasOld;
    });
  }
  return found.map((ids) => Math.min(ids.size, mostCounted));
};

const readerOf = (actor: UserActor): Reader => ({
  id: actor.id,
  scope: actor.scope,
  isVisible: isVisibleTo(actor),
});

/** Null where the engine does not answer. */
const unlessAway = <Found>(asking: Promise<Found>): Promise<Found | null> =>
  asking.catch((error: unknown) => {
    if (!(error instanceof Unavailable) || error.code.startsWith("database")) throw error;
    return null;
  });

/**
 * What a visit at this moment cannot show though it is in sight: published, shared or known as waiting since the last visit,
 * and not to be found by the question yet. Whatever of it comes to match is news still.
 */
export const findUnshown = async (
  ctx: Context,
  questions: QuestionReader,
  asked: Asked,
): Promise<ResourceId[]> => {
  if (ctx.actor.kind !== "user") return [];
  const waiting = await listWaiting(ctx.db, readerOf(ctx.actor), asked.since, asked.waiting);
  if (waiting.length === 0) return [];
  const question = await readQuestion(ctx, questions, asked);
  const part = { offset: 0, limit: waiting.length, within: waiting };
  const found = new Set(await unlessAway(findMatches(ctx, question, part)));
  return waiting.filter((id) => !found.has(id));
};

/**
 * For each question how many resources have all its words, came into the actor's sight after `since`, are in it now, and
 * are others' work; with what was `waiting` then. `mostCounted` stands for that many or more. Null where the engine does not answer.
 */
export const countNewMatches = async (
  ctx: Context,
  questions: QuestionReader,
  asked: readonly Asked[],
): Promise<(number | null)[]> => {
  const { actor } = ctx;
  if (asked.length === 0 || actor.kind !== "user") return asked.map(() => null);
  const readings = await Promise.all(asked.map((one) => readQuestion(ctx, questions, one)));
  return (await unlessAway(count(ctx, readerOf(actor), readings))) ?? asked.map(() => null);
};
