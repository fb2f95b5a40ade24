import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { makeXlsx } from "../../scripts/make-files/xlsx.ts";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { type Client, publish, signedIn } from "../support/client.ts";
import {
  inflating,
  laughing,
  picturing,
  reachingOut,
  repeating,
  styling,
} from "../support/hostile-documents.ts";
import { expectToFit, inBrowser } from "../support/in-browser.ts";
import { unitOf } from "../support/world.ts";

vi.setConfig({ testTimeout: 120_000 });

const web = inBrowser("no office file was drawn in the browser", { previewer: {} });
let author: Client;
let page: Page;
/** Whatever asks here should not have. */
let outside: Server;
const askedOutside: string[] = [];

beforeAll(async () => {
  if (!chromiumPath) return;
  author = await signedIn(web.system, "sanxiao.teacher");
  outside = createServer((request, response) => {
    askedOutside.push(request.url ?? "");
    response.end();
  });
  outside.on("connection", () => askedOutside.push("connection"));
  await new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve));
});
afterEach(() => page?.context().close());
afterAll(() => outside?.close());

const open = async (
  name: string,
  bytes: Buffer,
  viewport?: { width: number; height: number },
): Promise<void> => {
  const title = name.replace(/\..*/, "");
  const { id } = await publish(author, unitOf("group1").id, { title, files: [{ name, bytes }] });
  page = await web.signIn("yixiao.teacher", viewport);
  await page.goto(`${web.system.address}/resources/${id}`);
};
const frame = () => page.frameLocator(".preview-document");

describe.skipIf(!chromiumPath)("an office file for which the server has no converter", () => {
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test(`is drawn at ${viewport.width} pixels where it is a Word document`, async () => {
      const tables = [
        [
          ["环节", "教师活动"],
          ["导入", "出示课件"],
        ],
      ];
      const bytes = await makeDocx({ title: "《观潮》教学设计", paragraphs: ["感受大潮的壮观。"], tables });
      await open(`观潮${viewport.width}.docx`, bytes, viewport);
      await frame().getByText("感受大潮的壮观。").waitFor();
      await frame().getByRole("cell", { name: "出示课件" }).waitFor();
      await picture(page, `document-${viewport.width}`);
      expect(await seriousFindings(page)).toEqual([]);
      await expectToFit(page);
    });

    test(`is a table at ${viewport.width} pixels where it is a workbook, and its words are no markup`, async () => {
      const rows = [
        ["姓名", "成绩"],
        ["李雷", 95],
        ["<img src=x onerror=\"document.title='taken'\">", ""],
      ];
      const second = { name: "说明", rows: [["期末成绩"]] };
      await open(
        `成绩${viewport.width}.xlsx`,
        await makeXlsx({ sheets: [{ name: "三年级", rows }, second] }),
        viewport,
      );
      await page.getByRole("cell", { name: "95" }).waitFor();
      await page.getByRole("cell", { name: "<img src=x" }).waitFor();
      await picture(page, `workbook-${viewport.width}`);
      expect(await seriousFindings(page)).toEqual([]);
      await expectToFit(page);
      await page.getByText("说明", { exact: true }).click();
      await page.getByRole("cell", { name: "期末成绩" }).waitFor();
      expect(await page.title()).not.toBe("taken");
    });
  }

  test("reaches nothing outside and runs nothing, whatever it holds", async () => {
    const address = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
    const asked: string[] = [];
    await open("求助.docx", reachingOut(address, "看得见的字"));
    page.on("request", (request) => asked.push(request.url()));
    await page.reload();
    await frame().getByText("看得见的字").waitFor();
    await frame().getByText("按这里").click();
    await page.waitForLoadState("networkidle");
    expect(
      asked.filter((url) => !url.startsWith(web.system.address) && !/^(data|blob|about):/.test(url)),
    ).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
    expect(askedOutside).toEqual([]);
    expect(await page.title()).not.toBe("taken");
    await frame().getByText("<script>").waitFor();
  });

  test.each<[string, () => Buffer, string]>([
    ["entities without end", laughing, "文件含有不安全的内容"],
    ["what inflates beyond measure", inflating, "文件过大，不能在网页中显示"],
    ["few parts that become countless elements", repeating, "文件过大，不能在网页中显示"],
    ["one picture on very many pages", picturing, "文件过大，不能在网页中显示"],
    ["styles that repeat each other", styling, "文件过大，不能在网页中显示"],
  ])("is refused in plain words where it holds %s, and the page stays usable", async (what, make, words) => {
    await open(`${what}.docx`, make());
    await page.getByText(words).waitFor({ timeout: 60_000 });
    await page.getByRole("link", { name: /^下载/ }).first().waitFor();
  });

  test("is refused in plain words where it holds no document at all, once the indexer has looked", async () => {
    await open("不是文档.docx", Buffer.from("PK\u0003\u0004 nothing"));
    await web.system.runJobs();
    await page.getByText("此文件暂不能在线预览").waitFor();
    await page.getByRole("link", { name: /^下载/ }).first().waitFor();
  });
});
