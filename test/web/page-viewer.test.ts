import type { Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { type Client, publish, signedIn } from "../support/client.ts";
import { expectToFit, inBrowser } from "../support/in-browser.ts";
import { makeZip } from "../support/make-zip.ts";
import { lockedPdf, twoPages } from "../support/preview-files.ts";
import { unitOf } from "../support/world.ts";

vi.setConfig({ testTimeout: 150_000 });

const web = inBrowser("pictures of pages were not looked at in the browser", {
  previewer: { limits: { maxPages: 2 } },
});
let author: Client;
let page: Page;

beforeAll(async () => {
  if (chromiumPath) author = await signedIn(web.system, "sanxiao.teacher");
});
afterEach(() => page?.context().close());
const publishFile = (title: string, bytes = twoPages(title)) =>
  publish(author, unitOf("group1").id, { title, files: [{ name: `${title}.pdf`, bytes }] });
const publishPdf = async (title: string, bytes?: Buffer): Promise<string> =>
  (await publishFile(title, bytes)).id;

const shownPage = () => page.locator(".viewer-frame img").first().getAttribute("alt");

/** The mark that is looked at lies there on the page's picture, in shares of it, whatever size that has. */
const expectMarkAt = (place: { x: number; y: number; width: number }) =>
  expect
    .poll(async () => {
      const [mark, image] = await Promise.all([
        page.locator(".page-mark.is-current").boundingBox(),
        page.locator(".viewer-page img").boundingBox(),
      ]);
      if (!mark || !image) return null;
      return {
        x: (mark.x - image.x) / image.width,
        y: (mark.y - image.y) / image.height,
        width: mark.width / image.width,
      };
    })
    .toEqual({
      x: expect.closeTo(place.x, 2),
      y: expect.closeTo(place.y, 2),
      width: expect.closeTo(place.width, 2),
    });

describe.skipIf(!chromiumPath)("the pages of a file", () => {
  for (const [size, viewport] of [
    ["a desk's screen", { width: 1280, height: 900 }],
    ["a telephone", { width: 390, height: 844 }],
  ] as const) {
    test(`are turned with the keyboard, small and on the whole of ${size}`, async () => {
      const id = await publishPdf(`讲义 ${size}`);
      await web.system.runJobs();
      page = await web.signIn("yixiao.teacher", viewport);
      await page.locator(".thumbnail img").first().waitFor();
      await picture(page, `list-with-pictures-${viewport.width}`);
      await page.goto(`${web.system.address}/resources/${id}`);
      await page.locator(".viewer-frame").focus();
      expect(await shownPage()).toMatch(/第 1 页$/);
      await page.keyboard.press("ArrowRight");
      expect(await shownPage()).toMatch(/第 2 页$/);
      await picture(page, `page-viewer-${viewport.width}`);
      expect(await seriousFindings(page)).toEqual([]);
      await expectToFit(page);
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
    await web.system.runJobs();
    page = await web.signIn("yixiao.teacher");
    const query = new URLSearchParams({ file: files[0].id, page: "2", q: "第二页" });
    await page.goto(`${web.system.address}/resources/${id}?${query}`);
    await page.getByAltText("找得到的讲义.pdf 第 2 页").waitFor();
    await page.locator(".page-mark.is-current").waitFor();
    await page.getByText("文字", { exact: true }).click();
    await page.locator("mark[aria-current]").waitFor();
    await page.getByRole("button", { name: "查看第 2 页" }).click();
    await page.getByAltText("找得到的讲义.pdf 第 2 页").waitFor();
  });

  test("have what was looked for marked where it stands, however large they are shown", async () => {
    const pages = [["第一页没有"], ["平行四边形和梯形", "再看平行四边形"]];
    const { id, files } = await publishFile("有记号的讲义", makePdf({ title: "有记号", pages }));
    await web.system.runJobs();
    page = await web.signIn("yixiao.teacher");
    const query = new URLSearchParams({ file: files[0].id, q: "平行四边形" });
    await page.goto(`${web.system.address}/resources/${id}?${query}`);
    await page.getByText("页面", { exact: true }).click();
    expect(await shownPage()).toMatch(/第 1 页$/);
    await page.getByText("第 0 处，共 2 处").waitFor({ state: "attached" });
    expect(await page.locator(".has-marks").allTextContents()).toEqual(["2"]);
    await page.locator(".viewer-frame").focus();
    await page.keyboard.press("n");
    expect(await shownPage()).toMatch(/第 2 页$/);
    // Five characters of 12 points from the margin on, in the first line of A4.
    await expectMarkAt({ x: 56 / 595, y: 65 / 842, width: 60 / 595 });
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("n");
    await page.getByText("第 2 处，共 2 处").waitFor({ state: "attached" });
    await expectMarkAt({ x: (56 + 24) / 595, y: 86 / 842, width: 60 / 595 });
    await page.keyboard.press("+");
    await expectMarkAt({ x: (56 + 24) / 595, y: 86 / 842, width: 60 / 595 });
    await picture(page, "page-marks");
    await page.keyboard.press("f");
    await page.locator(".viewer.is-full").waitFor();
    await expectMarkAt({ x: (56 + 24) / 595, y: 86 / 842, width: 60 / 595 });
    await picture(page, "page-marks-full");
    await page.keyboard.press("Escape");
    await page.locator(".viewer:not(.is-full)").waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectMarkAt({ x: (56 + 24) / 595, y: 86 / 842, width: 60 / 595 });
    await picture(page, "page-marks-narrow");
    await expectToFit(page);
    const toggle = page.getByRole("button", { name: "在页面图片上标出查找的词" });
    await toggle.click();
    expect(await toggle.getAttribute("aria-pressed")).toBe("false");
    expect(await page.locator(".page-mark, .has-marks").count()).toBe(0);
    await page.keyboard.press("m");
    await page.locator(".page-mark.is-current").waitFor();
    await page.getByRole("button", { name: "上一处" }).click();
    await page.getByText("第 1 处，共 2 处").waitFor({ state: "attached" });
  });

  test("beyond those with pictures are shown by the browser's own view of the file", async () => {
    const pages = [["第一页"], ["第二页"], ["第三页"], ["长除法在第四页"]];
    const { id, files } = await publishFile("长讲义", makePdf({ title: "长讲义", pages }));
    await web.system.runJobs();
    page = await web.signIn("yixiao.teacher");
    const address = `${web.system.address}/resources/${id}?file=${files[0].id}&page=4`;
    const original = page.locator(".preview-pdf");
    await page.goto(address);
    expect(await original.getAttribute("src")).toMatch(/#page=4$/);
    await page.goto(`${address}&q=${encodeURIComponent("长除法")}`);
    await page.getByRole("button", { name: "查看第 4 页" }).click();
    expect(await original.getAttribute("src")).toMatch(/#page=4$/);
    await page.getByText("页面", { exact: true }).click();
    await page.getByText("第 4 页没有图片。").waitFor();
    expect(await page.locator(".viewer-bar").textContent()).toContain("/ 4");
    expect(await shownPage()).toMatch(/第 2 页$/);
    await picture(page, "page-beyond-pictures");
    await page.getByRole("spinbutton", { name: "页码" }).fill("1");
    await page.getByText("第 4 页没有图片。").waitFor({ state: "hidden" });
    await page.getByRole("spinbutton", { name: "页码" }).fill("3");
    await page.getByRole("button", { name: "English" }).click();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText("There is no picture of page 3.").waitFor();
    await picture(page, "page-beyond-pictures-narrow");
    expect(await seriousFindings(page)).toEqual([]);
    await expectToFit(page);
    await page.getByRole("button", { name: "Show page 3 of the original" }).click();
    expect(await original.getAttribute("src")).toMatch(/#page=3$/);
  });

  test("are announced while they are made, and appear by themselves", async () => {
    const id = await publishPdf("等一等");
    page = await web.signIn("yixiao.teacher");
    await page.mouse.move(0, 0);
    await page.goto(`${web.system.address}/resources/${id}`);
    await page.getByText("页面图片正在排队制作").waitFor();
    await web.system.runJobs();
    await page.getByAltText("等一等.pdf 第 1 页").waitFor();
    expect(await page.getByText("页面图片正在排队制作").count()).toBe(0);
  });

  test("are awaited where nothing else shows the file, and only then said to be impossible", async () => {
    const bytes = makeZip([{ name: "教案.txt", bytes: "教案" }]);
    const files = [{ name: "备课包.zip", bytes }];
    const { id } = await publish(author, unitOf("group1").id, { title: "备课包", files });
    page = await web.signIn("yixiao.teacher");
    const impossible = page.getByText("此文件暂不能在线预览");
    await page.goto(`${web.system.address}/resources/${id}`);
    await page.getByText("页面图片正在排队制作").waitFor();
    expect(await impossible.count()).toBe(0);
    await web.system.runJobs();
    await impossible.waitFor();
  });

  test("are offered to whoever has begun to read something else meanwhile", async () => {
    const id = await publishPdf("先看原件");
    page = await web.signIn("yixiao.teacher");
    await page.goto(`${web.system.address}/resources/${id}`);
    // From elsewhere on the page, as a pointer comes: what appears straight within a frame is told to the frame alone.
    await page.getByRole("heading", { name: "预览" }).hover();
    await page.locator(".preview-pdf").hover();
    await web.system.runJobs();
    await page.getByText("页面图片已经做好。").waitFor();
    expect(await page.locator(".preview-pdf").count()).toBe(1);
    await page.getByRole("button", { name: "查看页面图片" }).click();
    await page.getByAltText("先看原件.pdf 第 1 页").waitFor();
    expect(await page.getByText("页面图片已经做好。").count()).toBe(0);
  });

  test("that cannot be drawn are missed in plain words", async () => {
    const id = await publishPdf("加密的讲义", lockedPdf());
    await web.system.runJobs();
    page = await web.signIn("yixiao.teacher");
    await page.goto(`${web.system.address}/resources/${id}`);
    await page.getByText("文件有密码保护，无法制作页面图片。").waitFor();
  });
});
