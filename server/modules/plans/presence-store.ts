import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import { newId, type PersonId } from "../../ids.ts";
import type { PlanId, PresenceId } from "./tables.ts";

type Db = Kysely<Database>;

/** Who was not seen for so long has gone, though nobody said so: a server was killed, or a line cut. */
const goneAfterSeconds = 15;
/** A stream that ends comes back at once where the page is still open. */
const graceSeconds = 4;

export const enterPlan = async (db: Db, planId: PlanId, personId: PersonId): Promise<PresenceId> => {
  const id = newId() as PresenceId;
  await sql`delete from plan_presence where seen_at < now() - interval '1 day'`.execute(db);
  await db.insertInto("plan_presence").values({ id, plan_id: planId, person_id: personId }).execute();
  return id;
};

/** Writes at a third of the time after which one has gone, however often it is asked. */
export const stayAtPlan = async (db: Db, id: PresenceId): Promise<void> => {
  await sql`update plan_presence set seen_at = now()
    where id = ${id} and seen_at < now() - make_interval(secs => ${goneAfterSeconds / 3})`.execute(db);
};

export const leavePlan = async (db: Db, id: PresenceId): Promise<void> => {
  await sql`update plan_presence set seen_at = now() - make_interval(secs => ${goneAfterSeconds - graceSeconds})
    where id = ${id}`.execute(db);
};

/** The others who have the plan open now. */
export const listPresent = (db: Db, planId: PlanId, exceptId: PersonId) =>
  db
    .selectFrom("plan_presence")
    .innerJoin("person", "person.id", "plan_presence.person_id")
    .select(["person.id", "person.name"])
    .distinct()
    .where("plan_id", "=", planId)
    .where("person_id", "!=", exceptId)
    .where(sql<boolean>`seen_at > now() - make_interval(secs => ${goneAfterSeconds})`)
    .orderBy("person.name")
    .orderBy("person.id")
    .execute();
