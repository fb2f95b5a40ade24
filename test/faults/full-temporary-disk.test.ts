import { execFileSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOfficeConverter } from "../../indexer/office/index.ts";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { environmentWith, readConfig } from "../../server/config.ts";
import { type Client, publish, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { makeZip } from "../support/make-zip.ts";
import { onSmallTemporaryDisk } from "../support/mount-small-disk.ts";
import { someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

const MiB = 1024 * 1024;
const { soffice } = readConfig(environmentWith({})).office;
const office = createOfficeConverter({ soffice, gotenbergUrl: null });
let system: TestSystem;
let author: Client;

beforeAll(async () => {
  system = await startTestSystem({ previewer: { office } });
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
});
afterAll(async () => {
  await system.stop();
  await office.close();
});

describe("the indexer's disk of temporary files that is full", () => {
  const temporary = onSmallTemporaryDisk(() => system.dataDir);

  const grow = (megabytes: number) =>
    execFileSync("mount", ["-o", `remount,size=${megabytes}m`, temporary.directory]);
  /** But for the folder of a reader of texts, which waits some seconds for the next. */
  const listLeft = async () =>
    (await readdir(temporary.directory)).filter((name) => !name.startsWith("campus-commons-reader-"));
  /** What is to be tried later is tried now. */
  const runAgain = async () => {
    await system.connection.pool.query("update graphile_worker._private_jobs set run_at = now()");
    await system.runJobs();
  };

  /** Publishes it and has its pictures tried on the small disk, then on a large one; answers what is told of them each time. */
  const drawTwice = async (name: string, bytes: Buffer) => {
    const { id, files } = await publish(author, unitOf("group1").id, {
      title: name,
      files: [{ name, bytes }],
    });
    const tell = async () =>
      (await author.get(`/api/resources/${id}/files/${files[0].id}/preview`).expect(200)).body;
    await system.runJobs();
    const before = await tell();
    expect(await listLeft()).toEqual([]);
    grow(200);
    await runAgain();
    return { before, after: await tell() };
  };
  const noise = () => sharp(someBytes(500 * 500 * 3), { raw: { width: 500, height: 500, channels: 3 } });

  it.for([
    ["not even the file", async () => Buffer.concat([await noise().png().toBuffer(), Buffer.alloc(MiB)])],
    ["the file and not its pictures", async () => noise().png().toBuffer()],
  ] as const)(
    "keeps a picture from being drawn where it takes %s, and leaves nothing there",
    async ([what, make], test) => {
      test.skip(!temporary.isSmall);
      const { before, after } = await drawTwice(`${what}.png`, await make());
      expect(before).toMatchObject({ status: "waiting", reason: null, stage: "queued" });
      expect(after).toMatchObject({ status: "ready", hasPictures: true });
    },
  );

  it("does not take an office file for broken that there was no room to convert", async (test) => {
    test.skip(!temporary.isSmall || !soffice, "SKIPPED: no small disk, or no LibreOffice on the PATH");
    const bytes = await makeDocx({ title: "挤", paragraphs: ["没有地方"] });
    const { before, after } = await drawTwice("挤.docx", bytes);
    expect(before).toMatchObject({ status: "waiting", reason: null, stage: "queued" });
    expect(after).toMatchObject({ status: "ready", hasPictures: true });
  }, 120_000);

  it("keeps an archive from being unpacked until there is room, and loses nothing of it", async (test) => {
    test.skip(!temporary.isSmall);
    const entries = [
      { name: "短.txt", bytes: "短" },
      { name: "长.txt", bytes: Buffer.alloc(2 * MiB, "长") },
    ];
    const id = await uploadFile(author, "备课包.zip", makeZip(entries));
    const ask = () => author.get(`/api/uploads/${id}/unpacking`).expect(200);
    await author.post(`/api/uploads/${id}/unpacking`).expect(202);
    await system.runJobs();
    const { body } = await ask();
    expect(body).toMatchObject({ status: "running", reason: null, fileCount: 2 });
    expect(body.files.map(({ path }: { path: string }) => path)).toEqual(["短.txt"]);
    expect(await listLeft()).toEqual([]);
    grow(20);
    await runAgain();
    const done = (await ask()).body;
    expect(done.status).toBe("done");
    const sizes = done.files.map(({ path, upload }: { path: string; upload: { sizeBytes: number } }) => [
      path,
      upload.sizeBytes,
    ]);
    expect(sizes).toEqual([
      ["短.txt", 3],
      ["长.txt", 2 * MiB],
    ]);
  });
});
