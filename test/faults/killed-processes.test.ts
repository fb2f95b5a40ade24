import { randomInt } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seedPeople } from "../support/client.ts";
import { requestPatiently, signInForCookie } from "../support/patient-client.ts";
import { environmentOf, type Part, type RunningPart, startPart } from "../support/processes.ts";
import { sha256Of, someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";
import { type Acknowledged, checkInvariants } from "./check-invariants.ts";

const resources = 200;
const clients = 8;
/** More of them take longer: 40 on a day that has the time. */
const kills = Number(process.env.PROCESS_KILLS ?? 8);

let system: TestSystem;
let cookie: string;
let answered = 0;
const running: Partial<Record<Part, RunningPart>> = {};

beforeEach(async () => {
  answered = 0;
  system = await startTestSystem();
  await seedPeople(system);
  cookie = await signInForCookie(system.address, "sanxiao.teacher");
});
afterEach(async () => {
  for (const part of Object.values(running)) if (part.isAlive()) await part.end("SIGKILL");
  await system.stop();
});

const start = async (part: Part): Promise<void> => {
  running[part] = await startPart(part, environmentOf(system));
};
const address = (): string => running.server?.address ?? "";

/** Some of each: text that the indexer reads, and bytes that take several chunks. */
const bytesFor = (number: number): Buffer =>
  number % 3 === 0 ? Buffer.from(`蒲公英${number} `.repeat(200)) : someBytes(randomInt(1000, 900_000));

/** Uploads, creates and publishes one resource, however often the server goes away meanwhile. */
const share = async (number: number): Promise<Acknowledged> => {
  const bytes = bytesFor(number);
  const title = `杀不死的教案 ${number}`;
  const send = async (path: string, key: string, content: object) => {
    const headers = { "Idempotency-Key": `${key}-${number}` };
    const reply = await requestPatiently(address, cookie, path, { method: "POST", headers, ...content });
    answered += 1;
    return reply;
  };
  const file = { name: `${number}.${number % 3 === 0 ? "txt" : "bin"}`, bytes };
  const upload = await send("/api/uploads", "upload", { file });
  expect(upload).toMatchObject({ status: 201, body: { sha256: sha256Of(bytes) } });
  const json = { title, kind: "lesson-plan", files: [{ uploadId: upload.body.id }] };
  const draft = await send("/api/resources", "resource", { json });
  expect(draft).toMatchObject({ status: 201, body: { title } });
  const resourceId: string = draft.body.id;
  const sharedWith = unitOf("group1").id;
  const published = await send(`/api/resources/${resourceId}/publish`, "publish", { json: { sharedWith } });
  expect(published).toMatchObject({ status: 200, body: { id: resourceId, versionNumber: 1 } });
  return { title, resourceId, sha256: sha256Of(bytes) };
};

const shareAll = async (): Promise<Acknowledged[]> => {
  const acknowledged: Acknowledged[] = [];
  let next = 0;
  const work = async () => {
    while (next < resources) acknowledged.push(await share(next++));
  };
  await Promise.all(Array.from({ length: clients }, work));
  return acknowledged;
};

/** Kills the server again and again after some more answers, and the indexer half as often. */
const killAtRandom = async (isOver: () => boolean): Promise<number> => {
  let killed = 0;
  const answers = (resources * 3) / kills;
  for (let kill = 1; kill < kills && !isOver(); kill += 1) {
    const aim = answered + randomInt(1, 2 * Math.floor(answers) - 4);
    await until("more answers", () => isOver() || answered >= aim, 120_000);
    const parts: Part[] = kill % 2 === 0 ? ["server", "indexer"] : ["server"];
    for (const part of parts) expect(await running[part]?.end("SIGKILL")).toBe("SIGKILL");
    await Promise.all(parts.map(start));
    killed += 1;
  }
  return killed;
};

describe("server and indexer killed at random moments while 200 resources are uploaded and published", () => {
  it(
    "keeps every acknowledged resource, each once, and comes to rest with everything in order",
    async () => {
      await Promise.all([start("server"), start("indexer")]);
      let isOver = false;
      const sharing = shareAll().finally(() => {
        isOver = true;
      });
      const [acknowledged, killed] = await Promise.all([sharing, killAtRandom(() => isOver)]);
      expect(acknowledged).toHaveLength(resources);
      expect(killed).toBeGreaterThan(kills / 3);
      await checkInvariants({ system, address: address(), cookie, acknowledged, hasIndexer: true });
      const found = await requestPatiently(address, cookie, "/api/search?q=蒲公英0", {});
      expect(found.body).toMatchObject({ degraded: false });
      expect(found.body.hits[0].resource.title).toBe("杀不死的教案 0");
      for (const part of ["server", "indexer"] as const) expect(await running[part]?.end("SIGTERM")).toBe(0);
    },
    320_000 + kills * 10_000,
  );
});
