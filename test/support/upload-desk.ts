import type { Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { chromiumPath } from "./browser.ts";
import { type Client, signedIn } from "./client.ts";
import { inBrowser, type Stage } from "./in-browser.ts";
import { makeTemporaryDirectory } from "./temporary-directory.ts";

/** A teacher's upload page, there while the tests of one file run. */
export interface UploadDesk {
  web: Stage;
  /** The teacher of the page, through the API. */
  teacher: Client;
  /** A folder for what is to be uploaded. */
  place: Awaited<ReturnType<typeof makeTemporaryDirectory>>;
  openUpload(viewport?: { width: number; height: number }): Promise<Page>;
  draftsOf(): Promise<{ id: string; title: string; grades: string[] }[]>;
  /** The whole draft whose title begins so. */
  // biome-ignore lint/suspicious/noExplicitAny: a reply is held against what is expected of it.
  draftNamed(beginning: string): Promise<any>;
}

/** Sets up the page for the tests of one file. Without a browser they are to be skipped, and `untried` says what was not tried. */
export const atUploadDesk = (untried: string): UploadDesk => {
  const web = inBrowser(untried);
  const desk = {
    web,
    async openUpload(viewport) {
      const page = await web.signIn("sanxiao.math", viewport);
      await page.goto(`${web.system.address}/upload`);
      await page.locator(".file-drop").waitFor();
      page.setDefaultTimeout(20_000);
      return page;
    },
    async draftsOf() {
      return (await desk.teacher.get("/api/resources?view=drafts&limit=100").expect(200)).body.items;
    },
    async draftNamed(beginning) {
      const made = (await desk.draftsOf()).find(({ title }) => title.startsWith(beginning));
      return (await desk.teacher.get(`/api/resources/${made?.id}?draft=true`).expect(200)).body;
    },
  } as UploadDesk;
  beforeAll(async () => {
    if (!chromiumPath) return;
    desk.teacher = await signedIn(web.system, "sanxiao.math");
    desk.place = await makeTemporaryDirectory();
  });
  afterAll(() => desk.place?.remove());
  return desk;
};
