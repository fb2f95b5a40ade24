import { rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { inBrowser } from "../support/in-browser.ts";
import { openSlowLine, type SlowLine } from "../support/slow-line.ts";
import { sha256Of, someBytes } from "../support/streams.ts";

const MiB = 1024 * 1024;
const name = "圆明园的毁灭公开课.mp4";
const bytes = someBytes(12 * MiB);
const file = path.join(tmpdir(), `${process.pid}-${name}`);

const web = inBrowser("uploads were not continued in the browser");
let page: Page;
let line: SlowLine;

beforeAll(async () => {
  if (!chromiumPath) return;
  await writeFile(file, bytes);
  page = await web.signIn("sanxiao.teacher", { width: 390, height: 844 });
  page.on("dialog", (dialog) => void dialog.accept());
  line = await openSlowLine(Number(new URL(web.system.address).port));
}, 60_000);

afterAll(async () => {
  await line?.close();
  await rm(file, { force: true });
});

const choose = () => page.getByTestId("file-input").setInputFiles(file);
const button = (words: string) => page.getByRole("button", { name: new RegExp(`^${words} .*${name}`) });
const percent = async (): Promise<number> =>
  Number(await page.getByRole("progressbar").first().getAttribute("aria-valuenow"));
const arrived = async (): Promise<number> => {
  const [row] = await web.system.ctx.db.selectFrom("resumable_upload").select("id").execute();
  return row ? ((await web.system.ctx.blobs.partials.offset(row.id)) ?? 0) : 0;
};

describe.skipIf(!chromiumPath)("a large file on a slow line", () => {
  test("is paused and goes on when it is told to", async () => {
    await page.goto(`${line.address}/upload`);
    line.pace(MiB);
    await choose();
    await expect.poll(percent, { timeout: 20_000 }).toBeGreaterThan(5);
    await page.getByText("剩余不到 1 分钟").waitFor();
    await picture(page, "upload-sending");
    await button("暂停").click();
    await page.getByText("已暂停").waitFor();
    await picture(page, "upload-paused");
    expect(await seriousFindings(page)).toEqual([]);
    const before = await arrived();
    expect(before).toBeGreaterThan(0);
    await button("继续").click();
    await expect.poll(arrived, { timeout: 20_000 }).toBeGreaterThan(before);
  });

  test("waits while the line is broken and goes on by itself", async () => {
    line.cut();
    await page.getByText("连接中断，恢复后自动继续").waitFor({ timeout: 20_000 });
    await picture(page, "upload-waiting");
    const before = await arrived();
    line.mend();
    await expect.poll(arrived, { timeout: 40_000 }).toBeGreaterThan(before);
  });

  test("goes on after a reload where it stopped, once the same file is chosen again", async () => {
    await expect.poll(arrived, { timeout: 20_000 }).toBeGreaterThan(2 * MiB);
    line.pace(null);
    line.cut();
    await page.getByText("连接中断").waitFor();
    line.mend();
    await page.reload();
    await page.getByText("上次有 1 个文件没有传完").waitFor();
    await page.getByText(/已传 \d+%，共 12/).waitFor();
    await picture(page, "upload-unfinished");
    expect(await seriousFindings(page)).toEqual([]);
    const offsets: number[] = [];
    page.on("request", (request) => {
      if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
    });
    await choose();
    await page.getByText("已上传").waitFor({ timeout: 60_000 });
    expect(Math.min(...offsets)).toBeGreaterThan(MiB);
    await picture(page, "upload-done");
    expect(await page.getByText("没有传完").count()).toBe(0);
    const uploads = await web.system.ctx.db.selectFrom("upload").select(["sha256", "name"]).execute();
    expect(uploads).toEqual([{ sha256: sha256Of(bytes), name: path.basename(file) }]);
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => /unfinished/.test(key))),
    ).toEqual([]);
  });

  test("that is given up is given up on the server, too", async () => {
    await page.getByRole("button", { name: /^移除 .*mp4/ }).click();
    line.pace(MiB);
    await choose();
    await expect.poll(arrived, { timeout: 20_000 }).toBeGreaterThan(0);
    line.pace(null);
    await page.reload();
    await button("放弃").click();
    const unfinished = () => web.system.ctx.db.selectFrom("resumable_upload").select("id").execute();
    await expect.poll(unfinished).toEqual([]);
    await page.reload();
    await page.getByRole("heading", { name: "上传" }).waitFor();
    expect(await page.getByText("没有传完").count()).toBe(0);
  });

  test("is not continued with another of its name and size, which is sent from its beginning", async () => {
    line.pace(MiB);
    await choose();
    await expect.poll(arrived, { timeout: 20_000 }).toBeGreaterThan(0);
    line.pace(null);
    await page.reload();
    await page.getByText("上次有 1 个文件没有传完").waitFor();
    const other = someBytes(bytes.length);
    await writeFile(file, other);
    await utimes(file, new Date("2025-09-01"), new Date("2025-09-01"));
    const offsets: number[] = [];
    page.on("request", (request) => {
      if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
    });
    await choose();
    await page.getByText("已上传").waitFor({ timeout: 60_000 });
    expect(Math.min(...offsets)).toBe(0);
    const uploads = await web.system.ctx.db.selectFrom("upload").select("sha256").execute();
    expect(uploads).toContainEqual({ sha256: sha256Of(other) });
  });
});
