import { describe, expect, test } from "vitest";
import { chromiumPath, picture } from "../support/browser.ts";
import { publish } from "../support/client.ts";
import { onSearchPage } from "../support/search-page.ts";
import { longTitle, remembered } from "../support/web-library.ts";
import { unitOf } from "../support/world.ts";

const narrow = { width: 390, height: 844 };
const { web, stage, open, search, hits, noFindings, fits } = onSearchPage(
  "what a search leads to was not tried in the browser",
);

describe.skipIf(!chromiumPath)("a passage", () => {
  for (const [size, viewport] of [
    ["a desk's screen", undefined],
    ["a telephone", narrow],
  ] as const) {
    test(`opens its slide with the words marked, on ${size}`, async () => {
      const page = await open(viewport);
      await search({ q: remembered });
      await page.getByText("第 3 张").first().waitFor();
      await picture(page, viewport ? "search-phone" : "search-hits");
      await fits();
      await page.getByText("第 3 张").first().click();
      const current = page.locator("mark[aria-current]");
      await current.waitFor();
      expect(await page.locator("li.is-wanted h3").textContent()).toBe("第 3 张");
      expect(await current.textContent()).toBe(remembered);
      expect(await current.evaluate((mark) => mark.closest("li")?.className)).toBe("is-wanted");
      await page.getByText("第 1 处，共 2 处").waitFor();
      await page.getByRole("button", { name: "下一处" }).press("Enter");
      await page.getByText("第 2 处，共 2 处").waitFor();
      expect(await current.evaluate((mark) => mark.closest("li")?.querySelector("h3")?.textContent)).toBe(
        "第 5 张",
      );
      await page.getByRole("heading", { name: "相似资源" }).waitFor();
      await page.locator(".similar .resource-line", { hasText: longTitle }).waitFor();
      await picture(page, viewport ? "resource-marks-phone" : "resource-marks");
      await noFindings();
      await fits();
    });
  }
});

describe.skipIf(!chromiumPath)("a page of a PDF", () => {
  test("opens with the words marked, and from there as it was printed", async () => {
    const page = await open();
    await search({ q: "条形统计图" });
    await page.getByRole("link", { name: "学习单.pdf 第 2 页" }).click();
    await page.locator("mark[aria-current]").waitFor();
    await picture(page, "resource-pdf");
    await page.getByRole("button", { name: "查看第 2 页" }).click();
    await page.locator('iframe.preview-pdf[src$="#page=2"]').waitFor();
  });
});

describe.skipIf(!chromiumPath)("a saved search", () => {
  test("counts what others publish later, until it is opened; is renamed, removed and taken back", async () => {
    const page = await open();
    await search({ q: "分数" });
    await page.getByRole("button", { name: "保存搜索" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("名称").fill("分数的课");
    await picture(page, "saved-dialog");
    await dialog.getByLabel("名称").press("Enter");
    await page.getByRole("link", { name: "已保存" }).waitFor();

    web.system.clock.advance(60_000);
    await publish(stage.author, unitOf("group1").id, { title: "《百分数的应用》教学设计" });
    await publish(stage.author, unitOf("group1").id, { title: "《分数乘法》教学设计" });
    await web.system.runJobs();
    web.system.clock.advance(60_000);
    await page.goto(web.system.address);
    const saved = page.locator(".saved-search", { hasText: "分数的课" });
    await saved.getByText("2 个新").waitFor();
    await picture(page, "home-saved");
    await noFindings();
    await page.getByRole("button", { name: "账号", exact: false }).click();
    await page.getByRole("link", { name: "我的搜索（2 个新资源）" }).press("Enter");
    await page.waitForURL("**/saved-searches");
    await saved.getByText("2 个新").waitFor();
    await page.keyboard.press("Escape");
    await picture(page, "saved-page");
    await noFindings();

    await page.getByRole("button", { name: "重命名：分数的课" }).click();
    await page.getByLabel("名称").fill("分数");
    await page.getByLabel("名称").press("Enter");
    await page.getByRole("link", { name: "分数", exact: true }).click();
    await page.waitForURL("**/search?q=*");
    await hits().first().waitFor();
    await page.getByRole("link", { name: "已保存" }).click();
    await page.getByRole("link", { name: "分数", exact: true }).waitFor();
    await page.locator(".saved-search", { hasText: "个新" }).waitFor({ state: "detached" });

    await page.getByRole("button", { name: "删除：分数" }).click();
    await page.getByText("还没有保存的搜索").waitFor();
    await page.getByRole("button", { name: /撤\s*销/ }).click();
    await page.getByRole("link", { name: "分数", exact: true }).waitFor();
  });
});
