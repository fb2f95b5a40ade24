import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, vi } from "vitest";
import { buildWebIfStale } from "../../scripts/build-web.ts";
import { chromiumPath, picture, seriousFindings, startBrowser, type TestBrowser } from "./browser.ts";
import type { Client } from "./client.ts";
import { startTestSystem, type TestSystem } from "./system.ts";
import { fillLibrary, signInWith } from "./web-library.ts";

/** What the tests of one file act with; there while they run. */
export interface Stage {
  system: TestSystem;
  browser: TestBrowser;
  /** Who made the library. */
  author: Client;
  /** The page that is open in the running test. */
  page: Page;
}

/** A small library, a browser, and the search page's parts, for the tests of one file. */
export const onSearchPage = () => {
  const stage = {} as Stage;
  // A browser beside the whole system on two busy cores is slow; what hangs is told by the browser's own 30 seconds.
  vi.setConfig({ testTimeout: 150_000 });

  beforeAll(async () => {
    if (!chromiumPath) return;
    stage.system = await startTestSystem();
    await buildWebIfStale(stage.system.ctx.log);
    stage.author = await fillLibrary(stage.system);
    stage.browser = await startBrowser();
  }, 180_000);

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail" && stage.page) await picture(stage.page, `failed-${task.id}`);
    await stage.page?.context().close();
  });

  afterAll(async () => {
    if (!chromiumPath) return;
    await stage.browser?.close();
    await stage.system?.stop();
  });

  const hits = () => stage.page.locator(".hit h3");
  return {
    stage,
    /** A mathematics teacher of another campus of the group comes to the home page. */
    open: async (viewport?: { width: number; height: number }): Promise<Page> => {
      stage.page = await signInWith(stage.browser, stage.system, "yixiao.math", viewport);
      return stage.page;
    },
    search: async (query: Record<string, string>): Promise<void> => {
      await stage.page.goto(`${stage.system.address}/search?${new URLSearchParams(query)}`);
    },
    address: () => new URL(stage.page.url()).searchParams,
    box: () => stage.page.getByRole("combobox", { name: /搜索教学资源|Search/ }),
    hits,
    titles: () => hits().allInnerTexts(),
    noFindings: async () => expect(await seriousFindings(stage.page)).toEqual([]),
    /** Nothing sticks out to the side. */
    fits: async () => {
      const overflow = await stage.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    },
  };
};
