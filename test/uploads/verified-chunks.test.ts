import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedPeople } from "../support/client.ts";
import { signInForCookie } from "../support/patient-client.ts";
import { sha256Of, someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { addBytes, begun, finished, openPatch, type TusSession } from "./tus-requests.ts";

const largestChunk = 64 * 1024 * 1024;
const checksumOf = (bytes: Buffer) => ({
  "Upload-Checksum": `sha1 ${createHash("sha1").update(bytes).digest("base64")}`,
});

let system: TestSystem;
let teacher: TusSession;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = { address: system.address, cookie: await signInForCookie(system.address, "sanxiao.teacher") };
});
afterAll(() => system.stop());

test("chunks that are verified on slow lines take no more than their share of the server's disk", async () => {
  const bytes = someBytes(1000);
  const upload = await begun(teacher, bytes.length);
  const paths: string[] = [];
  for (let line = 0; line < 17; line += 1) paths.push(await begun(teacher, largestChunk));
  const slow = paths.map((path) => openPatch(teacher, path, 0, largestChunk, checksumOf(bytes)));
  expect(await Promise.race(slow.map(({ status }) => status))).toBe(503);
  // Of what is not right nothing is taken, so it may be tried as often as one likes.
  const tried = () => addBytes(teacher, upload, 0, bytes, checksumOf(Buffer.from("other")));
  const refused = await tried();
  expect([refused.status, refused.body.code]).toEqual([503, "upload.busy"]);
  expect(refused.headers.get("retry-after")).toBe("5");
  for (const line of slow) line.abandon();
  await until("room again", async () => (await tried()).status === 460);
  expect((await addBytes(teacher, upload, 0, bytes, checksumOf(bytes))).status).toBe(204);
  expect((await finished(teacher, upload)).body.sha256).toBe(sha256Of(bytes));
});
