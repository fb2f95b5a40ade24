import type { Page } from "playwright-core";
import { afterEach, beforeAll, expect, vi } from "vitest";
import { chromiumPath, picture, seriousFindings } from "./browser.ts";
import type { Client } from "./client.ts";
import { expectToFit, inBrowser } from "./in-browser.ts";
import { fillLibrary } from "./web-library.ts";

/** A small library, a browser, and the search page's parts, for the tests of one file. */
export const onSearchPage = (untried: string) => {
  const web = inBrowser(untried);
  // A browser beside the whole system on two busy cores is slow; what hangs is told by the browser's own 30 seconds.
  vi.setConfig({ testTimeout: 150_000 });
  /** Who made the library, and the page that is open in the running test. */
  const stage = {} as { author: Client; page: Page };

  beforeAll(async () => {
    if (chromiumPath) stage.author = await fillLibrary(web.system);
  }, 180_000);

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail" && stage.page) await picture(stage.page, `failed-${task.id}`);
    await stage.page?.context().close();
  });

  const hits = () => stage.page.locator(".hit h3");
  return {
    web,
    stage,
    /** A mathematics teacher of another campus of the group comes to the home page. */
    open: async (viewport?: { width: number; height: number }): Promise<Page> => {
      stage.page = await web.signIn("yixiao.math", viewport);
      return stage.page;
    },
    search: async (query: Record<string, string>): Promise<void> => {
      await stage.page.goto(`${web.system.address}/search?${new URLSearchParams(query)}`);
    },
    address: () => new URL(stage.page.url()).searchParams,
    box: () => stage.page.getByRole("combobox", { name: /搜索教学资源|Search/ }),
    hits,
    titles: () => hits().allInnerTexts(),
    noFindings: async () => expect(await seriousFindings(stage.page)).toEqual([]),
    fits: () => expectToFit(stage.page),
  };
};
