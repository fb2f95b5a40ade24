import { type Actor, scopeOf } from "../../actor.ts";
import type { ScopeKey } from "./search-index.ts";

/** What the actor may find: shared with a unit of the scope, public, or the own. */
export const scopeKeysOf = (actor: Actor): ScopeKey[] => [
  ...scopeOf(actor).map((unitId): ScopeKey => `unit:${unitId}`),
  "public",
  ...(actor.kind === "user" ? [`author:${actor.id}` as const] : []),
];
