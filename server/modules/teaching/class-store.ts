import { type Kysely, type RawBuilder, sql } from "kysely";
import type { UnitKind } from "../../actor.ts";
import type { Database } from "../../db/schema.ts";
import type { PersonId, UnitId } from "../../ids.ts";
import type { ClassId } from "./tables.ts";

type Db = Kysely<Database>;

/** A class with its campus and everybody who is named as its teacher, also who has left the campus. */
export interface ClassRecord {
  id: ClassId;
  school_year: string;
  grade: string;
  name: string;
  subject: string;
  campus_id: UnitId;
  campus_kind: UnitKind;
  campus_name: string;
  campus_name_en: string | null;
  campus_path: UnitId[];
  teachers: { id: PersonId; name: string }[];
}

const selectClasses = (condition: RawBuilder<unknown>) => sql<ClassRecord>`
  select class.id, class.school_year, class.grade, class.name, class.subject, class.campus_id, campus.kind as campus_kind,
    campus.name as campus_name, campus.name_en as campus_name_en, campus.path as campus_path,
    coalesce((
      select json_agg(json_build_object('id', person.id, 'name', person.name) order by person.name, person.id)
      from class_teacher teacher join person on person.id = teacher.person_id
      where teacher.class_id = class.id
    ), '[]') as teachers
  from taught_class class join unit campus on campus.id = class.campus_id
  where class.removed_at is null and ${condition}`;

const byNumber = new Intl.Collator("zh-CN", { numeric: true });

/** By campus, grade, subject and name: 2班 before 10班. */
const inOrder = (classes: ClassRecord[]): ClassRecord[] =>
  classes.sort((one, other) => {
    const keys = ["campus_name", "campus_id", "grade", "subject", "name"] as const;
    const first = keys.find((key) => one[key] !== other[key]);
    return first ? byNumber.compare(one[first], other[first]) : 0;
  });

export const findClass = async (db: Db, id: ClassId): Promise<ClassRecord | null> =>
  (await selectClasses(sql`class.id = ${id}`).execute(db)).rows[0] ?? null;

export const listCampusClasses = async (
  db: Db,
  campusId: UnitId,
  schoolYear: string,
): Promise<ClassRecord[]> =>
  inOrder(
    (
      await selectClasses(sql`class.campus_id = ${campusId} and class.school_year = ${schoolYear}`).execute(
        db,
      )
    ).rows,
  );

const isTaughtBy = (personId: PersonId, campusIds: readonly UnitId[]) =>
  sql`class.campus_id = any(${[...campusIds]}::uuid[])
    and exists (select 1 from class_teacher own where own.class_id = class.id and own.person_id = ${personId})`;

/** What a person teaches at these campuses. */
export const listTaughtClasses = async (
  db: Db,
  personId: PersonId,
  campusIds: readonly UnitId[],
  schoolYear: string,
): Promise<ClassRecord[]> =>
  inOrder(
    (
      await selectClasses(
        sql`class.school_year = ${schoolYear} and ${isTaughtBy(personId, campusIds)}`,
      ).execute(db)
    ).rows,
  );

/** The same with the classes of every campus at or below these units. */
export const listOverseenClasses = async (
  db: Db,
  personId: PersonId,
  campusIds: readonly UnitId[],
  unitIds: readonly UnitId[],
  schoolYear: string,
): Promise<ClassRecord[]> =>
  inOrder(
    (
      await selectClasses(
        sql`class.school_year = ${schoolYear}
          and (campus.path && ${[...unitIds]}::uuid[] or ${isTaughtBy(personId, campusIds)})`,
      ).execute(db)
    ).rows,
  );

/** The class of this name, made if there is none, brought back if it was removed. */
export const upsertClass = async (
  db: Db,
  one: {
    id: ClassId;
    campusId: UnitId;
    schoolYear: string;
    grade: string;
    subject: string;
    name: string;
    now: Date;
  },
): Promise<ClassId> => {
  const { id } = await db
    .insertInto("taught_class")
    .values({
      id: one.id,
      campus_id: one.campusId,
      school_year: one.schoolYear,
      grade: one.grade,
      subject: one.subject,
      name: one.name,
      created_at: one.now,
      removed_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["campus_id", "school_year", "grade", "subject", "name"])
        .doUpdateSet({ removed_at: null }),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
};

/** Whether the person was not named as its teacher before. */
export const insertTeacher = async (db: Db, classId: ClassId, personId: PersonId): Promise<boolean> => {
  const inserted = await db
    .insertInto("class_teacher")
    .values({ class_id: classId, person_id: personId })
    .onConflict((conflict) => conflict.doNothing())
    .returning("class_id")
    .executeTakeFirst();
  return inserted !== undefined;
};

export const deleteTeacher = async (db: Db, classId: ClassId, personId: PersonId): Promise<void> => {
  await db
    .deleteFrom("class_teacher")
    .where("class_id", "=", classId)
    .where("person_id", "=", personId)
    .execute();
};

/** Whether the name was free: another class of that grade and subject may have it, also one that was removed. */
export const renameClass = async (db: Db, one: ClassRecord, name: string): Promise<boolean> => {
  const { rows } = await sql`update taught_class set name = ${name}
    where id = ${one.id} and not exists (
      select 1 from taught_class other
      where other.campus_id = ${one.campus_id} and other.school_year = ${one.school_year} and other.grade = ${one.grade}
        and other.subject = ${one.subject} and other.name = ${name} and other.id <> ${one.id})
    returning id`.execute(db);
  return rows.length > 0;
};

export const setRemoved = async (db: Db, id: ClassId, now: Date): Promise<void> => {
  await db.updateTable("taught_class").set({ removed_at: now }).where("id", "=", id).execute();
};

/** Who works at a campus or a teaching point of it on `today`. */
export const listStaff = (db: Db, campusId: UnitId, today: string) =>
  db
    .selectFrom("posting")
    .innerJoin("unit", "unit.id", "posting.unit_id")
    .innerJoin("person", "person.id", "posting.person_id")
    .select(["person.id", "person.name"])
    .distinct()
    .where(sql<boolean>`unit.path @> array[${campusId}::uuid]`)
    .where("posting.from_on", "<=", today)
    .where(sql<boolean>`(posting.until_on is null or posting.until_on >= ${today}::date)`)
    .where("person.disabled_at", "is", null)
    .orderBy("person.name")
    .orderBy("person.id")
    .execute();
