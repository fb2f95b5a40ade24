import { createHash } from "node:crypto";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous, type Client, publish, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { createTestDatabase } from "../support/database.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { makeTemporaryDirectory } from "../support/temporary-directory.ts";
import { startScript } from "./start-system.ts";

let system: TestSystem;
let teacher: Client;

const run = async (script: string, environment: Record<string, string> = {}, line: string[] = []) => {
  const started = startScript(
    `scripts/${script}.ts`,
    { DATA_DIR: system.dataDir, DATABASE_URL: system.ctx.config.database.url ?? "", ...environment },
    { arguments: line },
  );
  const code = await started.ended;
  return { code, said: started.said() };
};

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
});

afterAll(() => system.stop());

/** Where the file store keeps the bytes of a hash. */
const blobFile = async (sha256: string): Promise<string> => {
  const blobs = path.join(system.dataDir, "blobs");
  const name = (await readdir(blobs, { recursive: true })).find((one) => path.basename(one) === sha256);
  return path.join(blobs, name as string);
};

const conditionOf = async (sha256: string): Promise<string | undefined> =>
  (
    await system.ctx.db
      .selectFrom("blob")
      .select("condition")
      .where("sha256", "=", sha256 as never)
      .executeTakeFirst()
  )?.condition;

describe("npm run verify", () => {
  it("finds nothing to complain of in a sound store", async () => {
    await publish(teacher, "private");
    const { code, said } = await run("verify");
    expect(said).toContain("1 sound, 0 missing, 0 altered, 0 untracked");
    expect(code).toBe(0);
  });

  it("names altered and missing files with their resources, notes their condition, and fails until they are back", async () => {
    const altered = await publish(teacher, "private", { title: "改动" });
    const missing = await publish(teacher, "private", { title: "丢失" });
    const hashOf = async (id: string): Promise<string> => {
      const row = await system.ctx.db
        .selectFrom("resource_file")
        .innerJoin("resource", "resource.current_version_id", "resource_file.version_id")
        .select("resource_file.sha256")
        .where("resource.id", "=", id as never)
        .executeTakeFirstOrThrow();
      return row.sha256;
    };
    const [alteredHash, missingHash] = [await hashOf(altered.id), await hashOf(missing.id)];
    const [alteredFile, missingFile] = [await blobFile(alteredHash), await blobFile(missingHash)];
    const [alteredBytes, missingBytes] = [await readFile(alteredFile), await readFile(missingFile)];
    const flipped = Buffer.from(alteredBytes);
    flipped[100] = (flipped[100] ?? 0) ^ 1;
    await rm(alteredFile);
    await writeFile(alteredFile, flipped);
    await rm(missingFile);

    const wrong = await run("verify");
    expect(wrong.code).toBe(1);
    expect(wrong.said).toMatch(new RegExp(`altered.*${alteredHash}.*${altered.id}`));
    expect(wrong.said).toMatch(new RegExp(`missing.*${missingHash}.*${missing.id}`));
    expect(await conditionOf(alteredHash)).toBe("altered");
    expect(await conditionOf(missingHash)).toBe("missing");

    await writeFile(alteredFile, alteredBytes);
    await writeFile(missingFile, missingBytes);
    const right = await run("verify", {}, ["--mib-per-second", "50"]);
    expect(right.code).toBe(0);
    expect(await conditionOf(alteredHash)).toBe("sound");
    expect(await conditionOf(missingHash)).toBe("sound");
  });

  it("says which versions a missing file hits: current, old or draft, archived or not, or none", async () => {
    const versioned = await publish(teacher, "private", { title: "两版" });
    const at = `/api/resources/${versioned.id}`;
    const old = versioned.files[0].sha256;
    const uploadIds = [];
    for (const text of ["第二版", "还没发布", "没有用上"])
      uploadIds.push(await uploadFile(teacher, `${text}.txt`, Buffer.from(text)));
    const edit = (uploadId?: string) =>
      teacher
        .patch(at)
        .send({ files: [{ uploadId }] })
        .expect(200);
    await edit(uploadIds[0]);
    await teacher.post(`${at}/publish`).send({ sharedWith: "private" }).expect(200);
    await edit(uploadIds[1]);
    const archived = await publish(teacher, "private", { title: "归档的" });
    await teacher.post(`/api/resources/${archived.id}/archive`).expect(200);
    const hashOfText = (text: string) => createHash("sha256").update(text).digest("hex");
    const [current, draft, unused] = ["第二版", "还没发布", "没有用上"].map(hashOfText) as [
      string,
      string,
      string,
    ];
    const lost = [old, current, draft, unused, archived.files[0].sha256];
    const kept = await Promise.all(lost.map(async (sha256) => readFile(await blobFile(sha256))));
    const places = await Promise.all(lost.map(blobFile));
    await Promise.all(places.map((place) => rm(place)));

    const { said } = await run("verify");
    expect(said).toContain(`missing  ${old}  old version 1 of ${versioned.id}  两版.docx`);
    expect(said).toContain(`missing  ${current}  current version 2 of ${versioned.id}  第二版.txt`);
    expect(said).toContain(`missing  ${draft}  draft of ${versioned.id}  还没发布.txt`);
    expect(said).toContain(
      `missing  ${lost[4]}  current version 1 of ${archived.id} (archived)  归档的.docx`,
    );
    expect(said).toContain(`missing  ${unused}  in no version`);
    for (const [index, place] of places.entries()) await writeFile(place, kept[index] as Buffer);
  });

  it("says of bytes that nothing refers to only that they are there", async () => {
    const directory = path.dirname(await blobFile((await firstBlob()).sha256));
    const stranger = path.basename(directory).padEnd(64, "0");
    await writeFile(path.join(directory, stranger), "stranger");
    const { code, said } = await run("verify");
    expect(said).toMatch(new RegExp(`untracked\\s+${stranger}`));
    expect(code).toBe(0);
    await rm(path.join(directory, stranger));
  });
});

