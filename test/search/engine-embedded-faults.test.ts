import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Unavailable } from "../../server/errors.ts";
import { EmbeddedIndex } from "../../server/modules/search/embedded-index.ts";
import { group, resourceId, searchDocument, searchRequest } from "../support/search-documents.ts";

let directory: string;
let opened: EmbeddedIndex[];

const openIndex = (role: "reader" | "writer") => {
  const index = new EmbeddedIndex({ directory, role });
  opened.push(index);
  return index;
};
const total = async (index: EmbeddedIndex, text = "") => (await index.search(searchRequest(text))).total;

const generationFiles = async () =>
  (await readdir(directory))
    .filter((name) => /^index-\d+\.sqlite$/.test(name))
    .map((name) => join(directory, name));

/** Overwrites what SQLite reads first and most. */
async function damage(path: string): Promise<void> {
  const file = await open(path, "r+");
  await file.write(Buffer.alloc(64 * 1024, "damage"), 0, 64 * 1024, 0);
  await file.close();
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "search-"));
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((index) => index.close()));
  await rm(directory, { recursive: true, force: true });
});

describe("an embedded index that is lost or damaged", { timeout: 60_000 }, () => {
  it("is unavailable to a reader while nobody has made one, and is there as soon as a writer has", async () => {
    const reader = openIndex("reader");
    await expect(total(reader)).rejects.toBeInstanceOf(Unavailable);
    await openIndex("writer").rebuild((put) => put([searchDocument(1)]));
    expect(await total(reader)).toBe(1);
  });

  it("asks to be rebuilt after the first start, and not again after the rebuild", async () => {
    const writer = openIndex("writer");
    expect(await writer.needsRebuild()).toBe(true);
    await writer.rebuild((put) => put([searchDocument(1)]));
    expect(await writer.needsRebuild()).toBe(false);
    expect(await openIndex("reader").needsRebuild()).toBe(false);
  });

  for (const part of ["index", "catalog"] as const) {
    it(`sets a damaged ${part} file aside, and answers nothing before it is filled again`, async () => {
      const first = openIndex("writer");
      await first.rebuild((put) => put([searchDocument(1)]));
      await first.close();
      const paths = part === "index" ? await generationFiles() : [join(directory, "catalog.sqlite")];
      for (const path of paths) await damage(path);

      const reader = openIndex("reader");
      await expect(total(reader)).rejects.toBeInstanceOf(Unavailable);
      const writer = openIndex("writer");
      expect(await writer.needsRebuild()).toBe(true);
      await writer.put([searchDocument(2)]);
      await expect(total(reader)).rejects.toBeInstanceOf(Unavailable);
      await expect(reader.suggest("资", [group], 5)).rejects.toBeInstanceOf(Unavailable);
      await expect(reader.spellings("资", [group], 5)).rejects.toBeInstanceOf(Unavailable);
      await writer.rebuild((put) => put([searchDocument(1)]));
      expect(await total(reader)).toBe(1);
      expect((await readdir(directory)).some((name) => name.endsWith(".damaged"))).toBe(true);
    });
  }

  it("is noticed by a reader and repaired by a writer that both have it open", async () => {
    const [writer, reader] = [openIndex("writer"), openIndex("reader")];
    await writer.rebuild((put) => put([searchDocument(1)]));
    expect(await total(reader)).toBe(1);
    for (const path of await generationFiles()) await rm(path);
    await expect(total(reader)).rejects.toBeInstanceOf(Unavailable);
    expect(await writer.needsRebuild()).toBe(true);
    await writer.rebuild((put) => put([searchDocument(2)]));
    expect(await total(reader)).toBe(1);
  });

  it("comes back after its whole directory was deleted", async () => {
    const [writer, reader] = [openIndex("writer"), openIndex("reader")];
    await writer.rebuild((put) => put([searchDocument(1)]));
    expect(await total(reader)).toBe(1);
    await rm(directory, { recursive: true });
    await expect(total(reader)).rejects.toBeInstanceOf(Unavailable);
    await writer.rebuild((put) => put([searchDocument(2)]));
    expect((await reader.search(searchRequest(""))).hits.map(({ id }) => id)).toEqual([resourceId(2)]);
  });
});

