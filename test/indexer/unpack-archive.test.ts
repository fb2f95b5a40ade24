import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  defaultUnpackLimits,
  type UnpackEvent,
  type UnpackLimits,
  unpackArchive,
} from "../../indexer/unpack/index.ts";
import { createUnpacker } from "../../indexer/unpack/unpack-zip.ts";
import { makeZip, type ZipEntry } from "../support/make-zip.ts";
import { ownChildren } from "../support/own-children.ts";
import { makeTemporaryDirectory } from "../support/temporary-directory.ts";

let folder: Awaited<ReturnType<typeof makeTemporaryDirectory>>;
beforeAll(async () => {
  folder = await makeTemporaryDirectory();
});
afterAll(() => folder.remove());

let count = 0;
const keep = async (bytes: Buffer): Promise<string> => {
  count += 1;
  const place = path.join(folder.path, `${count}.zip`);
  await writeFile(place, bytes);
  return place;
};

type Seen = [kind: string, path: string, more: string];

/** Every event in short, files with their text. */
const unpack = async (bytes: Buffer, limits: Partial<UnpackLimits> = {}): Promise<Seen[]> => {
  const seen: Seen[] = [];
  for await (const event of unpackArchive(await keep(bytes), { limits })) seen.push(await shortOf(event));
  return seen;
};
const shortOf = async (event: UnpackEvent): Promise<Seen> => {
  if (event.kind === "listed") return ["listed", event.paths.join("|"), ""];
  if (event.kind === "file") return ["file", event.path, await readFile(event.place, "utf8")];
  return [event.kind, event.path, event.reason];
};
const unpackOne = (entry: Partial<ZipEntry>, limits?: Partial<UnpackLimits>) =>
  unpack(makeZip([{ name: "教案.txt", bytes: "一", ...entry }]), limits);

// 誠信教育.txt in GBK: the second byte of its first character is that of a backslash.
const gbk = Buffer.from("d55cd0c5bdccd3fd2e747874", "hex");
const gbkFolder = Buffer.from("c8fdc4eabcb62f", "hex"); // 三年级/

describe("names in a zip file", () => {
  test("are read as GBK, as UTF-8, and by the field for Unicode paths, mixed in one archive", async () => {
    const seen = await unpack(
      makeZip([
        { name: Buffer.concat([gbkFolder, gbk]), bytes: "甲" },
        { name: "三年级/教案.txt", bytes: "乙", isMarkedUtf8: true },
        { name: "三年级/未标明.txt", bytes: "丙" },
        { name: "a.txt", bytes: "丁", unicodePath: "四年级/课件.txt" },
      ]),
    );
    expect(seen).toEqual([
      ["listed", "三年级/誠信教育.txt|三年级/教案.txt|三年级/未标明.txt|四年级/课件.txt", ""],
      ["file", "三年级/誠信教育.txt", "甲"],
      ["file", "三年级/教案.txt", "乙"],
      ["file", "三年级/未标明.txt", "丙"],
      ["file", "四年级/课件.txt", "丁"],
    ]);
  });

  test("that are valid as UTF-8 by chance are read as GBK like those beside them", async () => {
    const school = Buffer.from("d0a1d1a72f", "hex"); // 小学/, in UTF-8 Сѧ/
    const seen = await unpack(
      makeZip([
        { name: Buffer.concat([school, Buffer.from("1.txt")]), bytes: "甲" },
        { name: Buffer.concat([school, gbk]), bytes: "乙" },
      ]),
    );
    expect(seen[0]).toEqual(["listed", "小学/1.txt|小学/誠信教育.txt", ""]);
  });

  test("with backslashes are folders, as old Windows programs write them", async () => {
    expect((await unpackOne({ name: "语文\\上册\\教案.txt" }))[1]).toEqual([
      "file",
      "语文/上册/教案.txt",
      "一",
    ]);
  });

  test.each(["../外面.txt", "/etc/passwd.txt", "C:/windows.txt", "语文/../../外面.txt", "..\\外面.txt"])(
    "that lead out of the archive are refused: %j",
    async (name) => {
      expect(await unpackOne({ name })).toEqual([
        ["refused", name, "unsafe-path"],
        ["listed", "", ""],
      ]);
    },
  );
});

