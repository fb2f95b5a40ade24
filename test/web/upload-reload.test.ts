import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { password } from "../support/client.ts";
import { dropFiles } from "../support/drop-files.ts";
import { expectToFit } from "../support/in-browser.ts";
import { someBytes } from "../support/streams.ts";
import { atUploadDesk } from "../support/upload-desk.ts";

vi.setConfig({ testTimeout: 120_000 });

const desk = atUploadDesk("no upload page was reloaded");
const { web, openUpload, draftsOf } = desk;
const fileCount = 12;
const patience = { timeout: 20_000 };
let root: string;

beforeAll(async () => {
  if (!chromiumPath) return;
  root = path.join(desk.place.path, "三年级数学");
  await mkdir(root, { recursive: true });
  for (let lesson = 1; lesson <= fileCount; lesson += 1)
    await writeFile(path.join(root, `第${lesson}课 教案.txt`), `第${lesson}课的内容`);
});

const uploadedNames = async () =>
  (await web.system.ctx.db.selectFrom("upload").select("name").execute()).map(({ name }) => name);
const notice = (page: Page) => page.locator(".unfinished-notice");
const remembered = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => /unfinished|brought/.test(key)));

/** Another person takes the seat at the same browser. */
const signInAs = async (page: Page, username: string) => {
  await page.context().clearCookies();
  await page.goto(`${web.system.address}/sign-in`);
  await page.getByLabel("用户名").fill(username);
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: /登\s*录/ }).click();
  await page.getByRole("heading", { name: "今天备哪一课" }).waitFor();
};

const firstTitle = (page: Page) =>
  page.locator(".draft-card").first().getByRole("textbox", { name: "标题", exact: true });

/** The page as it is after a reload in the middle: of the folder's files only four were sent. */
const reloadedInTheMiddle = async (viewport?: { width: number; height: number }): Promise<Page> => {
  const page = await openUpload(viewport);
  page.on("dialog", (dialog) => void dialog.accept());
  let sent = 0;
  await page.route("**/api/uploads", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    sent += 1;
    // The others are neither answered nor refused: the page goes before them.
    if (sent <= 4) await route.continue();
  });
  await dropFiles(page, ".file-drop", [root]);
  await expect.poll(() => page.getByText("已上传").count(), patience).toBe(4);
  await firstTitle(page).fill("改过的标题");
  await page.reload();
  await page.unroute("**/api/uploads");
  await notice(page).getByText(`上次有 ${fileCount} 个文件没有传完，或没有存成草稿`).waitFor();
  return page;
};