describe("the worker threads of an embedded index", { timeout: 60_000 }, () => {
  it("are replaced when they die, and the calls that they had fail as unavailable", async () => {
    const index = openIndex("writer");
    await index.rebuild((put) => put([searchDocument(1)]));
    expect(await total(index)).toBe(1);
    const waiting = Promise.allSettled(Array.from({ length: 50 }, () => total(index)));
    for (const worker of index.workers) await worker.terminate();
    for (const outcome of await waiting) {
      if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(Unavailable);
      else expect(outcome.value).toBe(1);
    }
    expect(await total(index)).toBe(1);
    await index.put([searchDocument(2)]);
    expect(await total(index)).toBe(2);
  });

  it("are replaced when they hang", async () => {
    const index = new EmbeddedIndex({ directory, role: "writer", writeTimeoutMs: 300 });
    opened.push(index);
    await index.rebuild((put) => put([searchDocument(1)]));
    const [path] = await generationFiles();
    const lock = new DatabaseSync(path ?? "");
    lock.exec("BEGIN EXCLUSIVE");
    await expect(index.put([searchDocument(2)])).rejects.toBeInstanceOf(Unavailable);
    expect(await total(index)).toBe(1);
    lock.close();
    await index.put([searchDocument(2)]);
    expect(await total(index)).toBe(2);
  });

  it("answers many at once", async () => {
    const index = openIndex("writer");
    await index.rebuild((put) => put([searchDocument(1), searchDocument(2)]));
    expect(new Set(await Promise.all(Array.from({ length: 100 }, () => total(index))))).toEqual(new Set([2]));
  });

  it("refuses calls after it was closed", async () => {
    const index = openIndex("writer");
    await index.put([searchDocument(1)]);
    await index.close();
    await expect(total(index)).rejects.toBeInstanceOf(Unavailable);
  });
});

describe("two processes with one embedded index", { timeout: 60_000 }, () => {
  it("a reader sees what another process has written, removed and rebuilt", async () => {
    const reader = openIndex("reader");
    const other = fork(new URL("../support/search-writer-process.ts", import.meta.url), [directory]);
    const tell = async (act: string) => {
      other.send(act);
      await once(other, "message");
    };
    try {
      await tell("fill");
      expect(await total(reader)).toBe(2);
      await tell("remove");
      expect(await total(reader)).toBe(1);
      await tell("rebuild");
      expect(await total(reader)).toBe(3);
      expect(await generationFiles()).toHaveLength(1);
    } finally {
      other.kill("SIGKILL");
      await once(other, "exit");
    }
    expect(await total(reader)).toBe(3);
  });

  it("what another writer puts into an index that is being rebuilt stays, and it goes on writing afterwards", async () => {
    const [writer, other] = [openIndex("writer"), openIndex("writer")];
    await writer.rebuild(async (put) => {
      await put([searchDocument(1)]);
      await other.put([searchDocument(2)]);
      await put([searchDocument(3)]);
    });
    expect(await total(writer)).toBe(3);
    await other.put([searchDocument(4)]);
    expect(await total(writer)).toBe(4);
    expect(await generationFiles()).toHaveLength(1);
  });

  it("a rebuild whose process died is replaced by the next", async () => {
    const other = fork(new URL("../support/search-writer-process.ts", import.meta.url), [directory]);
    other.send("fill");
    await once(other, "message");
    other.send("rebuild-and-hang");
    await once(other, "message");
    other.kill("SIGKILL");
    await once(other, "exit");

    const writer = openIndex("writer");
    await writer.put([searchDocument(9)]);
    expect(await total(writer)).toBe(3);
    await writer.rebuild((put) => put([searchDocument(4)]));
    expect(await total(writer)).toBe(1);
    expect(await generationFiles()).toHaveLength(1);
  });
});
