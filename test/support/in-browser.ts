import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { buildWebIfStale } from "../../scripts/build-web.ts";
import { chromiumPath, startBrowser, type TestBrowser } from "./browser.ts";
import { password, seedPeople } from "./client.ts";
import { type SystemOptions, startTestSystem, type TestSystem } from "./system.ts";

/** The whole product in a browser, there while the tests of one file run. */
export interface Stage {
  system: TestSystem;
  browser: TestBrowser;
  /** A person at a computer of their own, signed in and on the home page. */
  signIn(username: string, viewport?: { width: number; height: number }): Promise<Page>;
}

/** Sets the stage for the tests of one file. Without a browser they are to be skipped, and `untried` says what was not tried. */
export const inBrowser = (untried: string, options?: SystemOptions): Stage => {
  if (!chromiumPath) console.warn(`SKIPPED: no Chromium on this machine, so ${untried}`);
  const opened: Page[] = [];
  const stage = {
    async signIn(username, viewport = { width: 1280, height: 900 }) {
      const page = await (await stage.browser.newPerson(viewport)).newPage();
      opened.push(page);
      await page.goto(stage.system.address);
      await page.getByLabel("用户名").fill(username);
      await page.getByLabel("密码").fill(password);
      await page.getByRole("button", { name: /登\s*录/ }).click();
      await page.getByRole("heading", { name: "今天备哪一课" }).waitFor();
      return page;
    },
  } as Stage;
  beforeAll(async () => {
    if (!chromiumPath) return;
    stage.system = await startTestSystem(options);
    await buildWebIfStale(stage.system.ctx.log);
    await seedPeople(stage.system);
    stage.browser = await startBrowser();
  }, 180_000);
  // What a person would have seen says more than which wait ran out.
  afterEach(async ({ task }) => {
    const left = opened.splice(0).filter((page) => !page.isClosed());
    if (task.result?.state !== "fail") return;
    for (const page of left)
      console.warn(`${task.name} left ${page.url()} with\n${await page.locator("body").ariaSnapshot()}`);
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.system?.stop();
  });
  return stage;
};

/** What a list offers under this name, once it has unfolded: until then a press may be lost. */
export const optionOf = (page: Page, title: string): Locator =>
  page.locator(".ant-select-dropdown:not(.ant-slide-up)").getByTitle(title, { exact: true });

const isInWindow = (one: Locator): Promise<boolean> =>
  one.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  });

/** Chooses from a list that has opened. Where it moved under the press, the list stays, and it is pressed again as people would. */
export const choose = async (list: Locator, title: string): Promise<void> => {
  await list.click();
  const option = optionOf(list.page(), title);
  await expect.poll(() => isInWindow(option)).toBe(true);
  await option.click();
  const isChosen = await option.waitFor({ state: "hidden", timeout: 3000 }).then(
    () => true,
    () => false,
  );
  if (isChosen) return;
  await option.click();
  await option.waitFor({ state: "hidden" });
};

/** Nothing sticks out to the side. */
export const expectToFit = async (page: Page): Promise<void> => {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
};
