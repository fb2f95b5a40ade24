import type { Kysely } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId } from "../../ids.ts";

/** What happened to one thing, latest first, with the names of those who did it; `before` is an event's id. */
export const listSubjectEvents = (
  db: Kysely<Database>,
  subjectId: string,
  before: number | null,
  limit: number,
) =>
  db
    .selectFrom("event")
    .leftJoin("person", (join) => join.onRef("person.id", "=", "event.actor_id" as never))
    .select(["event.id", "event.at", "event.kind", "event.data", "person.name as actor_name"])
    .select((eb) => eb.ref("event.actor_id").$castTo<PersonId | null>().as("actor_id"))
    .where("event.subject_id", "=", subjectId)
    .$if(before !== null, (query) => query.where("event.id", "<", before as number))
    .orderBy("event.id", "desc")
    .limit(limit)
    .execute();
