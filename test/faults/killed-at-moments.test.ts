import { randomInt } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sweepStorage } from "../../indexer/tasks/sweep-storage.ts";
import { seedPeople } from "../support/client.ts";
import { request, signInForCookie } from "../support/patient-client.ts";
import { canAttach } from "../support/strace.ts";
import { sha256Of, someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { addBytes, begun, finished, offsetOf } from "../uploads/tus-requests.ts";
import { type Acknowledged, checkIndex, checkInvariants } from "./check-invariants.ts";
import { type DoomedServers, type Moment, startDoomedServers } from "./doomed-servers.ts";
import { askedWithKeys, type KeyedRequests } from "./keyed-requests.ts";

const MiB = 1024 * 1024;
/** More of them take longer: 40 on a day that has the time. */
const randomKills = Number(process.env.RANDOM_KILLS ?? 3);
/** A resource takes no more calls of any one kind. */
const mostCalls = 230;
const canKillAtCalls = await canAttach("servers killed at one system call or another");

let system: TestSystem;
let servers: DoomedServers;
let cookie: string;
let ask: KeyedRequests;
const acknowledged: Acknowledged[] = [];

beforeAll(async () => {
  system = await startTestSystem();
  servers = await startDoomedServers(system);
  await seedPeople(system);
  cookie = await signInForCookie(system.address, "sanxiao.teacher");
  ask = askedWithKeys(cookie);
});
afterAll(async () => {
  await servers.stop();
  await system.stop();
});

/** Puts an upload to use; all that is made so is looked at in the end. */
const use = async (title: string, uploadId: string, sha256: string): Promise<void> => {
  const { body } = await ask.create(system.address, title, uploadId);
  expect(await ask.publish(system.address, title, body.id)).toMatchObject({ status: 200 });
  acknowledged.push({ title, resourceId: body.id, sha256 });
};

const countRows = async (table: "blob" | "upload", sha256: string): Promise<number> => {
  const question = `select from ${table} where sha256 = $1`;
  return (await system.connection.pool.query(question, [sha256])).rowCount ?? 0;
};
/** What there is of these bytes. */
const leftOf = async (bytes: Buffer) => ({
  isStored: (await system.ctx.blobs.size(sha256Of(bytes))) !== null,
  blobs: await countRows("blob", sha256Of(bytes)),
  uploads: await countRows("upload", sha256Of(bytes)),
});
const nothing = { isStored: false, blobs: 0, uploads: 0 };
const unknownBytes = { isStored: true, blobs: 0, uploads: 0 };
const everything = { isStored: true, blobs: 1, uploads: 1 };
const countStaged = async () =>
  (await readdir(join(system.ctx.config.blobs.directory, "staging")).catch(() => [])).length;
type MomentOfUpload = { when: string; moment: Moment; left: object };
const isPossible = ({ moment }: MomentOfUpload) => canKillAtCalls || !("call" in moment);

const ofUploads: MomentOfUpload[] = [
  { when: "a third of its bytes is written", moment: { call: "pwritev", nth: 2 }, left: nothing },
  { when: "it has no name yet", moment: { call: "rename", nth: 1 }, left: nothing },
  { when: "its name is not durable yet", moment: { call: "fsync", nth: 2 }, left: unknownBytes },
  { when: "its row is there and nobody knows", moment: { outcome: "commit" }, left: everything },
];

describe("a server killed in the midst of an upload", () => {
  test.each(ofUploads.filter(isPossible))(
    "when $when: there is no half of one, and the same request makes it once",
    async ({ when, moment, left }) => {
      const bytes = someBytes(3 * MiB);
      const staged = await countStaged();
      await servers.askInVain(moment, (address) => ask.upload(address, when, bytes));
      expect(await leftOf(bytes)).toEqual(left);
      expect(await countStaged()).toBe(left === nothing ? staged + 1 : staged);
      const reply = await ask.upload(system.address, when, bytes);
      expect(reply).toMatchObject({
        status: 201,
        body: { sha256: sha256Of(bytes), sizeBytes: bytes.length },
      });
      expect(await leftOf(bytes)).toEqual(everything);
      await use(when, reply.body.id, sha256Of(bytes));
    },
  );

  test("whose row comes to nothing: its bytes are swept after a day, and not before", async () => {
    const bytes = someBytes(MiB);
    await servers.askInVain({ outcome: "rollBack" }, (address) => ask.upload(address, "given up", bytes));
    const sweepIn = (hours: number) =>
      sweepStorage({ ...system.ctx, clock: { now: () => new Date(Date.now() + hours * 3600_000) } });
    await sweepIn(23);
    expect(await leftOf(bytes)).toEqual(unknownBytes);
    await sweepIn(25);
    expect(await leftOf(bytes)).toEqual(nothing);
    expect((await ask.upload(system.address, "given up", bytes)).status).toBe(201);
  });
});

const ofLastBytes: MomentOfUpload[] = [
  { when: "they are not durable yet", moment: { call: "fsync", nth: 1 }, left: nothing },
  { when: "the upload's row comes to nothing", moment: { outcome: "rollBack" }, left: unknownBytes },
  { when: "the upload's row is there", moment: { outcome: "commit" }, left: everything },
];

test("a server killed at the last bytes of resumable uploads leaves them to be gone on with, and each ends once", async () => {
  const session = { address: system.address, cookie };
  const begunOnes: { when: string; bytes: Buffer; path: string }[] = [];
  for (const { when, moment, left } of ofLastBytes.filter(isPossible)) {
    const bytes = someBytes(3 * MiB);
    const path = await begun(session, bytes.length, "录像.mp4");
    await servers.askInVain(moment, (address) => addBytes({ address, cookie }, path, 0, bytes));
    expect({ when, ...(await leftOf(bytes)) }).toEqual({ when, ...left });
    begunOnes.push({ when, bytes, path });
  }
  // All at once: what a killed server was writing to is free again after some seconds.
  const goOn = async ({ when, bytes, path }: (typeof begunOnes)[number]) => {
    const offset = Number(await offsetOf(session, path));
    if (offset < bytes.length)
      expect((await addBytes(session, path, offset, bytes.subarray(offset))).status).toBe(204);
    const { body } = await finished(session, path);
    expect(body).toMatchObject({ sha256: sha256Of(bytes), sizeBytes: bytes.length });
    expect(await leftOf(bytes)).toEqual(everything);
    await use(`接着传：${when}`, body.id, body.sha256);
  };
  await Promise.all(begunOnes.map(goOn));
});

describe.each([
  { outcome: "rollBack", isDone: false },
  { outcome: "commit", isDone: true },
] as const)("a server killed while PostgreSQL commits, which it does: $isDone", ({ outcome, isDone }) => {
  const title = `提交之时 ${outcome}`;
  let resourceId: string;

  test("has made one resource when it is asked again", async () => {
    const bytes = someBytes(100);
    const { body } = await ask.upload(system.address, title, bytes);
    await servers.askInVain({ outcome }, (address) => ask.create(address, title, body.id));
    const question = "select from resource_version where title = $1";
    const countMade = async () => (await system.connection.pool.query(question, [title])).rowCount;
    expect(await countMade()).toBe(isDone ? 1 : 0);
    const reply = await ask.create(system.address, title, body.id);
    expect(reply.status).toBe(201);
    expect(await countMade()).toBe(1);
    resourceId = reply.body.id;
    acknowledged.push({ title, resourceId, sha256: sha256Of(bytes) });
  });

  test("has published it to be found, or not at all", async () => {
    await system.runJobs(); // a new index would be filled with everything
    await servers.askInVain({ outcome }, (address) => ask.publish(address, title, resourceId));
    const isPublished = async () =>
      (await request(system.address, cookie, `/api/resources/${resourceId}`)).body.publishedAt !== null;
    expect(await isPublished()).toBe(isDone);
    // Nobody has asked again: what was committed is indexed all the same.
    await checkIndex(system);
    const { body } = await request(system.address, cookie, `/api/search?q=${encodeURIComponent(title)}`);
    const found = body.hits.map((hit: { resource: { id: string } }) => hit.resource.id);
    expect(found.includes(resourceId)).toBe(isDone);
    const reply = await ask.publish(system.address, title, resourceId);
    expect(reply).toMatchObject({ status: 200, body: { versionNumber: 1 } });
    expect(await isPublished()).toBe(true);
  });
});

test.skipIf(!canKillAtCalls)(
  `a server killed at ${randomKills} of its system calls, whichever they are, loses nothing and does nothing twice`,
  async () => {
    let answered = 0;
    const step = mostCalls / randomKills;
    for (let kill = 0; kill < randomKills; kill += 1) {
      const title = `随时 ${kill}`;
      const bytes = someBytes(randomInt(1, MiB));
      const share = async (address: string): Promise<Acknowledged> => {
        const { body } = await ask.upload(address, title, bytes);
        const draft = await ask.create(address, title, body.id);
        await ask.publish(address, title, draft.body.id);
        return { title, resourceId: draft.body.id, sha256: sha256Of(bytes) };
      };
      const nth = 1 + Math.floor(kill * step) + randomInt(Math.ceil(step));
      if (await servers.askUntilKilled("all", nth, share)) answered += 1;
      acknowledged.push(await share(system.address));
    }
    expect(answered).toBeLessThan(randomKills);
  },
  60_000 + randomKills * 10_000,
);

test("all that was acknowledged is there, and everything is in order", async () => {
  expect(acknowledged.length).toBeGreaterThan(4);
  const { address } = await servers.survivor();
  await checkInvariants({ system, address, cookie, acknowledged });
});
