import { type Kysely, sql } from "kysely";
import type { Role, UnitKind } from "../../actor.ts";
import { prepared } from "../../db/prepared.ts";
import type { Database } from "../../db/schema.ts";
import type { PersonId, PostingId, UnitId } from "../../ids.ts";

type Db = Kysely<Database>;

export interface ActorRow {
  id: PersonId;
  name: string;
  postings: { unitId: UnitId; unitKind: UnitKind; path: UnitId[]; role: Role }[];
}

const actorColumns = sql`
  person.id, person.name,
  coalesce((
    select json_agg(json_build_object('unitId', unit.id, 'unitKind', unit.kind, 'path', unit.path, 'role', posting.role))
    from posting join unit on unit.id = posting.unit_id
    where posting.person_id = person.id`;

/** The person of a session token with the postings of `today`, in one statement: it runs with every request. */
export const findActorBySessionToken = async (db: Db, token: string, now: Date, today: string) => {
  const { rows } = await sql<ActorRow>`${prepared} select ${actorColumns}
      and posting.from_on <= ${today}::date and (posting.until_on is null or posting.until_on >= ${today}::date)
  ), '[]') as postings
  from session join person on person.id = session.person_id
  where session.token = ${token} and session.expires_at > ${now} and person.disabled_at is null`.execute(db);
  return rows[0] ?? null;
};

export const findActorByPersonId = async (db: Db, personId: PersonId, today: string) => {
  const { rows } = await sql<ActorRow>`select ${actorColumns}
      and posting.from_on <= ${today}::date and (posting.until_on is null or posting.until_on >= ${today}::date)
  ), '[]') as postings
  from person where person.id = ${personId} and person.disabled_at is null`.execute(db);
  return rows[0] ?? null;
};

const postingColumns = [
  "posting.id",
  "posting.person_id",
  "posting.role",
  "posting.from_on",
  "posting.until_on",
  "unit.id as unit_id",
  "unit.kind as unit_kind",
  "unit.name as unit_name",
  "unit.name_en as unit_name_en",
  "unit.path as unit_path",
] as const;

const selectPostings = (db: Db) =>
  db.selectFrom("posting").innerJoin("unit", "unit.id", "posting.unit_id").select(postingColumns);

export type PostingRow = Awaited<ReturnType<typeof listPostings>>[number];

/** All postings of a person, past and future too, newest first. */
export const listPostings = (db: Db, personId: PersonId) =>
  selectPostings(db).where("posting.person_id", "=", personId).orderBy("posting.from_on", "desc").execute();

export const findPosting = (db: Db, id: PostingId) =>
  selectPostings(db).where("posting.id", "=", id).executeTakeFirst();

export const findPerson = (db: Db, id: PersonId) =>
  db.selectFrom("person").select(["id", "name", "username"]).where("id", "=", id).executeTakeFirst();

/** User names are written in any case and kept in lower case. */
export const findPersonByUsername = (db: Db, username: string) =>
  db
    .selectFrom("person")
    .select(["id", "name", "username"])
    .where("username", "=", username.toLowerCase())
    .executeTakeFirst();

export const insertPerson = async (
  db: Db,
  person: { id: PersonId; name: string; username: string },
): Promise<boolean> => {
  const inserted = await db
    .insertInto("person")
    // The sign-in library wants an address; people here sign in by name, so theirs leads nowhere.
    .values({
      ...person,
      display_username: person.username,
      email: `${person.id}@people.invalid`,
      image: null,
      disabled_at: null,
    })
    .onConflict((conflict) => conflict.column("username").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
};

/** The credential row as the sign-in library reads it. `passwordHash` is made by the library. */
export const insertPasswordCredential = async (
  db: Db,
  id: string,
  personId: PersonId,
  passwordHash: string,
) => {
  await sql`insert into credential (id, person_id, account_id, provider_id, password)
    values (${id}, ${personId}, ${personId}, 'credential', ${passwordHash})`.execute(db);
};

export const insertPosting = async (
  db: Db,
  posting: {
    id: PostingId;
    personId: PersonId;
    unitId: UnitId;
    role: Role;
    fromOn: string;
    untilOn: string | null;
  },
) => {
  await db
    .insertInto("posting")
    .values({
      id: posting.id,
      person_id: posting.personId,
      unit_id: posting.unitId,
      role: posting.role,
      from_on: posting.fromOn,
      until_on: posting.untilOn,
    })
    .execute();
};

export const endPosting = async (db: Db, id: PostingId, untilOn: string) => {
  await db.updateTable("posting").set({ until_on: untilOn }).where("id", "=", id).execute();
};

export const listApiKeys = (db: Db, personId: PersonId) =>
  db
    .selectFrom("api_key")
    .select(["id", "name", "start", "created_at", "expires_at"])
    .where("reference_id", "=", personId)
    .orderBy("created_at", "desc")
    .execute();

/** Whether there was such a key of this person. */
export const removeApiKey = async (db: Db, personId: PersonId, id: string): Promise<boolean> => {
  const removed = await db
    .deleteFrom("api_key")
    .where("id", "=", id)
    .where("reference_id", "=", personId)
    .returning("id")
    .executeTakeFirst();
  return removed !== undefined;
};

/** The ids of those that there were. */
export const removeApiKeys = async (db: Db, personId: PersonId): Promise<string[]> => {
  const removed = await db
    .deleteFrom("api_key")
    .where("reference_id", "=", personId)
    .returning("id")
    .execute();
  return removed.map(({ id }) => id);
};
