import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { buildWebIfStale } from "../../scripts/build-web.ts";
import {
  chromiumPath,
  picture,
  seriousFindings,
  startBrowser,
  type TestBrowser,
} from "../support/browser.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { lockedPdf, twoPages } from "../support/preview-files.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { signInWith } from "../support/web-library.ts";
import { unitOf } from "../support/world.ts";

if (!chromiumPath)
  console.warn(
    "SKIPPED: no Chromium on this machine, so pictures of pages were not looked at in the browser",
  );

vi.setConfig({ testTimeout: 150_000 });

let system: TestSystem;
let browser: TestBrowser;
let author: Client;
let page: Page;

beforeAll(async () => {
  if (!chromiumPath) return;
  system = await startTestSystem({ previewer: {} });
  await buildWebIfStale(system.ctx.log);
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  browser = await startBrowser();
}, 180_000);
afterEach(() => page?.context().close());
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

const publishFile = (title: string, bytes = twoPages(title)) =>
  publish(author, unitOf("group1").id, { title, files: [{ name: `${title}.pdf`, bytes }] });
const publishPdf = async (title: string, bytes?: Buffer): Promise<string> =>
  (await publishFile(title, bytes)).id;

const shownPage = () => page.locator(".viewer-frame img").first().getAttribute("alt");
const fits = async () =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

describe.skipIf(!chromiumPath)("the pages of a file", () => {
  for (const [size, viewport] of [
    ["a desk's screen", { width: 1280, height: 900 }],
    ["a telephone", { width: 390, height: 844 }],
  ] as const) {
    test(`are turned with the keyboard, small and on the whole of ${size}`, async () => {
      const id = await publishPdf(`讲义 ${size}`);
      await system.runJobs();
      page = await signInWith(browser, system, "yixiao.teacher", viewport);
      await page.locator(".thumbnail img").first().waitFor();
      await picture(page, `list-with-pictures-${viewport.width}`);
      await page.goto(`${system.address}/resources/${id}`);
      await page.locator(".viewer-frame").focus();
      expect(await shownPage()).toMatch(/第 1 页$/);
      await page.keyboard.press("ArrowRight");
      expect(await shownPage()).toMatch(/第 2 页$/);
      await picture(page, `page-viewer-${viewport.width}`);
      expect(await seriousFindings(page)).toEqual([]);
      await fits();
      await page.keyboard.press("f");
      await page.locator(".viewer.is-full").waitFor();
      await page.keyboard.press("Home");
      expect(await shownPage()).toMatch(/第 1 页$/);
      await picture(page, `page-viewer-full-${viewport.width}`);
      await page.keyboard.press("Escape");
      await page.locator(".viewer:not(.is-full)").waitFor();
      await page.getByRole("button", { name: "转到第 2 页" }).click();
      expect(await shownPage()).toMatch(/第 2 页$/);
    });
  }

  test("begin with the page where words were found", async () => {
    const { id, files } = await publishFile("找得到的讲义");
    await system.runJobs();
    page = await signInWith(browser, system, "yixiao.teacher");
    const query = new URLSearchParams({ file: files[0].id, page: "2", q: "第二页" });
    await page.goto(`${system.address}/resources/${id}?${query}`);
    await page.locator("mark[aria-current]").waitFor();
    await page.getByRole("button", { name: "查看第 2 页" }).click();
    await page.getByAltText("找得到的讲义.pdf 第 2 页").waitFor();
  });

  test("are announced while they are made, and appear by themselves", async () => {
    const id = await publishPdf("等一等");
    page = await signInWith(browser, system, "yixiao.teacher");
    await page.goto(`${system.address}/resources/${id}`);
    await page.getByText("页面图片正在排队制作").waitFor();
    await system.runJobs();
    await page.getByText("页面图片正在排队制作").waitFor({ state: "detached" });
    await page.getByText("页面", { exact: true }).click();
    await page.getByAltText("等一等.pdf 第 1 页").waitFor();
  });

  test("that cannot be drawn are missed in plain words", async () => {
    const id = await publishPdf("加密的讲义", lockedPdf());
    await system.runJobs();
    page = await signInWith(browser, system, "yixiao.teacher");
    await page.goto(`${system.address}/resources/${id}`);
    await page.getByText("文件已加密，无法制作页面图片。").waitFor();
  });
});
