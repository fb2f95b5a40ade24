import { describe, expect, test } from "vitest";
import { chromiumPath, picture } from "../support/browser.ts";
import { onSearchPage } from "../support/search-page.ts";
import { fractions } from "../support/web-library.ts";

const { open, search, address, box, hits, titles, noFindings } = onSearchPage(
  "searching was not tried in the browser",
);

describe.skipIf(!chromiumPath)("suggestions", () => {
  test("are gone through with the arrows; Enter opens a title's resource", async () => {
    const page = await open();
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
    const page = await open();
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
    const page = await open();
    await search({ q: "分数" });
    await hits().first().waitFor();
    await box().fill("三小校区 数学");
    await page.getByRole("option", { name: "三小校区 数学教师" }).click();
    await page.getByRole("button", { name: "取消筛选：三小校区 数学教师" }).waitFor();
    expect(address().get("q")).toBeNull();
    expect(address().getAll("author")).toHaveLength(1);
  });

  test("are not asked for in the middle of an input method's composition", async () => {
    const page = await open();
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
    const page = await open();
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
    const page = await open();
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
    const page = await open();
    await search({ q: "分数 鲸鱼" });
    await page.getByText("没有同时含有全部词的资源").waitFor();
    expect(await titles()).toContain(fractions);
    await picture(page, "search-partial");
    await noFindings();
  });

  test("offers the spelling that was meant, as a link to the whole question", async () => {
    const page = await open();
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
    const page = await open();
    await search({ q: "数据的处理", grade: "5", subject: "mathematics" });
    await page.getByRole("button", { name: "不限“五年级”（1 个结果）" }).waitFor();
    await picture(page, "search-nothing");
    await noFindings();
    await page.getByRole("button", { name: "不限“五年级”（1 个结果）" }).click();
    await page.locator(".hit", { hasText: "《数据的处理》教学设计" }).waitFor();
  });
});

describe.skipIf(!chromiumPath)("in English, with the keyboard alone", () => {
  test("a question is asked, its first hit reached and opened", async () => {
    const page = await open();
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
