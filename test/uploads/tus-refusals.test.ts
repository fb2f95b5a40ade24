import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSession } from "../support/acting.ts";
import { password, seedPeople } from "../support/client.ts";
import { countWaiting, holdCommit, prepareHolding } from "../support/held-commits.ts";
import { signInForCookie } from "../support/patient-client.ts";
import { someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { personOf, unitOf } from "../support/world.ts";
import { cookieOf } from "./form.ts";
import {
  addBytes,
  begin,
  begun,
  finished,
  offsetOf,
  openPatch,
  send,
  type TusSession,
} from "./tus-requests.ts";

const KiB = 1024;
const largest = 300 * KiB;
const quota = 1000 * KiB;

let system: TestSystem;
let teacher: TusSession;
let colleague: TusSession;
beforeAll(async () => {
  system = await startTestSystem({
    environment: { UPLOAD_MAX_BYTES: String(largest), CAMPUS_QUOTA_BYTES: String(quota) },
  });
  await seedPeople(system);
  const { address } = system;
  teacher = { address, cookie: await signInForCookie(address, "sanxiao.teacher") };
  colleague = { address, cookie: await cookieOf(system, "sanxiao.lead", password) };
});
afterAll(() => system.stop());

const codeOf = ({ status, body }: { status: number; body: { code?: string } | null }) => [status, body?.code];

/** As the same file would be refused that comes at once. */
const asMultipart = async (session: TusSession, size: number) => {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(someBytes(size))]), "课.bin");
  const init = { method: "POST", headers: { cookie: session.cookie }, body: form };
  const { detail, code, status } = await (await fetch(`${session.address}/api/uploads`, init)).json();
  return { detail, code, status };
};

describe("what is too much", () => {
  test("is refused by its announced size, in the words of the other way", async () => {
    expect((await begin(teacher, largest)).status).toBe(201);
    const { body } = await begin(teacher, largest + 1);
    expect(body).toMatchObject(await asMultipart(teacher, largest + 1));
    expect(body).toMatchObject({ status: 413, code: "upload.too-large" });
    expect(codeOf(await begin(teacher, 2 ** 52))).toEqual([413, "upload.too-large"]);
  });

  test("for the campus is refused before a byte travels; what the same person has begun counts already", async () => {
    for (let count = 0; count < 3; count += 1) await begun(colleague, largest);
    const { body } = await begin(colleague, largest);
    expect(body).toMatchObject({ status: 507, code: "quota.exceeded" });
    // Another's unfinished ones are another's: together they are held to the quota when they are whole.
    expect((await begin(teacher, 10)).status).toBe(201);
  });

  test("for the campus is refused also where the same person begins another at the same moment", async () => {
    const { pool } = system.connection;
    const session = { address: system.address, cookie: await cookieOf(system, "hongqi.teacher", password) };
    for (let count = 0; count < 3; count += 1) await begun(session, largest);
    await prepareHolding(pool, ["resumable_upload"]);
    const held = await holdCommit(pool);
    const beginning = [1, 2].map(async () => (await begin(session, 100 * KiB)).status);
    await until(
      "one at its commit, the other too or before it",
      async () => (await countWaiting(pool)) === 2,
    );
    await held.commit();
    expect((await Promise.all(beginning)).sort()).toEqual([201, 507]);
  });

  test("comes to nothing where it is more than was announced", async () => {
    const upload = await begun(teacher, 1000);
    expect(codeOf(await addBytes(teacher, upload, 0, someBytes(1001)))).toEqual([413, "upload.too-large"]);
    expect(await offsetOf(teacher, upload)).toBe(0);
  });
});

test("at the quota, the file that is whole last is refused; given room, it is taken without being sent again", async () => {
  const yixiao = { address: system.address, cookie: await signInForCookie(system.address, "yixiao.teacher") };
  const other = { address: system.address, cookie: await signInForCookie(system.address, "yixiao.math") };
  const size = 290 * KiB;
  const held: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const bytes = someBytes(size);
    const upload = await begun(yixiao, size);
    await addBytes(yixiao, upload, 0, bytes);
    held.push(upload);
  }
  const [first, second] = [await begun(yixiao, 100 * KiB), await begun(other, 100 * KiB)];
  expect((await addBytes(yixiao, first, 0, someBytes(100 * KiB))).status).toBe(204);
  expect(codeOf(await addBytes(other, second, 0, someBytes(100 * KiB)))).toEqual([507, "quota.exceeded"]);
  expect(await offsetOf(other, second)).toBe("status 507");
  await send(yixiao, "DELETE", held[0] ?? "");
  expect(await offsetOf(other, second)).toBe(100 * KiB);
  expect((await finished(other, second)).body).toMatchObject({ sizeBytes: 100 * KiB });
});

