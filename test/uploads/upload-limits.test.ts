import { readdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, password, seedPeople, signedIn } from "../support/client.ts";
import { countWaiting, holdCommit, prepareHolding } from "../support/held-commits.ts";
import { someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { cookieOf, field, fileForm, openUpload } from "./form.ts";

const KiB = 1024;
const largest = 300 * KiB;

let system: TestSystem;
let teacher: Client;
let cookie: string;
beforeAll(async () => {
  system = await startTestSystem({
    environment: { UPLOAD_MAX_BYTES: String(largest), CAMPUS_QUOTA_BYTES: String(1000 * KiB) },
  });
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
  cookie = await cookieOf(system, "sanxiao.teacher", password);
});
afterAll(() => system.stop());

const upload = (client: Client, bytes: Buffer) =>
  client.post("/api/uploads").attach("file", bytes, "素材.bin");
const countBlobFiles = async () =>
  (await readdir(path.join(system.dataDir, "blobs"), { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile(),
  ).length;
const staged = () => readdir(path.join(system.dataDir, "blobs", "staging")).catch(() => []);
const opening = (size: number) => fileForm("大.bin", someBytes(size)).subarray(0, size);

describe("a file that is too large", () => {
  test("is refused from one byte above the limit, and taken at the limit", async () => {
    await upload(teacher, someBytes(largest)).expect(201);
    const refused = await upload(teacher, someBytes(largest + 1)).expect(413);
    expect(refused.body).toMatchObject({ code: "upload.too-large", status: 413 });
    expect(refused.body.detail).toContain(String(largest));
    await expect.poll(staged).toEqual([]);
  });

  test.each([10 ** 10, 2 ** 53])(
    "is refused by its declared length of %i before any of it has come",
    async (length) => {
      const open = openUpload(system, { Cookie: cookie, "Content-Length": length });
      expect(await open.reply).toMatchObject({ status: 413, body: { code: "upload.too-large" } });
      open.abandon();
      expect(await staged()).toEqual([]);
    },
  );

  test("of no declared length is refused while it streams, and the client can still read why", async () => {
    const open = openUpload(system, { Cookie: cookie, "Transfer-Encoding": "chunked" });
    await open.write(opening(largest + 64 * KiB));
    const reply = await open.reply;
    expect(reply).toMatchObject({ status: 413, body: { code: "upload.too-large" } });
    expect(reply.headers).toMatchObject({ connection: "close" });
    await expect.poll(staged).toEqual([]);
    open.abandon();
  });

  test("cannot hide in a form without a file", async () => {
    const open = openUpload(system, { Cookie: cookie, "Transfer-Encoding": "chunked" });
    await open.write(field("note", "x".repeat(70 * KiB)));
    await open.write(Buffer.alloc(largest, "y"));
    expect(await open.reply).toMatchObject({ status: 413 });
    open.abandon();
  });

  test("does not keep the server from answering others", async () => {
    const open = openUpload(system, { Cookie: cookie, "Content-Length": 10 ** 9 });
    await open.reply;
    await teacher.get("/api/me").expect(200);
    open.abandon();
  });
});

describe("a client that leaves", () => {
  test("in the midst of a file leaves nothing staged and no upload behind", async () => {
    const before = await system.ctx.db.selectFrom("upload").select("id").execute();
    const open = openUpload(system, { Cookie: cookie, "Content-Length": 200 * KiB });
    await open.write(opening(100 * KiB));
    await expect.poll(async () => (await staged()).length).toBe(1);
    open.abandon();
    await expect.poll(staged).toEqual([]);
    expect(await system.ctx.db.selectFrom("upload").select("id").execute()).toEqual(before);
  });

  test("is nobody's failure in the log", async () => {
    const failures: unknown[] = [];
    const { log } = system.ctx;
    const [error, warn] = [log.error, log.warn];
    log.error = log.warn = ((...entry: unknown[]) => failures.push(entry)) as typeof log.error;
    try {
      const open = openUpload(system, { Cookie: cookie, "Content-Length": 200 * KiB });
      await open.write(opening(100 * KiB));
      await expect.poll(async () => (await staged()).length).toBe(1);
      open.abandon();
      await expect.poll(staged).toEqual([]);
      await sleep(50);
    } finally {
      Object.assign(log, { error, warn });
    }
    expect(failures).toEqual([]);
  });
});

describe("the campus's quota", () => {
  const quota = 1000 * KiB;
  test("holds when ten uploads reach for the last of it at once", async () => {
    const yixiao = await signedIn(system, "yixiao.teacher");
    await upload(yixiao, someBytes(300 * KiB)).expect(201);
    await upload(yixiao, someBytes(300 * KiB)).expect(201);
    const replies = await Promise.all(Array.from({ length: 10 }, () => upload(yixiao, someBytes(150 * KiB))));
    const statuses = replies.map((reply) => reply.status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(2);
    expect(statuses.filter((status) => status === 507)).toHaveLength(8);
    const { rows } = await system.connection.pool.query(
      "select sum(size_bytes)::int as held from upload where person_id = (select id from person where username = 'yixiao.teacher')",
    );
    expect(rows[0].held).toBeLessThanOrEqual(quota);
  });

  test("is not given twice to two uploads of which neither sees the other's", async () => {
    const { pool } = system.connection;
    const hongqi = await signedIn(system, "hongqi.teacher");
    for (const size of [300, 300, 300]) await upload(hongqi, someBytes(size * KiB)).expect(201);
    await prepareHolding(pool, ["upload"]);
    const held = await holdCommit(pool);
    const reaching = [100, 100].map((size) =>
      upload(hongqi, someBytes(size * KiB)).then(({ status }) => status),
    );
    await until(
      "one at its commit, the other too or before it",
      async () => (await countWaiting(pool)) === 2,
    );
    await held.commit();
    expect((await Promise.all(reaching)).sort()).toEqual([201, 507]);
  });

  test("refuses what is more than what is left, naming itself, declared or not", async () => {
    const wuxiao = await signedIn(system, "wuxiao.teacher");
    for (const size of [300, 300, 300]) await upload(wuxiao, someBytes(size * KiB)).expect(201);
    const refused = await upload(wuxiao, someBytes(200 * KiB)).expect(507);
    expect(refused.body.code).toBe("quota.exceeded");
    const wuxiaoCookie = await cookieOf(system, "wuxiao.teacher", password);
    const open = openUpload(system, { Cookie: wuxiaoCookie, "Transfer-Encoding": "chunked" });
    await open.write(opening(250 * KiB));
    expect(await open.reply).toMatchObject({ status: 507, body: { code: "quota.exceeded" } });
    open.abandon();
    await upload(wuxiao, someBytes(100 * KiB)).expect(201);
    expect((await upload(wuxiao, someBytes(1)).expect(507)).body.code).toBe("quota.exceeded");
    await upload(await signedIn(system, "pingdian.teacher"), someBytes(100 * KiB)).expect(201);
  });

  test("does not refuse what is sent again with its Idempotency-Key", async () => {
    const pingdian = await signedIn(system, "pingdian.lead");
    const bytes = someBytes(200 * KiB);
    const withKey = (content: Buffer) => upload(pingdian, content).set("Idempotency-Key", "last-of-it");
    const first = await withKey(bytes).expect(201);
    let left = 201;
    while (left === 201) left = (await upload(pingdian, someBytes(250 * KiB))).status;
    expect(left).toBe(507);
    expect((await withKey(bytes).expect(201)).body).toEqual(first.body);
    expect((await withKey(someBytes(200 * KiB)).expect(409)).body.code).toBe("idempotency.key-reused");
    // A used key makes no room: more than was sent with it is refused before it is stored.
    const stored = await countBlobFiles();
    expect((await withKey(someBytes(290 * KiB)).expect(409)).body.code).toBe("idempotency.key-reused");
    expect(await countBlobFiles()).toBe(stored);
  });

  test("counts identical bytes once", async () => {
    const sixiao = await signedIn(system, "sixiao.teacher");
    const bytes = someBytes(290 * KiB);
    for (let count = 0; count < 5; count++) await upload(sixiao, bytes).expect(201);
  });
});