describe("a name with control characters", () => {
  test("is refused, and told with signs that can be stored and shown", async () => {
    expect((await unpackOne({ name: "a\u0000b\n\u001bc.txt" }))[0]).toEqual([
      "refused",
      "a\ufffdb\ufffd\ufffdc.txt",
      "unsafe-path",
    ]);
  });
});

describe("entries that are no teacher's file", () => {
  test.each<[string, Partial<ZipEntry>, string]>([
    ["a link", { unixMode: 0o120777 }, "link"],
    ["a device", { unixMode: 0o020666 }, "link"],
    ["an encrypted one", { isEncrypted: true }, "encrypted"],
    ["an empty one", { bytes: "" }, "empty"],
    ["macOS's shadow", { name: "__MACOSX/._教案.txt" }, "system"],
    ["Windows's pictures", { name: "语文/Thumbs.db" }, "system"],
    ["an office lock", { name: "~$教案.docx" }, "lock-file"],
    ["a hidden one", { name: ".DS_Store" }, "hidden"],
  ])("are refused in words: %s", async (_what, entry, reason) => {
    const [first, ...rest] = await unpackOne(entry);
    expect(first?.[2]).toBe(reason);
    expect(rest).toEqual([["listed", "", ""]]);
  });

  test("of a name that was there already are refused, and the first one stays", async () => {
    const seen = await unpack(makeZip(["甲", "乙"].map((bytes) => ({ name: "教案.txt", bytes }))));
    expect(seen.filter(([kind]) => kind !== "listed")).toEqual([
      ["refused", "教案.txt", "duplicate-name"],
      ["file", "教案.txt", "甲"],
    ]);
  });
});

describe("an archive that would do harm", () => {
  const freeBytes = 1024;
  const zeros = Buffer.alloc(4 * 1024 ** 2);

  test("by inflating out of all proportion is refused before a byte is inflated", async () => {
    const seen = await unpackOne({ bytes: zeros }, { freeBytes });
    expect(seen).toEqual([["archive-refused", "", "bomb"]]);
  });

  test("by holding more entries than allowed is refused", async () => {
    const entries = Array.from({ length: 12 }, (_, index) => ({ name: `${index}.txt`, bytes: "一" }));
    expect(await unpack(makeZip(entries), { mostEntries: 11 })).toEqual([
      ["archive-refused", "", "too-many"],
    ]);
  });

  test("is not taken for one because of folders and of what macOS puts beside each file", async () => {
    const entries = ["甲", "乙"].flatMap((name) => [
      { name: `${name}/`, bytes: "" },
      { name: `${name}/${name}.txt`, bytes: name },
      { name: `__MACOSX/${name}/._${name}.txt`, bytes: "x" },
    ]);
    const seen = await unpack(makeZip(entries), { mostFiles: 2 });
    expect(seen.filter(([kind]) => kind === "file")).toHaveLength(2);
    expect(await unpack(makeZip(entries), { mostFiles: 1 })).toEqual([["archive-refused", "", "too-many"]]);
  });

  test("by holding more than allowed in archives within archives loses those that are too much", async () => {
    const files = (name: string, count: number) =>
      makeZip(Array.from({ length: count }, (_, index) => ({ name: `${name}${index}.txt`, bytes: name })));
    const nested = (name: string, count: number) => ({ name: `${name}.zip`, bytes: files(name, count) });
    const outer = makeZip([nested("甲", 3), nested("乙", 3), nested("丙", 2), nested("丁", 1)]);
    const seen = await unpack(outer, { mostEntries: 9 });
    expect(seen.filter(([kind]) => kind === "archive-refused")).toEqual([
      ["archive-refused", "乙.zip", "too-many"],
      ["archive-refused", "丁.zip", "too-many"],
    ]);
    expect(seen.filter(([kind]) => kind === "file").map(([, name]) => name)).toEqual([
      "甲.zip/甲0.txt",
      "甲.zip/甲1.txt",
      "甲.zip/甲2.txt",
      "丙.zip/丙0.txt",
      "丙.zip/丙1.txt",
    ]);
  });

  test("by being larger than it says gives nothing of the file that lies", async () => {
    const seen = await unpackOne({ bytes: zeros, claimedBytes: 10 }, { freeBytes });
    expect(seen.map(([kind, , reason]) => [kind, reason])).toContainEqual(["refused", "broken"]);
    expect(seen.filter(([kind]) => kind === "file")).toEqual([]);
  });

  test("by a file that is too large loses that file alone", async () => {
    const seen = await unpack(
      makeZip([
        { name: "大.txt", bytes: "很长很长的内容" },
        { name: "小.txt", bytes: "短" },
      ]),
      { mostFileBytes: 9 },
    );
    expect(seen[0]).toEqual(["refused", "大.txt", "too-large"]);
    expect(seen.at(-1)).toEqual(["file", "小.txt", "短"]);
  });

  test("by nesting is opened so far and no further, and what lies beside is unpacked", async () => {
    const innermost = makeZip([{ name: "深.txt", bytes: "深" }]);
    const inner = makeZip([
      { name: "里.zip", bytes: innermost },
      { name: "中.txt", bytes: "中" },
    ]);
    const outer = makeZip([
      { name: "第一层.zip", bytes: inner },
      { name: "外.txt", bytes: "外" },
    ]);
    const seen = await unpack(outer, { mostNesting: 1 });
    expect(seen.filter(([kind]) => kind !== "listed")).toEqual([
      ["refused", "第一层.zip/里.zip", "nested-too-deep"],
      ["file", "第一层.zip/中.txt", "中"],
      ["file", "外.txt", "外"],
    ]);
    const deeper = await unpack(outer, { mostNesting: 2 });
    expect(deeper).toContainEqual(["file", "第一层.zip/里.zip/深.txt", "深"]);
  });

  test.each([
    ["no zip at all", Buffer.from("PK 不是压缩包")],
    ["nothing", Buffer.alloc(0)],
    ["half of one", makeZip([{ name: "教案.txt", bytes: "内容".repeat(100) }]).subarray(0, 60)],
  ])("by being %s is refused as broken", async (_what, bytes) => {
    expect(await unpack(bytes)).toEqual([["archive-refused", "", "broken"]]);
  });

  test("is told from one with strong encryption", async () => {
    expect(await unpackOne({ isStronglyEncrypted: true })).toEqual([["archive-refused", "", "encrypted"]]);
  });

  test("by keeping its process at work for too long in all is refused as such", async () => {
    const archive = makeZip([{ name: "教案.txt", bytes: "一" }]);
    expect(await unpack(archive, { workMs: 1 })).toEqual([["archive-refused", "", "timeout"]]);
  });

  test("by keeping its process silent for too long is refused", async () => {
    const archive = makeZip([{ name: "教案.txt", bytes: "一" }]);
    expect(await unpack(archive, { idleMs: 1 })).toEqual([["archive-refused", "", "broken"]]);
  });
});

