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
import { type Client, publish } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { fillLibrary, fractions, longTitle, remembered, signInWith } from "../support/web-library.ts";
import { unitOf } from "../support/world.ts";

if (!chromiumPath)
  console.warn("SKIPPED: no Chromium on this machine, so searching was not tried in the browser");

// A browser beside the whole system on two busy cores is slow; what hangs is told by the browser's own 30 seconds.
vi.setConfig({ testTimeout: 150_000 });

const narrow = { width: 390, height: 844 };

let system: TestSystem;
let browser: TestBrowser;
let author: Client;
let page: Page;

const search = async (query: Record<string, string>): Promise<void> => {
  await page.goto(`${system.address}/search?${new URLSearchParams(query)}`);
};
const address = () => new URL(page.url()).searchParams;
const box = () => page.getByRole("combobox", { name: /搜索教学资源|Search/ });
const hits = () => page.locator(".hit h3");
const titles = () => hits().allInnerTexts();
const noFindings = async () => expect(await seriousFindings(page)).toEqual([]);
const fits = async () => {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
};

beforeAll(async () => {
  if (!chromiumPath) return;
  system = await startTestSystem();
  await buildWebIfStale(system.ctx.log);
  author = await fillLibrary(system);
  browser = await startBrowser();
}, 180_000);

afterEach(async ({ task }) => {
  if (task.result?.state === "fail" && page) await picture(page, `failed-${task.id}`);
  await page?.context().close();
});

afterAll(async () => {
  if (!chromiumPath) return;
  await browser?.close();
  await system?.stop();
});

describe.skipIf(!chromiumPath)("suggestions", () => {
  test("are gone through with the arrows; Enter opens a title's resource", async () => {
    page = await signInWith(browser, system, "yixiao.math");
    await box().pressSequentially("数据");
    const option = page.getByRole("option", { name: "《数据的处理》教学设计" });
    await option.waitFor();
    await picture(page, "search-suggestions");
    await noFindings();
    await box().press("ArrowDown");
    expect(await page.getByRole("option", { selected: true }).count()).toBe(1);
    await box().press("ArrowUp");
    expect(await page.getByRole("option", { selected: true }).count()).toBe(0);
    while ((await option.getAttribute("aria-selected")) !== "true") await box().press("ArrowDown");
    await box().press("Enter");
    await page.waitForURL("**/resources/*");
    await page.getByRole("heading", { level: 1, name: "《数据的处理》教学设计" }).waitFor();
  });

  test("answer pinyin; Esc closes them and leaves what was typed, Enter then searches for it", async () => {
    page = await signInWith(browser, system, "yixiao.math");
    await box().pressSequentially("fenshu");
    await page.getByRole("option").first().waitFor();
    await box().press("Escape");
    await page.getByRole("listbox").waitFor({ state: "detached" });
    expect(await box().inputValue()).toBe("fenshu");
    await box().press("Enter");
    await page.waitForURL("**/search?q=fenshu");
    await hits().first().waitFor();
  });

  test("of people set the filter, and the typed name leaves the question", async () => {
    page = await signInWith(browser, system, "yixiao.math");
    await search({ q: "分数" });
    await hits().first().waitFor();
    await box().fill("三小校区 数学");
    await page.getByRole("option", { name: "三小校区 数学教师" }).click();
    await page.getByRole("button", { name: "取消筛选：三小校区 数学教师" }).waitFor();
    expect(address().get("q")).toBeNull();
    expect(address().getAll("author")).toHaveLength(1);
  });

  test("are not asked for in the middle of an input method's composition", async () => {
    page = await signInWith(browser, system, "yixiao.math");
    const asked: string[] = [];
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.pathname === "/api/search/suggest") asked.push(url.searchParams.get("q") ?? "");
    });
    await box().focus();
    const keyboard = await page.context().newCDPSession(page);
    for (const text of ["f", "fe", "fen", "fenshu"]) {
      await keyboard.send("Input.imeSetComposition", {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    }
    await page.waitForTimeout(400);
    expect(asked).toEqual([]);
    await keyboard.send("Input.insertText", { text: "分数" });
    await page.getByRole("option").first().waitFor();
    expect(asked).toEqual(["分数"]);
  });
});

describe.skipIf(!chromiumPath)("what a question was understood as", () => {
  test("shows as a chip that becomes a filter with one key", async () => {
    page = await signInWith(browser, system, "yixiao.math");
    await search({ q: "三年级 分数" });
    const chip = page.getByRole("button", { name: "年级：三年级", exact: false });
    await chip.waitFor();
    await picture(page, "search-understood");
    await noFindings();
    await chip.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "取消筛选：三年级" }).waitFor();
    expect([address().get("q"), address().getAll("grade")]).toEqual(["分数", ["3"]]);
    expect(await box().inputValue()).toBe("分数");
    expect(await chip.count()).toBe(0);
  });

  test("can be taken back, also by the address alone", async () => {
    page = await signInWith(browser, system, "yixiao.math");
    await search({ q: "三年级 分数" });
    await page.getByRole("button", { name: "把“三年级”当作普通文字" }).click();
    await page.waitForURL((url) => url.searchParams.get("literal") === "三年级");
    await page.getByText("已理解为").waitFor({ state: "detached" });
    await page.reload();
    await hits().first().waitFor();
    expect(await page.getByText("已理解为").count()).toBe(0);
    await page.goBack();
    await page.getByRole("button", { name: "年级：三年级", exact: false }).waitFor();
  });
});

