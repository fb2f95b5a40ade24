import type { Actor } from "../../actor.ts";

/** The list holds for every group, so whoever administers the bureau edits it. */
export const canEditSynonyms = (actor: Actor): boolean =>
  actor.kind === "system" ||
  (actor.kind === "user" && actor.postings.some(({ role }) => role === "bureau-administrator"));
