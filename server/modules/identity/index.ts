export { administrationEndpoints } from "./administration-routes.ts";
export { apiKeyEndpoints } from "./api-key-routes.ts";
export { type Auth, createAuth } from "./auth.ts";
export { createPerson } from "./create-person.ts";
export { createPosting } from "./create-posting.ts";
export { endPosting } from "./end-posting.ts";
export { ownCampusIds } from "./get-me.ts";
export { requireSession } from "./require-session.ts";
export { resolveActor, resolveUserActor } from "./resolve-actor.ts";
export { NewPerson } from "./schema.ts";
export { sessionEndpoints } from "./session-routes.ts";
export {
  findActorByPersonId,
  findPersonByUsername,
  insertPasswordCredential,
  insertPerson,
  insertPosting,
} from "./store.ts";
export { todayOf } from "./today.ts";
