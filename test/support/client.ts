import supertest from "supertest";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { newId } from "../../server/ids.ts";
import {
  findPersonByUsername,
  insertPasswordCredential,
  insertPerson,
  insertPosting,
} from "../../server/modules/identity/index.ts";
import { insertUnit } from "../../server/modules/units/index.ts";
import { openSession } from "./acting.ts";
import type { TestSystem } from "./system.ts";
import { lineOf, people, units } from "./world.ts";

export const password = "a-password-for-tests";

/** Hashing is slow on purpose, and one hash serves every system of this process. */
let passwordHash: Promise<string> | undefined;

/** Puts all units and people of the demonstration world into the system; everybody has the same password. */
export const seedPeople = async (system: TestSystem): Promise<void> => {
  const { ctx } = system;
  passwordHash ??= ctx.auth.$context.then((auth) => auth.password.hash(password));
  const hash = await passwordHash;
  for (const unit of units) {
    const path = lineOf(unit.key).map((one) => one.id);
    const parentId = path.at(-2) ?? null;
    await insertUnit(ctx.db, { ...unit, parentId, path });
  }
  for (const person of people) {
    await insertPerson(ctx.db, { id: person.id, name: person.name, username: person.username });
    await insertPasswordCredential(ctx.db, newId(), person.id, hash);
    for (const posting of person.postings) {
      const unit = units.find((one) => one.key === posting.unitKey);
      if (unit) await insertPosting(ctx.db, { ...posting, personId: person.id, unitId: unit.id });
    }
  }
};

export type Client = ReturnType<typeof supertest.agent>;

export const anonymous = (system: TestSystem): Client => supertest.agent(system.server);

/** A client of the person with this user name, in a session like a sign-in's: only the slow check of the password is left out. */
export const signedIn = async (system: TestSystem, username: string): Promise<Client> => {
  const person = await findPersonByUsername(system.ctx.db, username);
  if (!person) throw new Error(`nobody is called ${username}`);
  const client = supertest.agent(system.server);
  client.jar.setCookie(await openSession(system, person.id), "127.0.0.1", "/");
  return client;
};

/** A client that has signed in with its password. */
export const signedInByPassword = async (system: TestSystem, username: string): Promise<Client> => {
  const client = supertest.agent(system.server);
  await client.post("/api/session").send({ username, password }).expect(200);
  return client;
};

export const uploadFile = async (client: Client, name: string, bytes: Buffer): Promise<string> => {
  const reply = await client.post("/api/uploads").attach("file", bytes, name).expect(201);
  return reply.body.id;
};

export interface DraftOptions {
  title?: string;
  kind?: string;
  text?: string;
  fields?: Record<string, unknown>;
  files?: { name: string; bytes: Buffer }[];
}

/** A draft with one small lesson plan (or the files given). Answers the reply's body. */
export const createDraft = async (client: Client, options: DraftOptions = {}) => {
  const title = options.title ?? "《分数的初步认识》教学设计";
  const files = options.files ?? [
    {
      name: `${title.slice(0, 40)}.docx`,
      bytes: await makeDocx({ title, paragraphs: [options.text ?? "把一个月饼平均分成两份。"] }),
    },
  ];
  const uploads = [];
  for (const file of files) uploads.push({ uploadId: await uploadFile(client, file.name, file.bytes) });
  const body = { title, kind: options.kind ?? "lesson-plan", ...options.fields, files: uploads };
  return (await client.post("/api/resources").send(body).expect(201)).body;
};

/** A published resource. `sharedWith`: "private", "public" or a unit's id. */
export const publish = async (client: Client, sharedWith: string, options: DraftOptions = {}) => {
  const draft = await createDraft(client, options);
  return (await client.post(`/api/resources/${draft.id}/publish`).send({ sharedWith }).expect(200)).body;
};
