import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unpackUpload } from "../../indexer/tasks/unpack-upload.ts";
import { OutOfStorage } from "../../server/errors.ts";
import { anonymous, type Client, publish, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { makeZip, type ZipEntry } from "../support/make-zip.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let colleague: Client;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
  colleague = await signedIn(system, "sanxiao.math");
});
afterAll(() => system.stop());

let count = 0;
const upload = (entries: ZipEntry[], client = teacher): Promise<string> => {
  count += 1;
  return uploadFile(
    client,
    `备课包${count}.zip`,
    makeZip([...entries, { name: `号码.txt`, bytes: String(count) }]),
  );
};
const ask = async (id: string) => (await teacher.post(`/api/uploads/${id}/unpacking`).expect(202)).body;
const look = async (id: string, after = 0) =>
  (await teacher.get(`/api/uploads/${id}/unpacking?after=${after}`).expect(200)).body;

interface Unpacked {
  path: string;
  upload: { id: string; name: string; mediaType: string } | null;
  reason: string | null;
}
const short = (files: Unpacked[]) => files.map(({ path, upload, reason }) => [path, upload?.name ?? reason]);

// 三年级/誠信教育.txt in GBK
const gbk = Buffer.from("c8fdc4eabcb62fd55cd0c5bdccd3fd2e747874", "hex");

test("a zip file that takes long is put back, and goes on beside others", async () => {
  const id = await upload([{ name: "教案.txt", bytes: "慢" }]);
  await ask(id);
  await unpackUpload(system.ctx, { uploadId: id }, 0.5);
  expect(await look(id)).toMatchObject({ status: "running", files: [] });
  const { rows } =
    await sql`select 1 from graphile_worker.jobs where task_identifier = 'unpack-slowly'`.execute(
      system.ctx.db,
    );
  expect(rows).toHaveLength(1);
  await unpackUpload(system.ctx, { uploadId: id });
  expect(await look(id)).toMatchObject({ status: "done", fileCount: 2 });
});

describe("a zip file that its owner has unpacked", () => {
  test("becomes uploads with their folders, and says of the rest why not", async () => {
    const id = await upload([
      { name: gbk, bytes: "诚信" },
      { name: "Thumbs.db", bytes: "x" },
      { name: "../外面.txt", bytes: "越界" },
      { name: "里面.zip", bytes: makeZip([{ name: "四年级/课件.txt", bytes: "课件" }]) },
    ]);
    expect(await ask(id)).toEqual({ status: "waiting", reason: null, fileCount: null, files: [] });
    await system.runJobs();
    const done = await look(id);
    expect(done).toMatchObject({ status: "done", fileCount: 3 });
    expect(short(done.files)).toEqual([
      ["Thumbs.db", "system"],
      ["../外面.txt", "unsafe-path"],
      ["三年级/誠信教育.txt", "誠信教育.txt"],
      ["里面.zip/四年级/课件.txt", "课件.txt"],
      ["号码.txt", "号码.txt"],
    ]);
    expect((await look(id, 4)).files.map(({ path }: Unpacked) => path)).toEqual(["号码.txt"]);
    const files = done.files.flatMap(({ upload }: Unpacked) => (upload ? [{ uploadId: upload.id }] : []));
    await teacher.post("/api/resources").send({ title: "诚信", kind: "material", files }).expect(201);
  });

  test("is unpacked once, however often it is asked for", async () => {
    const id = await upload([{ name: "一.txt", bytes: "一" }]);
    await ask(id);
    await system.runJobs();
    const first = await look(id);
    expect((await ask(id)).files).toEqual(first.files);
    await system.runJobs();
    expect(await look(id)).toEqual(first);
  });

  test("has one job, also when asked for again while that one runs", async () => {
    const id = await upload([{ name: "一.txt", bytes: "一" }]);
    await ask(id);
    const jobs = sql`graphile_worker._private_jobs`;
    await sql`update ${jobs} set locked_at = now(), locked_by = 'another' where key = ${`unpack:${id}`}`.execute(
      system.ctx.db,
    );
    await ask(id);
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${jobs} where payload ->> 'uploadId' = ${id}`.execute(system.ctx.db);
    expect(rows[0]?.count).toBe(1);
    await sql`update ${jobs} set locked_at = null, locked_by = null where key = ${`unpack:${id}`}`.execute(
      system.ctx.db,
    );
  });

  test("goes on after a job that was cut short, and makes no file twice", async () => {
    const id = await upload(["甲", "乙", "丙"].map((bytes) => ({ name: `${bytes}.txt`, bytes })));
    await ask(id);
    let written = 0;
    const { blobs } = system.ctx;
    const breaking = new Proxy(blobs, {
      get: (store, name: keyof typeof blobs) => {
        if (name === "write" && ++written > 2) throw new Error("as if killed");
        return (store[name] as () => unknown).bind(store);
      },
    });
    await expect(unpackUpload({ ...system.ctx, blobs: breaking }, { uploadId: id })).rejects.toThrow(
      "killed",
    );
    expect((await look(id)).status).toBe("running");
    await sql`delete from graphile_worker._private_jobs where key = ${`unpack:${id}`}`.execute(system.ctx.db);
    expect(await look(id)).toMatchObject({ status: "failed", reason: "interrupted" });
    await ask(id);
    await system.runJobs();
    const { status, files } = await look(id);
    expect(status).toBe("done");
    expect(short(files).map(([path]) => path)).toEqual(["甲.txt", "乙.txt", "丙.txt", "号码.txt"]);
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from upload where name in ('甲.txt', '乙.txt', '丙.txt')`.execute(
      system.ctx.db,
    );
    expect(rows[0]?.count).toBe(3);
  });

  test("tells of each file which published ones it is the same as, with as many questions for many as for few", async () => {
    const [same, other] = [Buffer.from("同一个文件"), Buffer.from("另一个文件")];
    for (const [title, bytes] of [
      ["甲教案", same],
      ["乙教案", other],
    ] as const)
      await publish(teacher, unitOf("group1").id, {
        title,
        files: [{ name: "原来.txt", bytes }],
      });
    const id = await upload([
      { name: "一.txt", bytes: same },
      { name: "二.txt", bytes: other },
    ]);
    await ask(id);
    await system.runJobs();
    const { pool } = system.connection;
    let questions = 0;
    const count = () => {
      questions += 1;
    };
    pool.on("acquire", count);
    const done = await look(id);
    const forMany = questions;
    questions = 0;
    await look(id, 1);
    pool.off("acquire", count);
    expect(
      done.files.map(({ upload }: { upload: { duplicates: { title: string }[] } }) => upload.duplicates),
    ).toEqual([
      [expect.objectContaining({ title: "甲教案" })],
      [expect.objectContaining({ title: "乙教案" })],
      [],
    ]);
    expect(forMany).toBe(questions);
  });

  test("waits for room on a full disk; no file is lost to it", async () => {
    const id = await upload([{ name: "一.txt", bytes: "一" }]);
    await ask(id);
    const { blobs } = system.ctx;
    const full = new Proxy(blobs, {
      get: (store, name: keyof typeof blobs) => {
        if (name === "write") throw new OutOfStorage();
        return (store[name] as () => unknown).bind(store);
      },
    });
    await expect(unpackUpload({ ...system.ctx, blobs: full }, { uploadId: id })).rejects.toThrow(
      OutOfStorage,
    );
    expect(await look(id)).toMatchObject({ status: "running", files: [] });
    await system.runJobs();
    expect(short((await look(id)).files)).toEqual([
      ["一.txt", "一.txt"],
      ["号码.txt", "号码.txt"],
    ]);
  });

  test("is unpacked beside a name that no database can hold", async () => {
    const id = await upload([{ name: "坏\u0000名.txt", bytes: "一" }]);
    await ask(id);
    await system.runJobs();
    const { status, files } = await look(id);
    expect(status).toBe("done");
    expect(short(files)).toEqual([
      ["坏\ufffd名.txt", "unsafe-path"],
      ["号码.txt", "号码.txt"],
    ]);
  });

  test("as a bomb or as no zip within is refused in a word", async () => {
    const id = await upload([{ name: "零.txt", bytes: Buffer.alloc(80 * 1024 ** 2) }]);
    await ask(id);
    await system.runJobs();
    expect(await look(id)).toMatchObject({ status: "failed", reason: "bomb", files: [] });
  });
});