describe.skipIf(!chromiumPath)("an upload page that was reloaded in the middle of many files", () => {
  test("says which are missing, and with the folder brought again sends only those", async () => {
    const page = await reloadedInTheMiddle();
    const lines = notice(page).getByRole("listitem");
    expect(await lines.count()).toBe(fileCount);
    expect(await lines.filter({ hasText: "已传完，没有存成草稿" }).count()).toBe(4);
    expect(await lines.filter({ hasText: "还没有开始传" }).count()).toBe(fileCount - 4);
    await notice(page).getByText("三年级数学/第2课 教案.txt").waitFor();
    await notice(page).getByText("浏览器不能自己重新打开").waitFor();
    expect(await notice(page).getByRole("link").getAttribute("href")).toBe("/my-resources?view=drafts");
    await picture(page, "upload-reloaded");
    expect(await seriousFindings(page)).toEqual([]);
    let sentAgain = 0;
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/api/uploads")) sentAgain += 1;
    });
    await dropFiles(page, ".file-drop", [root]);
    await expect.poll(() => page.getByText("已上传").count(), patience).toBe(fileCount);
    expect(sentAgain).toBe(fileCount - 4);
    expect(await notice(page).count()).toBe(0);
    expect(await firstTitle(page).inputValue()).toBe("改过的标题");
    expect(await uploadedNames()).toHaveLength(fileCount);
    await page.getByRole("button", { name: "存为草稿" }).click();
    await page.getByText(`已保存 ${fileCount} 份草稿。`).waitFor();
    expect(await draftsOf()).toHaveLength(fileCount);
    expect(await remembered(page)).toEqual([]);
    await page.context().close();
  });

  test("goes on with what was sent without the files, and a folder brought afterwards adds only the others", async () => {
    const before = (await draftsOf()).length;
    const page = await reloadedInTheMiddle({ width: 390, height: 844 });
    await picture(page, "upload-reloaded-narrow");
    await expectToFit(page);
    await page.keyboard.press("Tab");
    const goOn = page.getByRole("button", { name: "继续整理已传完的 4 个文件" });
    await goOn.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".draft-card").count(), patience).toBe(4);
    await page.getByText("三年级数学", { exact: true }).first().waitFor();
    expect(await firstTitle(page).inputValue()).toBe("改过的标题");
    expect(await notice(page).getByRole("listitem").count()).toBe(fileCount - 4);
    await dropFiles(page, ".file-drop", [root]);
    await page.getByText("4 个文件没有成为草稿").waitFor();
    await expect.poll(() => page.getByText("已上传").count(), patience).toBe(fileCount);
    await page.getByRole("button", { name: "存为草稿" }).click();
    await page.getByText(`已保存 ${fileCount} 份草稿。`).waitFor();
    expect(await draftsOf()).toHaveLength(before + fileCount);
    await page.context().close();
  });

  test("gives up one, or all, on the server too; whoever signs in next sees none of them", async () => {
    const before = (await uploadedNames()).length;
    const page = await reloadedInTheMiddle();
    await page.goto(web.system.address);
    await signInAs(page, "sanxiao.teacher");
    await page.goto(`${web.system.address}/upload`);
    await page.locator(".file-drop").waitFor();
    await page.waitForLoadState("networkidle");
    expect(await notice(page).count()).toBe(0);
    expect(await remembered(page)).toHaveLength(fileCount);
    await signInAs(page, "sanxiao.math");
    await page.goto(`${web.system.address}/upload`);
    const sent = notice(page).getByRole("listitem").filter({ hasText: "已传完" }).first();
    await sent.getByRole("button").click();
    await expect.poll(async () => (await uploadedNames()).length, patience).toBe(before + 3);
    expect(await notice(page).getByRole("listitem").count()).toBe(fileCount - 1);
    await notice(page).getByRole("button", { name: "全部放弃" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "全部放弃" }).click();
    await expect.poll(async () => (await uploadedNames()).length, patience).toBe(before);
    expect(await notice(page).count()).toBe(0);
    expect(await remembered(page)).toEqual([]);
    await page.context().close();
  });

  test("is no matter of a second page meanwhile, until the first one is closed", async () => {
    const first = await openUpload();
    const unanswered = () => new Promise<void>(() => undefined);
    await first.route("**/api/uploads", (route) =>
      route.request().method() === "POST" ? unanswered() : route.fallback(),
    );
    await dropFiles(first, ".file-drop", [root]);
    await expect.poll(() => remembered(first), patience).toHaveLength(fileCount);
    const second = await first.context().newPage();
    await second.goto(`${web.system.address}/upload`);
    await second.locator(".file-drop").waitFor();
    await second.waitForLoadState("networkidle");
    expect(await notice(second).count()).toBe(0);
    await first.close();
    await expect.poll(() => notice(second).getByRole("listitem").count(), patience).toBe(fileCount);
    await second.context().close();
  });

  test("goes on with a large file of the folder at its offset", async () => {
    const large = path.join(root, "公开课.mp4");
    await writeFile(large, someBytes(20 * 1024 * 1024));
    const page = await openUpload();
    page.on("dialog", (dialog) => void dialog.accept());
    let patches = 0;
    await page.route("**/api/uploads/tus/*", async (route) => {
      if (route.request().method() === "PATCH" && patches++ > 0) await route.abort();
      else await route.continue();
    });
    await dropFiles(page, ".file-drop", [root]);
    await page.getByText("连接中断，恢复后自动继续").waitFor();
    await expect.poll(() => page.getByText("已上传").count(), patience).toBe(fileCount);
    await page.reload();
    await page.unroute("**/api/uploads/tus/*");
    await notice(page)
      .getByText(/已传 80%，共 20/)
      .waitFor();
    await picture(page, "upload-reloaded-part");
    const offsets: number[] = [];
    page.on("request", (request) => {
      if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
    });
    await dropFiles(page, ".file-drop", [root]);
    await expect.poll(() => page.getByText("已上传").count(), patience).toBe(fileCount + 1);
    expect(offsets).toEqual([16 * 1024 * 1024]);
    await page.context().close();
  });
});
