import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sha256 } from "../../server/ids.ts";
import { FileBlobStore } from "../../server/modules/storage/file-blob-store.ts";
import { canTrace } from "../support/strace.ts";
import { bytesOf } from "../support/streams.ts";
import { makeTemporaryDirectory, type TemporaryDirectory } from "../support/temporary-directory.ts";

const storeAddress = new URL("../../server/modules/storage/file-blob-store.ts", import.meta.url).href;
const stageAddress = new URL("../../server/modules/storage/stage-file.ts", import.meta.url).href;

/** A process of its own that does something with a file store and what comes on its standard input, and says how that went. */
const program = (directory: string, act: string): string[] => {
  const source = `
    const { FileBlobStore } = await import(${JSON.stringify(storeAddress)});
    const blobs = new FileBlobStore({ directory: ${JSON.stringify(directory)} });
    const failure = (error) => ({ status: error.status, code: error.code });
    console.log(JSON.stringify(await (async () => { ${act} })()));`;
  return ["--input-type=module", "-e", source];
};

const writing = `
  const limits = { maxBytes: 1e9, onChunk: () => process.stderr.write("taken") };
  return await blobs.write(process.stdin, limits).catch(failure);`;

/** What the program says while a system call fails as told; where a path is told, only those on that file. */
const runWhere = async (inject: string, arguments_: string[], bytes: Buffer, path?: string) => {
  const only = path === undefined ? [] : ["-P", path];
  const tracing = ["-f", "-o", "/dev/null", ...only, "-e", `inject=${inject}`];
  // strace counts calls for each thread, so that one thread has to make them all.
  const env = { ...process.env, UV_THREADPOOL_SIZE: "1" };
  const child = spawn("strace", [...tracing, process.execPath, ...arguments_], {
    stdio: ["pipe", "pipe", "ignore"],
    env,
  });
  child.stdin.end(bytes);
  return JSON.parse((await bytesOf(child.stdout)).toString());
};

const traces = canTrace("failing system calls under the file store");

describe("the file store where system calls fail", () => {
  let directory: TemporaryDirectory;
  beforeEach(async () => {
    directory = await makeTemporaryDirectory();
  });
  afterEach(() => directory.remove());

  it.skipIf(!traces).each([
    ["fsync of the file", "fsync:error=EIO:when=1", 503, []],
    ["every fsync", "fsync:error=EIO:when=1+", 503, []],
    ["fsync of a directory", "fsync:error=EIO:when=2", 503, [expect.stringMatching(/^blobs/)]],
    ["rename", "rename:error=EXDEV:when=1+", 503, []],
    ["rename, by quota", "rename:error=EDQUOT:when=1+", 507, []],
    ["mkdir", "mkdir:error=EROFS:when=2+", 503, []],
  ])(
    "refuses an upload on a failing %s and leaves nothing before it is durable",
    async (_what, inject, status, left) => {
      const said = await runWhere(inject, program(directory.path, writing), Buffer.alloc(3_000_000, "教案"));
      expect(said.status).toBe(status);
      expect(await directory.files()).toEqual(left);
    },
  );

  it.skipIf(!traces)(
    "says that the disk is full where it says so only as a temporary file is closed",
    async () => {
      const path = join(directory.path, "chunk");
      const act = `
      const { spoolFile } = await import(${JSON.stringify(stageAddress)});
      return await spoolFile(${JSON.stringify(path)}, process.stdin).then(() => "spooled", failure);`;
      const bytes = Buffer.alloc(3_000_000, "教案");
      expect(await runWhere("close:error=ENOSPC", program(directory.path, act), bytes, path)).toEqual({
        status: 507,
        code: "storage.full",
      });
    },
  );

  it("shows nothing of an upload whose process was killed, and sweeps what it left", async () => {
    const child = spawn(process.execPath, program(directory.path, writing), {
      stdio: ["pipe", "ignore", "pipe"],
    });
    child.stdin.on("error", () => {}); // it will be killed with the pipe full
    child.stdin.write(Buffer.alloc(3_000_000, "教案"));
    await once(child.stderr, "data");
    child.kill("SIGKILL");
    await once(child, "close");
    const blobs = new FileBlobStore({ directory: directory.path });
    const listed = [];
    for await (const blob of blobs.list()) listed.push(blob);
    expect(listed).toEqual([]);
    expect(await directory.files()).toHaveLength(1);
    expect(await blobs.removeStaged(new Date("2999-01-01"))).toBe(1);
    expect(await directory.files()).toEqual([]);
  });
});