describe("unpacking", () => {
  test("is for zip files", async () => {
    const id = await uploadFile(teacher, "教案.txt", Buffer.from("不是压缩包"));
    const refused = await teacher.post(`/api/uploads/${id}/unpacking`).expect(400);
    expect(refused.body.code).toBe("unpacking.not-zip");
    await teacher.get(`/api/uploads/${id}/unpacking`).expect(404);
  });

  test("is the owner's business: for anybody else there is nothing", async () => {
    const id = await upload([{ name: "一.txt", bytes: "一" }]);
    await ask(id);
    await system.runJobs();
    for (const method of ["get", "post"] as const) {
      await anonymous(system)[method](`/api/uploads/${id}/unpacking`).expect(401);
      const foreign = await colleague[method](`/api/uploads/${id}/unpacking`).expect(404);
      const missing = await colleague[method](`/api/uploads/${crypto.randomUUID()}/unpacking`).expect(404);
      expect({ ...foreign.body, requestId: "" }).toEqual({ ...missing.body, requestId: "" });
    }
    const [{ upload: unpacked }] = (await look(id)).files;
    await colleague.get(`/api/uploads/${unpacked.id}`).expect(404);
  });

  test("counts towards the campus's quota, file by file", async () => {
    const id = await upload([
      { name: "大.txt", bytes: "大".repeat(30_000) },
      { name: "小.txt", bytes: "小" },
    ]);
    await ask(id);
    const { rows } = await sql<{ bytes: number }>`select sum(size_bytes)::int as bytes from (
      select distinct sha256, size_bytes from upload union select distinct sha256, size_bytes from resource_file) held`.execute(
      system.ctx.db,
    );
    const uploads = { ...system.ctx.config.uploads, campusQuotaBytes: (rows[0]?.bytes ?? 0) + 1000 };
    await unpackUpload({ ...system.ctx, config: { ...system.ctx.config, uploads } }, { uploadId: id });
    expect(short((await look(id)).files)).toEqual([
      ["大.txt", "quota.exceeded"],
      ["小.txt", "小.txt"],
      ["号码.txt", "号码.txt"],
    ]);
  });
});
