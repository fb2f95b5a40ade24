import { describe, expect, test } from "vitest";
import { chromiumPath } from "../support/browser.ts";
import { onSearchPage } from "../support/search-page.ts";

const { web, open, search, box, hits, noFindings, fits } = onSearchPage(
  "odd questions were not tried in the browser",
);

describe.skipIf(!chromiumPath)("a question", () => {
  test("that is too long is called that, and an address of nothing that can be is not called missing", async () => {
    const page = await open({ width: 390, height: 844 });
    await search({ q: "长".repeat(3000) });
    await page.getByRole("heading", { name: "搜索内容过长" }).waitFor();
    expect(await page.getByText("没有找到").count()).toBe(0);
    await fits();
    await noFindings();
    await page.goto(`${web.system.address}/search?q=分数&subject=%20`);
    await page.getByRole("heading", { name: "看不懂这个地址" }).waitFor();
    expect(await page.getByText("404").count()).toBe(0);
  });

  test("of which not all fits into the box says so until it is shortened", async () => {
    const page = await open();
    await page.evaluate(() => {
      const paste = (text: string) => {
        const field = document.querySelector<HTMLInputElement>("input[name=q]");
        const clipboardData = new DataTransfer();
        clipboardData.setData("text", text);
        field?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
      };
      paste("长".repeat(501));
    });
    await page.keyboard.press("/");
    await page.getByRole("alert").filter({ hasText: "只保留了前 500 个字" }).waitFor();
    await box().fill("分数");
    await page.getByText("只保留了前 500 个字").waitFor({ state: "detached" });
  });

  test("without a word says that everything is listed", async () => {
    const page = await open();
    await search({ q: "？！🙂" });
    await page.getByText("中没有可以搜索的字词，以下是全部资源").waitFor();
    await hits().first().waitFor();
    await search({ q: "分数" });
    await hits().first().waitFor();
    expect(await page.getByText("没有可以搜索的字词").count()).toBe(0);
  });
});