describe("the machine's own trouble", () => {
  const archive = makeZip(["甲", "乙"].map((bytes) => ({ name: `${bytes}.txt`, bytes })));

  test("is no verdict on the archive: its process was killed from outside", async (context) => {
    context.skip(process.platform !== "linux", "SKIPPED: processes are found in /proc");
    const events = unpackArchive(await keep(archive));
    const killing = async () => {
      for await (const event of events)
        if (event.kind === "file")
          for (const id of await ownChildren("unpack-process")) process.kill(id, "SIGKILL");
    };
    await expect(killing()).rejects.toMatchObject({ status: 503, code: "unpack.unavailable" });
  });

  test("is no verdict on the archive: its files could not be written", async () => {
    const told: UnpackEvent[] = [];
    const unpack = createUnpacker({
      folder: path.join(folder.path, "missing"),
      limits: defaultUnpackLimits,
      isListing: false,
      tell: async (event) => void told.push(event),
      alive: () => {},
    });
    await expect(unpack(await keep(archive))).rejects.toMatchObject({ code: "ENOENT" });
    expect(told.map(({ kind }) => kind)).toEqual(["listed"]);
  });
});

test("leaves nothing on the machine, also where nobody asks for the rest", async () => {
  const own = path.join(folder.path, "tmp");
  await mkdir(own);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = own;
  try {
    expect(tmpdir()).toBe(own);
    const archive = await keep(makeZip(["甲", "乙"].map((bytes) => ({ name: `${bytes}.txt`, bytes }))));
    for await (const event of unpackArchive(archive)) if (event.kind === "file") break;
    expect(await readdir(own)).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
});
