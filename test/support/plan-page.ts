import type { Page } from "playwright-core";

/** What people do on the page of a plan that they write. */
export const planPage = (page: Page) => {
  const row = (lesson: string) => page.locator("tr[data-row]").filter({ hasText: lesson });
  const cell = (lesson: string, column: string) => row(lesson).locator(`[data-stop="${column}"]`);
  return {
    row,
    cell,
    shownLessons: () => page.locator("tr[data-row] td.is-lesson").allInnerTexts(),
    saved: () => page.getByText("全部内容已保存").waitFor(),
    /** Types a cell over. */
    async write(lesson: string, column: string, text: string) {
      await cell(lesson, column).click();
      await page.getByRole("grid").getByRole("textbox").fill(text);
      await page.keyboard.press("Enter");
    },
    /** Chooses from a row's menu. */
    async choose(lesson: string, item: string) {
      await row(lesson).locator(".row-menu-button").click();
      await page.getByRole("menuitem", { name: item }).click();
    },
    /** Says why a campus's row differs from its group's. */
    async giveReason(reason: string) {
      const why = page.getByRole("dialog", { name: "说明改动原因" });
      await why.getByLabel(/请写明原因/).fill(reason);
      await why.getByRole("button", { name: /保\s*存/ }).click();
      await page.getByText(`本校改动：${reason}`).first().waitFor();
    },
    async publish(number: number) {
      await page.getByRole("button", { name: /^发\s*布$/ }).click();
      const dialog = page.getByRole("dialog", { name: `发布第 ${number} 版` });
      await dialog.getByRole("button", { name: /^发\s*布$/ }).click();
      await page.getByText(`已发布第 ${number} 版`).waitFor();
    },
  };
};