describe.skipIf(!chromiumPath)("a question that nothing answers in full", () => {
  test("is answered by what has some of its words, and says so", async () => {
    page = await signInWith(browser, system, "yixiao.math");
    await search({ q: "分数 鲸鱼" });
    await page.getByText("没有同时含有全部词的资源").waitFor();
    expect(await titles()).toContain(fractions);
    await picture(page, "search-partial");
    await noFindings();
  });

  test("offers the spelling that was meant, as a link to the whole question", async () => {
    page = await signInWith(browser, system, "yixiao.math");
    await search({ q: "三年级 分树" });
    const link = page.getByRole("link", { name: "三年级 分数", exact: true });
    await link.waitFor();
    await picture(page, "search-did-you-mean");
    await link.click();
    await page.waitForURL((url) => url.searchParams.get("q") === "三年级 分数");
    await link.waitFor({ state: "detached" });
    expect(await titles()).toContain(fractions);
  });

  test("tells which filter is in the way", async () => {
    page = await signInWith(browser, system, "yixiao.math");
    await search({ q: "数据的处理", grade: "5", subject: "mathematics" });
    await page.getByRole("button", { name: "不限“五年级”（1 个结果）" }).waitFor();
    await picture(page, "search-nothing");
    await noFindings();
    await page.getByRole("button", { name: "不限“五年级”（1 个结果）" }).click();
    await page.locator(".hit", { hasText: "《数据的处理》教学设计" }).waitFor();
  });
});

describe.skipIf(!chromiumPath)("a passage", () => {
  for (const [size, viewport] of [
    ["a desk's screen", undefined],
    ["a telephone", narrow],
  ] as const) {
    test(`opens its slide with the words marked, on ${size}`, async () => {
      page = await signInWith(browser, system, "yixiao.math", viewport);
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
    page = await signInWith(browser, system, "yixiao.math");
    await search({ q: "条形统计图" });
    await page.getByRole("link", { name: "学习单.pdf 第 2 页" }).click();
    await page.locator("mark[aria-current]").waitFor();
    await picture(page, "resource-pdf");
    await page.getByRole("button", { name: "查看原件第 2 页" }).click();
    await page.locator('iframe.preview-pdf[src$="#page=2"]').waitFor();
  });
});

describe.skipIf(!chromiumPath)("a saved search", () => {
  test("counts what others publish later, until it is opened; is renamed, removed and taken back", async () => {
    page = await signInWith(browser, system, "yixiao.math");
    await search({ q: "分数" });
    await page.getByRole("button", { name: "保存搜索" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("名称").fill("分数的课");
    await picture(page, "saved-dialog");
    await dialog.getByLabel("名称").press("Enter");
    await page.getByRole("link", { name: "已保存" }).waitFor();

    system.clock.advance(60_000);
    await publish(author, unitOf("group1").id, { title: "《百分数的应用》教学设计" });
    await publish(author, unitOf("group1").id, { title: "《分数乘法》教学设计" });
    await system.runJobs();
    system.clock.advance(60_000);
    await page.goto(system.address);
    const saved = page.locator(".saved-search", { hasText: "分数的课" });
    await saved.getByText("2 个新").waitFor();
    await picture(page, "home-saved");
    await noFindings();
    await page.getByRole("button", { name: "账号", exact: false }).click();
    await page.getByRole("link", { name: "我的搜索（2 个新资源）" }).click();
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

describe.skipIf(!chromiumPath)("in English, with the keyboard alone", () => {
  test("a question is asked, its first hit reached and opened", async () => {
    page = await signInWith(browser, system, "yixiao.math");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.locator("h1", { hasText: /\p{Script=Han}/u }).waitFor({ state: "detached" });
    await page.keyboard.press("/");
    await page.keyboard.type("三年级 分数");
    await page.keyboard.press("Enter");
    await page.getByText("Understood as").waitFor();
    await page.getByText("Grade", { exact: false }).first().waitFor();
    await picture(page, "search-english");
    await noFindings();
    await page.keyboard.press("Escape");
    await box().focus();
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.hasAttribute("data-hit"))).toBe(true);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/resources/*");
    await page.getByRole("heading", { name: "Similar resources" }).waitFor();
    await picture(page, "resource-english");
    await noFindings();
  });
});
