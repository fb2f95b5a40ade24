import type { Context } from "../server/context.ts";
import { inTransaction } from "../server/db/transaction.ts";
import { newId, type UnitId } from "../server/ids.ts";
import { insertPasswordCredential, insertPerson, insertPosting } from "../server/modules/identity/index.ts";
import { insertUnit } from "../server/modules/units/index.ts";
import { seedVocabulary } from "../server/modules/vocabulary/index.ts";
import { type DemoPerson, type DemoUnit, people, units } from "./demo-world/world.ts";

const parentOf = (unit: DemoUnit): DemoUnit | undefined => units.find((one) => one.key === unit.parentKey);

const pathOf = (unit: DemoUnit): UnitId[] => {
  const parent = parentOf(unit);
  return parent ? [...pathOf(parent), unit.id] : [unit.id];
};

export const unitId = (key: string): UnitId => {
  const unit = units.find((one) => one.key === key);
  if (!unit) throw new Error(`the demonstration world has no unit ${key}`);
  return unit.id;
};

const addPerson = async (ctx: Context, person: DemoPerson, passwordHash: string): Promise<void> => {
  await insertPerson(ctx.db, { id: person.id, name: person.name, username: person.username });
  await insertPasswordCredential(ctx.db, newId(), person.id, passwordHash);
  for (const posting of person.postings) {
    await insertPosting(ctx.db, {
      id: posting.id,
      personId: person.id,
      unitId: unitId(posting.unitKey),
      role: posting.role,
      fromOn: posting.fromOn,
      untilOn: posting.untilOn,
    });
  }
};

/** The vocabulary, all units and all people of the demonstration world, every account with this password. */
export const seedUnits = async (ctx: Context, password: string): Promise<void> => {
  await seedVocabulary(ctx.db);
  const passwordHash = await (await ctx.auth.$context).password.hash(password);
  await inTransaction(ctx, async (ctx) => {
    for (const unit of units) {
      await insertUnit(ctx.db, {
        id: unit.id,
        parentId: parentOf(unit)?.id ?? null,
        kind: unit.kind,
        name: unit.name,
        nameEn: unit.nameEn,
        path: pathOf(unit),
        openedOn: unit.openedOn,
      });
    }
    for (const person of people) await addPerson(ctx, person, passwordHash);
  });
};
