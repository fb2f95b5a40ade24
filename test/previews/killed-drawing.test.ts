import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { drawFile } from "../../indexer/preview/draw-file.ts";
import { createPreviewer } from "../../indexer/preview/index.ts";
import { defaultPreviewLimits } from "../../indexer/preview/preview-result.ts";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { endlessPdf, twoPages } from "../support/preview-files.ts";
import { until } from "../support/until.ts";

const hasProcesses = existsSync("/proc/self/cmdline");
if (!hasProcesses)
  console.warn("SKIPPED: drawing processes that are killed; there is no /proc to find them in.");

/** A limit that no other process is started with: by it those of this file are known. */
const timeMs = 54_321;

const findDrawing = async (): Promise<number | undefined> => {
  for (const name of await readdir("/proc")) {
    const words = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    if (words.includes("drawing-process.ts") && words.includes(String(timeMs))) return Number(name);
  }
};

const previewOf = async (bytes: Buffer, timeMs: number) => {
  const folder = await mkdtemp(path.join(tmpdir(), "campus-commons-test-"));
  const previewer = createPreviewer({ limits: { timeMs } });
  onTestFinished(async () => {
    previewer.close();
    await rm(folder, { recursive: true, force: true });
  });
  const file = path.join(folder, "file");
  await writeFile(file, bytes);
  return previewer.make({ path: file, mediaType: "application/pdf", folder });
};
const preview = () => previewOf(twoPages("画"), timeMs);

const killNext = async (): Promise<void> => {
  const pid = await until("a drawing process", findDrawing);
  process.kill(pid, "SIGKILL");
  await until("its end", async () => (await findDrawing()) !== pid);
};

describe.skipIf(!hasProcesses)("a file whose drawing process is killed from outside", () => {
  test("is drawn by another", async () => {
    const made = preview();
    await killNext();
    const { result, pages } = await made;
    expect(result).toMatchObject({ status: "ready", pageCount: 2 });
    expect(pages.map(({ page }) => page)).toEqual([1, 2]);
  });

  test("twice has no pictures, for a reason that can be told", async () => {
    const made = preview();
    await killNext();
    await killNext();
    expect((await made).result).toMatchObject({ status: "failed", reason: "out-of-memory" });
  });
});

test.skipIf(!hasProcesses)("a process that ends over a page's words costs no page its picture", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "campus-commons-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, "file");
  await writeFile(file, makePdf({ title: "三页", pages: [["第一页"], ["第二页"], ["第三页"]] }));
  const [pages, worded]: [number[], number[]] = [[], []];
  const keeper = {
    async add({ page }: { page: number }) {
      pages.push(page);
      if (page !== 2) return true;
      // It waits to be asked for more: stopped, it can do nothing about the words before it ends.
      const pid = await until("the drawing process", findDrawing);
      process.kill(pid, "SIGSTOP");
      setImmediate(() => {
        process.kill(pid, "SIGABRT");
        process.kill(pid, "SIGCONT");
      });
      return true;
    },
    addWords: ({ page }: { page: number }) => void worded.push(page),
  };
  const limits = { ...defaultPreviewLimits, timeMs };
  const order = { draw: "pdf", mediaType: "application/pdf", path: file, firstPage: 1 } as const;
  const { signal } = new AbortController();
  const result = await drawFile({ ...order, limits, readsWords: true }, keeper, signal);
  expect(result).toMatchObject({ status: "ready", pageCount: 3 });
  expect(pages).toEqual([1, 2, 3]);
  expect(worded).toEqual([1]);
});

test("a file that is drawn without end has the pictures that are drawn when its time is over", async () => {
  const { result, pages } = await previewOf(endlessPdf(), 4000);
  expect(result).toMatchObject({ status: "ready", pageCount: null });
  expect(pages.map(({ page }) => page)).toEqual([1]);
});