const firstBlob = () =>
  system.ctx.db.selectFrom("blob").select("sha256").orderBy("sha256").executeTakeFirstOrThrow();

describe("npm run reindex", () => {
  it("fills the index anew beside a running system, which takes the new one at once", async () => {
    const found = await publish(teacher, "private", { title: "植物的向光性观察记录" });
    await system.runJobs();
    const before = await system.ctx.search.count();
    await system.ctx.search.remove([found.id]);
    const { code, said } = await run("reindex");
    expect(code).toBe(0);
    expect(said).toContain(`${before} resources`);
    expect(await system.ctx.search.count()).toBe(before);
    const { hits } = (await teacher.get("/api/search").query({ q: "向光性" }).expect(200)).body;
    expect(hits.map((hit: { resource: { id: string } }) => hit.resource.id)).toContain(found.id);
  });
});

describe("npm run migrate", () => {
  it("brings a database up to date, twice as well as once", async () => {
    const database = await createTestDatabase();
    try {
      for (const _ of [1, 2]) {
        const { code, said } = await run("migrate", { DATABASE_URL: database.url });
        expect(said).toContain("up to date");
        expect(code).toBe(0);
      }
    } finally {
      await database.drop();
    }
  });
});

describe("several starts at once on an empty database", () => {
  it("bring it up to date one after the other", async () => {
    const url = new URL(system.ctx.config.database.url ?? "");
    const name = `empty_${Date.now()}`;
    await sql`create database ${sql.id(name)}`.execute(system.ctx.db);
    url.pathname = name;
    try {
      const runs = await Promise.all([1, 2, 3].map(() => run("migrate", { DATABASE_URL: url.href })));
      expect(runs.map(({ code, said }) => [code, said.trim()])).toEqual(
        Array(3).fill([0, "The database is up to date."]),
      );
    } finally {
      await sql`drop database ${sql.id(name)} with (force)`.execute(system.ctx.db);
    }
  });
});

describe("npm run create-administrator", () => {
  const line = ["--username", "zhang.wei", "--name", "张伟", "--bureau", "松江市教育局"];

  it("makes the first administrator of an empty installation, who can sign in and open a group", async () => {
    const { code, said } = await run("create-administrator", {}, line);
    expect(code).toBe(0);
    const password = said.match(/shown this once: (\S+)/)?.[1] as string;
    const client = anonymous(system);
    await client.post("/api/session").send({ username: "zhang.wei", password }).expect(200);
    const me = (await client.get("/api/me").expect(200)).body;
    expect(me.can.administer).toBe(true);
    const [posting] = me.postings;
    expect(posting).toMatchObject({ role: "bureau-administrator", unit: { name: "松江市教育局" } });
    const group = { parentId: posting.unit.id, kind: "group", name: "第一教育集团" };
    await client.post("/api/units").send(group).expect(201);
  });

  it("posts a second one at the same bureau, and refuses a user name that is taken", async () => {
    const second = [...line];
    second[1] = "li.na";
    expect((await run("create-administrator", {}, second)).code).toBe(0);
    const bureaus = await system.ctx.db
      .selectFrom("unit")
      .select("id")
      .where("name", "=", "松江市教育局")
      .execute();
    expect(bureaus).toHaveLength(1);
    const again = await run("create-administrator", {}, line);
    expect(again.code).toBe(1);
    expect(again.said).toContain("This user name is taken.");
  });

  it.each([
    [["--user", "x"], "Usage"],
    [["--username", "x y", "--name", "张", "--bureau", "局"], "username"],
  ])("explains what it needs when called with %j", async (given, expected) => {
    const { code, said } = await run("create-administrator", {}, given);
    expect(code).toBe(1);
    expect(said).toContain(expected);
    expect(said).not.toContain("    at ");
  });
});

describe("npm run make-env", () => {
  it("writes secrets that differ each time, for its owner only, and never over an existing file", async () => {
    const folders = [await makeTemporaryDirectory(), await makeTemporaryDirectory()];
    const texts: string[] = [];
    for (const folder of folders) {
      const made = startScript("scripts/make-env.ts", {}, { cwd: folder.path });
      expect(await made.ended).toBe(0);
      const file = path.join(folder.path, ".env");
      expect((await stat(file)).mode & 0o077).toBe(0);
      texts.push(await readFile(file, "utf8"));
    }
    const secrets = texts.map((text) =>
      [...text.matchAll(/^\w+=([0-9a-f]{20,})$/gm)].map(([, value]) => value),
    );
    expect(secrets[0]).toHaveLength(6);
    expect(new Set(secrets.flat()).size).toBe(12);

    const again = startScript("scripts/make-env.ts", {}, { cwd: folders[0]?.path });
    expect(await again.ended).toBe(1);
    expect(again.said()).toContain("left as it is");
    expect(await readFile(path.join(folders[0]?.path ?? "", ".env"), "utf8")).toBe(texts[0]);
    for (const folder of folders) await folder.remove();
  });
});
