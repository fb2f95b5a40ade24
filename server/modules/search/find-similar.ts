import type { z } from "zod";
import type { Context } from "../../context.ts";
import { Unavailable } from "../../errors.ts";
import type { ResourceId } from "../../ids.ts";
import {
  findOrigins,
  isVisibleTo,
  listLine,
  listVisibleCards,
  loadVisibleResource,
  publicCardView,
  type ResourceRow,
} from "../resources/index.ts";
import { findTextbookPaths } from "../vocabulary/index.ts";
import type { QuestionReader } from "./question-reader.ts";
import type { SimilarReply } from "./schema.ts";
import { scopeKeysOf } from "./scope-keys.ts";
import type { Preference } from "./search-index.ts";
import { checkFound, mostPending } from "./search-store.ts";
import { listAlike } from "./similar-store.ts";

/** Several of one line of adaptations count as one, and a late index may offer what is not to be seen. */
const spareFactor = 3;

const operators = /[^\p{L}\p{N}\p{M}.+#]+/gu;

/** What the resource is about, best words first: the engines read the first 200 characters. */
const textOf = (row: ResourceRow, lesson: string): string =>
  [row.title, lesson, ...row.keywords].join(" ").replace(operators, " ").trim();

const preferencesOf = ({ subject, grades, edition, volume }: ResourceRow): Preference[] => {
  const wish = (field: Preference["field"], keys: string[], weight: number): Preference[] =>
    keys.length > 0 ? [{ field, keys, text: "", weight }] : [];
  return [
    ...wish("subject", subject ? [subject] : [], 1),
    ...wish("grade", grades, 1),
    ...wish("volume", volume ? [volume] : [], 0.5),
    ...wish("edition", edition ? [edition] : [], 0.5),
  ];
};

const askIndex = async (
  ctx: Context,
  questions: QuestionReader,
  row: ResourceRow,
  except: ResourceId[],
  limit: number,
): Promise<ResourceId[]> => {
  const nodeId = row.textbook_node_id;
  const path = nodeId ? (await findTextbookPaths(ctx.db, [nodeId])).get(nodeId) : undefined;
  // Without words such as 教学设计, which would make everything alike.
  const { understood, synonyms } = await questions.read(ctx, textOf(row, path?.at(-1)?.title ?? ""), []);
  const { hits } = await ctx.search.search({
    text: understood.text,
    synonyms,
    preferences: preferencesOf(row),
    matching: "any",
    scope: scopeKeysOf(ctx.actor),
    filters: {},
    exclude: except,
    sort: "relevance",
    offset: 0,
    limit,
    withFacets: false,
  });
  return hits.map((hit) => hit.id);
};

/**
 * Others' and own resources about the same thing, likest first, without the resource's own line of adaptations and with at
 * most one of any other line. NotFound where the actor may not see the resource. While the engine is down: the same lesson,
 * or subject and grade, from the database.
 */
export const findSimilar = async (
  ctx: Context,
  questions: QuestionReader,
  id: ResourceId,
  limit: number,
): Promise<z.input<typeof SimilarReply>> => {
  const row = await loadVisibleResource(ctx, id);
  const isVisible = isVisibleTo(ctx.actor);
  const line = await listLine(ctx.db, id, isVisible);
  const listPending = async () => (await checkFound(ctx.db, [], isVisible)).pending;
  const check = async (ids: readonly ResourceId[]) => {
    const [cards, origins, pending] = await Promise.all([
      listVisibleCards(ctx.db, ids, isVisible),
      findOrigins(ctx.db, ids, isVisible),
      listPending(),
    ]);
    return { cards, origins, pending };
  };
  // Not asked about at all: taken out of the answer, what was narrowed a moment ago would leave a gap that tells of it.
  const askWithoutPending = async () => {
    const pending = await listPending();
    if (pending.length >= mostPending) throw new Unavailable("search.behind");
    return askIndex(ctx, questions, row, [...line, ...pending], limit * spareFactor);
  };
  let degraded = false;
  const found = await askWithoutPending()
    .then(check)
    .catch(async (error: unknown) => {
      if (!(error instanceof Unavailable) || error.code.startsWith("database")) throw error;
      degraded = true;
      const likeness = { textbookNodeId: row.textbook_node_id, subject: row.subject, grades: row.grades };
      return check(await listAlike(ctx.db, likeness, line, isVisible, limit * spareFactor));
    });
  const pending = new Set(degraded ? [] : found.pending);
  const seen = new Set<ResourceId>();
  const resources = found.cards.flatMap((other) => {
    const origin = found.origins.get(other.id) ?? other.id;
    if (pending.has(other.id) || seen.has(origin)) return [];
    seen.add(origin);
    return [publicCardView(other)];
  });
  return { resources: resources.slice(0, limit), degraded };
};
