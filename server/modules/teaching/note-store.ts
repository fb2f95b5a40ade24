import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId, UnitId } from "../../ids.ts";
import type { RowId } from "./tables.ts";

type Db = Kysely<Database>;

/** Whose words they are, and about which row as a campus teaches it. */
export interface NotePlace {
  personId: PersonId;
  campusId: UnitId;
  rowId: RowId;
}

const columns = ["row_id", "campus_id", "grade", "subject", "about", "text", "version", "edited_at"] as const;

export type NoteRow = Awaited<ReturnType<typeof listNotes>>[number];

/** A person's own of a term. */
export const listNotes = (db: Db, personId: PersonId, term: string) =>
  db
    .selectFrom("row_note")
    .select(columns)
    .where("person_id", "=", personId)
    .where("term", "=", term)
    .orderBy("edited_at")
    .orderBy("row_id")
    .execute();

export const findNote = (db: Db, { personId, campusId, rowId }: NotePlace) =>
  db
    .selectFrom("row_note")
    .select([...columns, "term"])
    .where("person_id", "=", personId)
    .where("campus_id", "=", campusId)
    .where("row_id", "=", rowId)
    .executeTakeFirst();

/**
 * Writes the note if its version is still `version` (0: there is none yet; undefined: whatever it is). Undefined is the
 * answer where it is not.
 */
export const saveNote = async (
  db: Db,
  note: NotePlace & {
    term: string;
    grade: string;
    subject: string;
    about: string;
    text: string;
    now: Date;
  },
  version: number | undefined,
): Promise<NoteRow | undefined> => {
  const { rows } = await sql<NoteRow>`
    insert into row_note (person_id, campus_id, row_id, term, grade, subject, about, text, edited_at)
    select ${note.personId}, ${note.campusId}, ${note.rowId}, ${note.term}, ${note.grade}, ${note.subject}, ${note.about},
      ${note.text}, ${note.now}
    where ${version ?? 0} = 0 or exists (
      select 1 from row_note
      where person_id = ${note.personId} and campus_id = ${note.campusId} and row_id = ${note.rowId})
    on conflict (person_id, campus_id, row_id) do update set text = excluded.text, about = excluded.about,
      edited_at = excluded.edited_at, version = row_note.version + 1
      where ${version ?? null}::integer is null or row_note.version = ${version ?? 0}
    returning ${sql.join(columns.map((column) => sql.ref(column)))}`.execute(db);
  return rows[0];
};
