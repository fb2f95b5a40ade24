import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { asActor, type Context } from "../../../server/context.ts";
import { newId, type PersonId, type UnitId } from "../../../server/ids.ts";
import {
  findActorByPersonId,
  insertPerson,
  insertPosting,
  resolveUserActor,
  todayOf,
} from "../../../server/modules/identity/index.ts";
import { findUnit, insertUnit } from "../../../server/modules/units/index.ts";
import { unitId } from "../../seed-units.ts";

export const actAs = async (ctx: Context, personId: PersonId): Promise<Context> => {
  const row = await findActorByPersonId(ctx.db, personId, todayOf(ctx));
  if (!row) throw new Error("There is no such person.");
  return asActor(ctx, resolveUserActor(row));
};

export interface BenchCampus {
  lead: Context;
  personId: PersonId;
  id: UnitId;
  cookie: string;
}

/** A campus of the first group with its lead, and the lead's session as the sign-in library would write it. */
export const openCampus = async (ctx: Context, number: number): Promise<BenchCampus> => {
  const group = await findUnit(ctx.db, unitId("group1"));
  if (!group) throw new Error("There is no group.");
  const [id, personId] = [newId() as UnitId, newId() as PersonId];
  const unit = { id, parentId: group.id, kind: "campus" as const, path: [...group.path, id] };
  await insertUnit(ctx.db, { ...unit, name: `第 ${number} 校区`, nameEn: null, openedOn: null });
  await insertPerson(ctx.db, {
    id: personId,
    name: `第 ${number} 校区 教务`,
    username: `bench.lead${number}`,
  });
  const posting = { role: "campus-lead", fromOn: "2020-09-01", untilOn: null } as const;
  await insertPosting(ctx.db, { id: newId(), personId, unitId: id, ...posting });
  const token = randomBytes(24).toString("hex");
  await sql`insert into session (id, person_id, token, expires_at)
    values (${randomUUID()}, ${personId}, ${token}, now() + interval '1 day')`.execute(ctx.db);
  const signature = createHmac("sha256", ctx.config.authSecret).update(token).digest("base64");
  const cookie = `campus-commons.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
  return { lead: await actAs(ctx, personId), personId, id, cookie };
};
