import { readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedPeople } from "../support/client.ts";
import { request, signInForCookie } from "../support/patient-client.ts";
import { environmentOf, type RunningPart, startPart } from "../support/processes.ts";
import { startSlowUpload } from "../support/slow-upload.ts";
import { someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";

const MiB = 1024 * 1024;
let system: TestSystem;
let server: RunningPart;
let cookie: string;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  cookie = await signInForCookie(system.address, "sanxiao.teacher");
  server = await startPart("server", environmentOf(system));
});
afterAll(async () => {
  if (server?.isAlive()) await server.end("SIGKILL");
  await system.stop();
});

const staged = async () =>
  readdir(join(system.ctx.config.blobs.directory, "staging")).catch(() => [] as string[]);

/** What the server's open descriptors point to, where this system tells. */
const descriptors = async (): Promise<string[]> => {
  const directory = `/proc/${server.pid}/fd`;
  const names = await readdir(directory);
  return Promise.all(names.map((name) => readlink(join(directory, name)).catch(() => "")));
};

describe("clients that go away in the middle of an upload", () => {
  it.each([0.01, 0.5, 0.99])(
    "after %d of it: nothing of it stays, neither file nor row nor descriptor",
    async (part) => {
      await Promise.all(Array.from({ length: 12 }, () => request(server.address, cookie, "/api/resources")));
      const before = (await descriptors()).length;
      const bytes = someBytes(8 * MiB);
      const uploads = Array.from({ length: 5 }, () => startSlowUpload(server.address, cookie, bytes));
      await Promise.all(uploads.map((upload) => upload.send(Math.floor(bytes.length * part))));
      await until("all to be under way", async () => (await staged()).length === uploads.length);
      await Promise.all(uploads.map((upload) => upload.abort()));
      await until("the staged files to be gone", async () => (await staged()).length === 0);
      const counts = await system.connection.pool.query(
        "select (select count(*) from upload) as uploads, (select count(*) from blob) as blobs",
      );
      expect(counts.rows).toEqual([{ uploads: 0, blobs: 0 }]);
      await until("the descriptors to be closed", async () => (await descriptors()).length <= before);
      expect((await descriptors()).filter((target) => target.includes("blobs"))).toEqual([]);
      expect((await request(server.address, cookie, "/healthz")).status).toBe(200);
    },
  );

  it("leave a server that takes the same bytes whole afterwards", async () => {
    const upload = startSlowUpload(server.address, cookie, someBytes(2 * MiB));
    expect(await upload.finish()).toEqual({ status: 201, sha256: upload.sha256 });
  });
});
