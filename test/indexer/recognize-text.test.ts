import { chmod } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { readWords } from "../../indexer/recognize/read-words.ts";
import { recognizePages } from "../../indexer/recognize/recognize-pages.ts";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { environmentWith, readConfig } from "../../server/config.ts";
import { type PageWords, textOfPage } from "../../server/modules/resources/index.ts";
import { publish, seedPeople, signedIn } from "../support/client.ts";
import { makeScan, photograph } from "../support/make-scan.ts";
import { startTestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";
import { writeTemporaryFile } from "./extract-files.ts";

const { recognition } = readConfig();
if (recognition === null)
  console.warn("SKIPPED: recognition of scanned pages; there is no tesseract or no pdftoppm on the PATH.");

const never = new AbortController().signal;

const page = ["The quick brown fox jumps over the lazy dog", "Lesson plan for grade three"];

describe("recognised words", () => {
  const rowOf = (line: number, confidence: number, text: string) =>
    ["5", "1", "1", "1", line, "1", "0", "0", "9", "9", confidence, text].join("\t");
  const tableOf = (...rows: string[]) =>
    ["level\tpage_num", "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t", ...rows].join("\n");

  test("become lines, Chinese without spaces, what is unsure left out", () => {
    const table = tableOf(
      rowOf(1, 96, "床前"),
      rowOf(1, 91, "明月光"),
      rowOf(1, 20, "#"),
      rowOf(2, 90, "Unit"),
      rowOf(2, 90, "3"),
    );
    expect(textOfPage({ runs: readWords(table) })).toBe("床前明月光\nUnit 3");
  });

  test("stand where the page's picture shows them, in ten-thousandths of it", () => {
    const word = (text: string, left: number, top: number) =>
      ["5", "1", "1", "1", "1", "1", left, top, "200", "100", "96", text].join("\t");
    const page = "1\t1\t0\t0\t0\t0\t0\t0\t2000\t4000\t-1\t";
    const [first, , second] = readWords(tableOf(page, word("Unit", 500, 1000), word("3", 800, 1000)));
    expect(first).toEqual(["Unit", 2500, 2750, 1000, 0, 0, -250]);
    expect(second?.slice(0, 3)).toEqual(["3", 4000, 2750]);
    expect(readWords(tableOf(word("Unit", 500, 1000)))).toEqual([["Unit"]]);
  });

  test("are no more than a page can hold, however many the table has", () => {
    const many = readWords(tableOf(...Array.from({ length: 50_000 }, (_, at) => rowOf(at, 96, "字"))));
    expect(many.length).toBeLessThan(10_000);
    const long = readWords(tableOf(rowOf(1, 96, "长".repeat(900_000)), rowOf(2, 96, "没有了")));
    expect(textOfPage({ runs: long })).toHaveLength(20_000);
  });

  test("are none where most of the page is unsure", () => {
    expect(readWords(tableOf(rowOf(1, 96, "床"), rowOf(1, 12, "mit"), rowOf(2, 5, "|||")))).toEqual([]);
  });
});

describe.skipIf(recognition === null)("a scanned PDF", { timeout: 120_000 }, () => {
  test("is found by the words of its pictures, page by page", async () => {
    const system = await startTestSystem({ environment: { PATH: environmentWith({}).PATH ?? "" } });
    try {
      await seedPeople(system);
      const teacher = await signedIn(system, "sanxiao.teacher");
      const picture = await photograph(
        makePdf({ title: "Scan", pages: [page] }),
        recognition?.pdftoppm ?? "",
      );
      const bytes = makeScan([{ picture }]);
      const resource = await publish(teacher, unitOf("group1").id, {
        title: "扫描的教案",
        files: [{ name: "扫描.pdf", bytes }],
      });
      const introduction =
        "An introduction by the teacher which is typed and not scanned, as long as a page says.";
      const mixed = await publish(teacher, unitOf("group1").id, {
        title: "部分扫描",
        files: [{ name: "部分.pdf", bytes: makeScan([{ footer: introduction }, { picture, footer: "2" }]) }],
      });
      await system.runJobs();
      const file = (await teacher.get(`/api/resources/${resource.id}`).expect(200)).body.files[0];
      expect(file.text).toEqual({ status: "ready", reason: null, pageCount: null });
      const reply = await teacher.get("/api/search").query({ q: "brown fox jumps" }).expect(200);
      const hits = reply.body.hits.map((hit: { resource: { id: string } }) => hit.resource.id);
      expect(hits.sort()).toEqual([resource.id, mixed.id].sort());
      const inMixed = { id: mixed.id, fileId: mixed.files[0].id };
      const pageOf = async (words: string) => {
        const address = `/api/resources/${inMixed.id}/files/${inMixed.fileId}/passages`;
        const { items } = (await teacher.get(address).expect(200)).body;
        return items.find(({ text }: { text: string }) => text.includes(words))?.page;
      };
      expect([await pageOf("An introduction"), await pageOf("lazy dog")]).toEqual([1, 2]);
    } finally {
      await system.stop();
    }
  });

  test("is read as far as the limits go", async () => {
    const programs = recognition as NonNullable<typeof recognition>;
    const path = await writeTemporaryFile(makePdf({ title: "", pages: [page, page, page] }));
    const limits = { timeMs: 60_000, maxPages: 2, memoryMb: 512 };
    const pages = await recognizePages(programs, path, never, limits);
    expect(pages.map(({ page }) => page)).toEqual([1, 2]);
    expect(textOfPage(pages[0] as PageWords)).toContain("quick brown fox");
    expect(await recognizePages(programs, path, never, { ...limits, timeMs: 1 })).toEqual([]);
  });

  test.skipIf(!recognition?.pdfimages)("is read where it calls a coloured photograph grey", async () => {
    const programs = recognition as NonNullable<typeof recognition>;
    const { width, height, pixels } = await photograph(
      makePdf({ title: "", pages: [page] }),
      programs.pdftoppm,
    );
    const grey = sharp(pixels, { raw: { width, height, channels: 1 } });
    const jpeg = await grey.toColourspace("srgb").jpeg().toBuffer();
    const path = await writeTemporaryFile(makeScan([{ picture: { width, height, jpeg } }]));
    const [read] = await recognizePages(programs, path, never);
    expect(textOfPage(read as PageWords)).toContain("lazy dog");
    expect(await recognizePages({ ...programs, pdfimages: null }, path, never)).toEqual([]);
  });

  test("is read on though recognition fails on a page, and that page is told", async () => {
    const { pdftoppm, tesseract } = recognition as NonNullable<typeof recognition>;
    const path = await writeTemporaryFile(makePdf({ title: "", pages: [page, page, page] }));
    const failsOnce = await writeTemporaryFile(
      `#!/bin/sh\ncase "$2" in *-2) exit 1;; esac\nexec ${tesseract} "$@"\n`,
    );
    await chmod(failsOnce, 0o755);
    const failed: number[] = [];
    const pages = await recognizePages({ pdftoppm, tesseract: failsOnce }, path, never, {
      onFailure: (page) => failed.push(page),
    });
    expect(pages.map(({ page }) => page)).toEqual([1, 3]);
    expect(failed).toEqual([2]);
  });

  test("gives nothing where it is no PDF, and can be given up", async () => {
    const programs = recognition as NonNullable<typeof recognition>;
    const path = await writeTemporaryFile("no PDF");
    expect(await recognizePages(programs, path, never)).toEqual([]);
    const gone = AbortSignal.abort(new Error("no longer wanted"));
    await expect(recognizePages(programs, path, gone)).rejects.toThrow("no longer wanted");
  });
});