describe("an upload on its way, in files", () => {
  let directory: TemporaryDirectory;
  beforeEach(async () => {
    directory = await makeTemporaryDirectory();
  });
  afterEach(() => directory.remove());

  /** Begins one, adds what comes, and makes a blob of it; tells how far that got. */
  const appending = `
    const { partials } = blobs;
    await partials.create("one", 3_000_000);
    const added = await partials.append("one", 0, process.stdin).catch(failure);
    const { createHash } = await import("node:crypto");
    const sha256 = createHash("sha256").update(Buffer.alloc(3_000_000, "教案")).digest("hex");
    const blob = { sha256, sizeBytes: 3_000_000 };
    const kept = added === 3_000_000 ? await partials.keep("one", blob).then(() => true, failure) : false;
    return { added, offset: await partials.offset("one"), kept, size: await blobs.size(sha256) };`;

  const unavailable = { status: 503, code: "storage.unavailable" };
  const whole = { added: 3_000_000, offset: 3_000_000 };
  it.skipIf(!traces).each([
    // The first two are of its beginning.
    ["fsync of what was added", "fsync:error=EIO:when=3", { added: unavailable, offset: 0, size: null }],
    ["fsync of all of it", "fsync:error=EIO:when=4", { ...whole, kept: unavailable, size: null }],
    ["rename", "rename:error=EXDEV", { ...whole, kept: unavailable, size: null }],
    ["link, where there are none", "link:error=EXDEV", { ...whole, kept: true, size: 3_000_000 }],
  ])("acknowledges nothing that is not durable: %s", async (_what, inject, expected) => {
    const bytes = Buffer.alloc(3_000_000, "教案");
    expect(await runWhere(inject, program(directory.path, appending), bytes)).toMatchObject(expected);
    expect((await directory.files()).filter((file) => file.startsWith("staging"))).toEqual([]);
  });

  /** A long addition, whose bytes are made durable while more come, from a line that may break. */
  const addingLong = (isBroken: boolean) => `
    const { partials } = blobs;
    await partials.create("one", 60_000_000);
    const { Readable } = await import("node:stream");
    const chunks = async function* () {
      for (let i = 0; i < 60; i += 1) {
        yield Buffer.alloc(1_000_000, i + 1);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      if (${isBroken}) throw new Error("the line broke");
    };
    const added = await partials.append("one", 0, Readable.from(chunks(), { objectMode: false }))
      .catch((error) => error.status ? failure(error) : error.message);
    return { added, offset: await partials.offset("one") };`;

  it.skipIf(!traces).each([
    ["one sync on the way fails", "fdatasync:error=EIO:when=1", false, { added: unavailable, offset: 0 }],
    ["so does the line", "fdatasync:error=EIO:when=1", true, { added: unavailable, offset: 0 }],
    [
      "only the line breaks",
      "fdatasync:error=EIO:when=1000",
      true,
      { added: "the line broke", offset: 60_000_000 },
    ],
  ])(
    "takes a long addition back where what came of it might be lost: %s",
    async (_what, inject, isBroken, expected) => {
      const said = await runWhere(inject, program(directory.path, addingLong(isBroken)), Buffer.alloc(0));
      expect(said).toEqual(expected);
    },
  );

  it("is refused where its folder cannot be made, and ends nobody's process", async () => {
    await writeFile(join(directory.path, "partials"), "a file where the folder should be");
    const { partials } = new FileBlobStore({ directory: directory.path });
    await expect(partials.create("one", 3)).rejects.toMatchObject({ status: 503 });
  });

  it("is readable by nobody else on the machine, before and after it is whole", async () => {
    const blobs = new FileBlobStore({ directory: directory.path });
    await blobs.partials.create("one", 6);
    await blobs.partials.append("one", 0, Readable.from([Buffer.from("教案")]));
    const sha256 = createHash("sha256").update("教案").digest("hex") as Sha256;
    await blobs.partials.keep("one", { sha256, sizeBytes: 6 });
    for (const file of await directory.files())
      expect({ file, mode: (await stat(join(directory.path, file))).mode & 0o007 }).toEqual({
        file,
        mode: 0,
      });
  });
});
