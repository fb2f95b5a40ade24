import { scopeOf } from "../../../server/actor.ts";
import type { Context } from "../../../server/context.ts";
import { findActorByPersonId, resolveUserActor } from "../../../server/modules/identity/index.ts";
import type { ScopeKey, SearchIndex, SearchRequest } from "../../../server/modules/search/index.ts";
import { people } from "../../demo-world/world.ts";
import { teacher } from "../open-installation.ts";
import type { Question } from "./make-questions.ts";

/** What the measuring teacher may find. */
export const scopeOfTeacher = async (ctx: Context): Promise<ScopeKey[]> => {
  const person = people.find((one) => one.username === teacher);
  const row = person && (await findActorByPersonId(ctx.db, person.id, new Date().toISOString().slice(0, 10)));
  if (!row) throw new Error("The measuring teacher is nobody.");
  const actor = resolveUserActor(row);
  return [
    ...scopeOf(actor).map((unitId): ScopeKey => `unit:${unitId}`),
    "public",
    ...(actor.kind === "user" ? [`author:${actor.id}` as const] : []),
  ];
};

/** A question as the server asks it of the engine: the first page, with facets. */
export const requestOf = (question: Question, scope: ScopeKey[]): SearchRequest => ({
  text: question.text,
  scope,
  filters: {},
  exclude: [],
  sort: "relevance",
  offset: 0,
  limit: 21,
  withFacets: true,
});

/** Each question once, one after the other, without HTTP and database: the milliseconds that each took. */
export const askEngine = async (
  index: SearchIndex,
  questions: Question[],
  scope: ScopeKey[],
): Promise<number[]> => {
  const ms: number[] = [];
  for (const question of questions) {
    const started = performance.now();
    await index.search(requestOf(question, scope));
    ms.push(performance.now() - started);
  }
  return ms;
};