describe("a request that is not as the protocol has it", () => {
  test.each<[string, Record<string, string>, number, string]>([
    ["of no version", { "Tus-Resumable": "" }, 412, "tus.version"],
    ["of another version", { "Tus-Resumable": "0.2.2" }, 400, "tus.request"],
    ["of no size", { "Upload-Length": "" }, 400, "tus.request"],
    ["of a size that is none", { "Upload-Length": "-5" }, 400, "tus.request"],
    ["of nothing at all", { "Upload-Length": "0" }, 400, "upload.empty"],
    ["without a name", { "Upload-Metadata": "filetype dGV4dA==" }, 400, "upload.no-name"],
    [
      "with a name beyond measure",
      { "Upload-Metadata": `filename ${"QUFB".repeat(2000)}` },
      400,
      "upload.no-name",
    ],
    ["with metadata that is none", { "Upload-Metadata": "filename ***" }, 400, "tus.request"],
    ["in pieces to be joined later", { "Upload-Concat": "partial" }, 400, "tus.request"],
    ["of a size that comes later", { "Upload-Length": "", "Upload-Defer-Length": "1" }, 400, "tus.request"],
  ])("%s is refused as a problem that says so", async (_what, headers, status, code) => {
    const reply = await begin(teacher, 10, "课.bin", headers);
    expect(codeOf(reply)).toEqual([status, code]);
    expect(reply.headers.get("content-type")).toContain("application/problem+json");
    expect(reply.headers.get("tus-resumable")).toBe("1.0.0");
  });

  test("to a place where the upload does not end, or of another media type, changes nothing", async () => {
    const upload = await begun(teacher, 100);
    const plain = { "Content-Type": "text/plain" };
    expect(codeOf(await addBytes(teacher, upload, 0, someBytes(10), plain))).toEqual([415, "tus.media-type"]);
    expect(codeOf(await addBytes(teacher, upload, 5, someBytes(10)))).toEqual([409, "upload.offset"]);
    expect((await addBytes(teacher, upload, 0, someBytes(10), { "Upload-Offset": "x" })).status).toBe(400);
    expect(await offsetOf(teacher, upload)).toBe(0);
  });

  test("from another site changes nothing", async () => {
    const upload = await begun(teacher, 100);
    const foreign = { "Sec-Fetch-Site": "cross-site" };
    expect((await begin(teacher, 10, "课.bin", foreign)).status).toBe(403);
    expect((await addBytes(teacher, upload, 0, someBytes(10), foreign)).status).toBe(403);
    expect((await send(teacher, "DELETE", upload, foreign)).status).toBe(403);
    expect(await offsetOf(teacher, upload)).toBe(0);
  });
});

describe("an upload of one's own", () => {
  test("is begun for a campus of one's own only", async () => {
    const foreign = `?campusId=${unitOf("erxiao").id}`;
    expect((await begin(teacher, 10, "课.bin", {}, foreign)).status).toBe(404);
    const own = `?campusId=${unitOf("sanxiao").id}`;
    expect((await begin(teacher, 10, "课.bin", {}, own)).status).toBe(201);
  });

  test("is nobody else's to see, go on with or end: not the colleague's, not the lead's", async () => {
    const upload = await begun(teacher, 100);
    for (const cookie of [colleague.cookie, await openSession(system, personOf("erxiao.teacher").id)]) {
      const other = { ...colleague, cookie };
      expect(await offsetOf(other, upload)).toBe("status 404");
      expect((await addBytes(other, upload, 0, someBytes(10))).status).toBe(404);
      expect((await send(other, "DELETE", upload)).status).toBe(404);
    }
    expect((await send({ ...teacher, cookie: "" }, "HEAD", upload)).status).toBe(401);
    const open = openPatch(colleague, upload, 0, 100);
    expect(await open.status).toBe(404);
    open.abandon();
    expect(await offsetOf(teacher, upload)).toBe(0);
  });

  test("that was begun at a campus that one has left is not finished there", async () => {
    const upload = await begun(teacher, 100);
    await system.ctx.db
      .updateTable("posting")
      .set({ from_on: "2019-01-01", until_on: "2020-01-01" })
      .where("person_id", "=", personOf("sanxiao.teacher").id)
      .execute();
    expect((await addBytes(teacher, upload, 0, someBytes(100))).status).toBe(404);
    expect((await finished(teacher, upload)).status).toBe(404);
  });
});
