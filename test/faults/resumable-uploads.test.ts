import { randomInt } from "node:crypto";
import { Upload } from "tus-js-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blobPlaces } from "../support/blob-places.ts";
import { type BreakingLine, openBreakingLine } from "../support/breaking-line.ts";
import { seedPeople } from "../support/client.ts";
import { request, signInForCookie } from "../support/patient-client.ts";
import { environmentOf, type RunningPart, startPart } from "../support/processes.ts";
import { sha256Of, someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

const MiB = 1024 * 1024;
/** More than one part of those that S3 takes; `RESUMABLE_MIB=200` sends as much as a recording has. */
const sizeBytes = Number(process.env.RESUMABLE_MIB ?? 24) * MiB;
const breaks = 20;

/** Sends the bytes as a program would with the protocol's own client; answers the upload's id. */
const sendAll = (address: string, cookie: string, bytes: Buffer, chunkSize: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: `${address}/api/uploads/tus`,
      headers: { cookie },
      metadata: { filename: "公开课录像.mp4" },
      chunkSize,
      retryDelays: Array.from({ length: 100 }, () => 20),
      onSuccess: () => resolve(upload.url?.split("/").at(-1) ?? ""),
      onError: reject,
    });
    upload.start();
  });

describe.each(blobPlaces)("a file sent with the protocol's own client, stored as $name", (place) => {
  let system: TestSystem;
  let settings: Record<string, string>;
  let cookie: string;
  let servers: RunningPart[] = [];
  let line: BreakingLine | undefined;
  beforeAll(async () => {
    settings = await place.environment();
    system = await startTestSystem({ environment: settings });
    await seedPeople(system);
    cookie = await signInForCookie(system.address, "sanxiao.teacher");
  });
  afterAll(async () => {
    await line?.close();
    for (const server of servers) if (server.isAlive()) await server.end("SIGKILL");
    await system.stop();
    await place.close();
  });

  const start = (): Promise<RunningPart> => startPart("server", { ...environmentOf(system), ...settings });

  const copiesOf = async (sha256: string): Promise<number> => {
    let count = 0;
    for await (const blob of system.ctx.blobs.list()) if (blob.sha256 === sha256) count += 1;
    return count;
  };
  /** What lies there unfinished, which is then gone. */
  const removeUnfinished = () => system.ctx.blobs.removeStaged(new Date("2999-01-01"));

  test(`over a line that breaks ${breaks} times, to servers that are killed twice, arrives once and whole`, async () => {
    const bytes = someBytes(sizeBytes);
    servers = [await start()];
    let planned = 0;
    let connections = 0;
    const gap = Math.floor(sizeBytes / (breaks + 1));
    line = await openBreakingLine({
      port: () => servers[connections++ % servers.length]?.port ?? 0,
      nextBreak: () => (planned++ < breaks ? randomInt(1, gap) : null),
      onBreak: async (count) => {
        if (count !== 7 && count !== 14) return;
        for (const server of servers) await server.end("SIGKILL");
        // From the second time on there are two beside each other, and each connection comes to the other one.
        servers = await Promise.all(count === 7 ? [start()] : [start(), start()]);
      },
    });
    const id = await sendAll(line.address, cookie, bytes, Number.POSITIVE_INFINITY);
    expect(line.breaks()).toBe(breaks);
    const { body } = await request(line.address, cookie, `/api/uploads/${id}`);
    expect(body).toMatchObject({ sha256: sha256Of(bytes), sizeBytes, name: "公开课录像.mp4" });
    expect(await copiesOf(sha256Of(bytes))).toBe(1);
    expect(await removeUnfinished()).toBe(0);
    expect(await system.ctx.db.selectFrom("resumable_upload").select("id").execute()).toEqual([]);
  }, 300_000);

  test("is there when the server is killed the moment it has acknowledged the last byte", async () => {
    for (const server of servers) if (server.isAlive()) await server.end("SIGKILL");
    const server = await start();
    servers = [server];
    const bytes = someBytes(3 * MiB);
    const id = await sendAll(server.address, cookie, bytes, MiB);
    await server.end("SIGKILL");
    const { body } = await request(system.address, cookie, `/api/uploads/${id}`);
    expect(body.sha256).toBe(sha256Of(bytes));
    expect(await copiesOf(sha256Of(bytes))).toBe(1);
  }, 120_000);
});
