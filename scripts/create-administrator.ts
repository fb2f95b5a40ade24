import { parseArgs } from "node:util";
import { z } from "zod";
import type { Context } from "../server/context.ts";
import { inTransaction } from "../server/db/transaction.ts";
import { newId, type UnitId } from "../server/ids.ts";
import { appendEvent } from "../server/modules/events/index.ts";
import { createPerson, NewPerson, todayOf } from "../server/modules/identity/index.ts";
import { findBureau, insertUnit } from "../server/modules/units/index.ts";
import { askSecret } from "./ask-secret.ts";
import { openForScript } from "./open-for-script.ts";
import { randomPassword } from "./random-password.ts";
import { runScript, type Script, ScriptError } from "./run-script.ts";

const usage =
  "Usage: npm run create-administrator -- --username wang.wei --name 王伟 --bureau 新平县教育局\n" +
  "A bureau of this name is created where there is none yet.";

const readArguments = (): { username: string; name: string; bureau: string } => {
  const option = { type: "string" } as const;
  try {
    const { values } = parseArgs({ options: { username: option, name: option, bureau: option } });
    const { username, name, bureau } = values;
    if (username && name && bureau?.trim()) return { username, name, bureau: bureau.trim() };
  } catch {
    // An unknown option: the usage says which there are.
  }
  throw new ScriptError(usage);
};

const findOrCreateBureau = async (ctx: Context, name: string): Promise<UnitId> => {
  const known = await findBureau(ctx.db, name);
  if (known) return known.id;
  const id = newId() as UnitId;
  await insertUnit(ctx.db, {
    id,
    parentId: null,
    kind: "bureau",
    name,
    nameEn: null,
    path: [id],
    openedOn: null,
  });
  const data = { parentId: null, kind: "bureau", name };
  await appendEvent(ctx, { kind: "unit.created", subject: { kind: "unit", id }, unitId: id, data });
  return id;
};

const choosePassword = async (): Promise<{ password: string; isGenerated: boolean }> => {
  const typed = await askSecret("Password, 10 characters or more (leave empty to have one made): ");
  return typed
    ? { password: typed, isGenerated: false }
    : { password: randomPassword(16), isGenerated: true };
};

const createAdministrator = async (script: Script): Promise<void> => {
  const { bureau, ...person } = readArguments();
  const { password, isGenerated } = await choosePassword();
  const ctx = await openForScript(script, "create-administrator", "reader");
  await inTransaction(ctx, async (ctx) => {
    const unitId = await findOrCreateBureau(ctx, bureau);
    const posting = { unitId, role: "bureau-administrator", fromOn: todayOf(ctx) };
    const input = NewPerson.safeParse({ ...person, password, posting });
    if (!input.success) throw new ScriptError(z.prettifyError(input.error));
    await createPerson(ctx, input.data);
  });
  console.log(`${person.username} may now sign in as administrator of ${bureau}.`);
  if (isGenerated) console.log(`Password, shown this once: ${password}`);
};

await runScript(createAdministrator);
