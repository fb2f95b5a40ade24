import { mkdir, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page, Route } from "playwright-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { password } from "../support/client.ts";
import { dropFiles } from "../support/drop-files.ts";
import { expectToFit } from "../support/in-browser.ts";
import { someBytes } from "../support/streams.ts";
import { atUploadDesk } from "../support/upload-desk.ts";

vi.setConfig({ testTimeout: 120_000 });

const desk = atUploadDesk("no upload was interrupted");
const { web, openUpload, draftsOf } = desk;
const fileCount = 12;
const patience = { timeout: 30_000 };
let root: string;

const put = async (name: string, bytes: string | Uint8Array): Promise<string> => {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bytes);
  return file;
};

beforeAll(async () => {
  if (!chromiumPath) return;
  root = path.join(desk.place.path, "备课");
  for (let lesson = 1; lesson <= fileCount; lesson += 1)
    // One as large as goes in one request: the refusal comes while it is still being sent.
    await put(`第${lesson}课 教案.txt`, lesson === 5 ? "课".repeat(1_300_000) : `第${lesson}课的内容`);
});

/** Answers the requests that send a whole file; `answer` is told how many came before. */
const answerSending = async (page: Page, answer: (route: Route, before: number) => Promise<void>) => {
  let sent = 0;
  await page.route("**/api/uploads", (route) =>
    route.request().method() === "POST" ? answer(route, sent++) : route.fallback(),
  );
};
const done = (page: Page) => page.getByText("已上传").count();
const problem = (status: number, code: string, headers = {}) => ({
  status,
  headers,
  contentType: "application/problem+json",
  body: JSON.stringify({ code }),
});
const saved = async (page: Page, count: number) => {
  await page.getByRole("button", { name: "存为草稿" }).click();
  await page.getByText(`已保存 ${count} 份草稿。`).waitFor();
  await page.context().close();
};

describe.skipIf(!chromiumPath)("files on their way", () => {
  test("wait for whoever has to sign in again, none of them lost, and then go on by themselves", async () => {
    const page = await openUpload({ width: 390, height: 844 });
    let asked = 0;
    await answerSending(page, async (route, before) => {
      asked += 1;
      if (before === 4) await page.context().clearCookies();
      await route.continue();
    });
    await dropFiles(page, ".file-drop", [root]);
    const dialog = page.getByRole("dialog");
    await dialog.getByText("登录已过期").waitFor();
    await expect.poll(() => page.getByText("登录已过期，重新登录后自动继续").count(), patience).toBe(3);
    expect(await page.getByText("上传失败").count()).toBe(0);
    expect(asked).toBeLessThanOrEqual(4 + 3);
    await picture(page, "upload-session-ended");
    await dialog.getByLabel("密码").fill(password);
    await dialog.getByRole("button", { name: /登\s*录/ }).click();
    await expect.poll(() => done(page), patience).toBe(fileCount);
    await saved(page, fileCount);
    expect(await draftsOf()).toHaveLength(fileCount);
  });

  test("wait for a server that has too much to do", async () => {
    const page = await openUpload();
    await answerSending(page, async (route, before) => {
      if (before > 2) return route.continue();
      const refusals = [
        problem(429, "rate.limited", { "retry-after": "1" }),
        problem(503, "server.draining"),
        problem(500, "internal"),
      ];
      await route.fulfill(refusals[before]);
    });
    await dropFiles(page, ".file-drop", [root]);
    await page.getByText("服务器忙，稍后自动继续").first().waitFor();
    await expect.poll(() => done(page), patience).toBe(fileCount);
    await page.context().close();
  });

  test("that failed are all sent again with one press", async () => {
    const page = await openUpload();
    await answerSending(page, (route) => route.fulfill(problem(507, "quota.exceeded")));
    await dropFiles(page, ".file-drop", [root]);
    await page.getByText(`${fileCount} 个文件没有传成，原因见各条`).waitFor();
    await picture(page, "upload-failed");
    expect(await seriousFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectToFit(page);
    await picture(page, "upload-failed-narrow");
    await page.unroute("**/api/uploads");
    await page.getByRole("button", { name: "全部重试" }).click();
    await expect.poll(() => done(page), patience).toBe(fileCount);
    expect(await page.getByRole("button", { name: "全部重试" }).count()).toBe(0);
    await page.context().close();
  });

  test("are given up each by itself, also where another is equal to it", async () => {
    const film = someBytes(20 * 1024 * 1024);
    const folder = path.join(root, "影片");
    const copiedOn = new Date("2026-09-01");
    for (const place of ["一班", "二班"])
      await utimes(await put(`影片/${place}/公开课.mp4`, film), copiedOn, copiedOn);
    const page = await openUpload();
    const rest: Route[] = [];
    await page.route("**/api/uploads/tus/*", async (route) => {
      const offset = route.request().headers()["upload-offset"] ?? "0";
      if (route.request().method() === "PATCH" && offset !== "0") rest.push(route);
      else await route.continue();
    });
    await dropFiles(page, ".file-drop", [folder]);
    await expect.poll(() => rest.length, patience).toBe(2);
    await page
      .getByRole("button", { name: /^取消 公开课/ })
      .nth(1)
      .click();
    const begun = () => web.system.ctx.db.selectFrom("resumable_upload").select("id").execute();
    await expect.poll(async () => (await begun()).length, patience).toBe(1);
    const offsets: string[] = [];
    page.on("request", (request) => offsets.push(request.headers()["upload-offset"] ?? ""));
    for (const route of rest) await route.continue().catch(() => undefined);
    await expect.poll(() => done(page), patience).toBe(1);
    // What had arrived of the other is there still, and is not sent again.
    expect(offsets).not.toContain("0");
    expect(await page.getByText("上传失败").count()).toBe(0);
    await page.context().close();
  });
});
