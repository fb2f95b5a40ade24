import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { createDraft, publish, signedIn } from "../support/client.ts";
import { type FakeClamd, malware, startFakeClamd } from "../support/fake-clamd.ts";
import { expectToFit, inBrowser } from "../support/in-browser.ts";
import { unitOf } from "../support/world.ts";

const daemon: FakeClamd = await startFakeClamd();
const web = inBrowser("no quarantined file was released in the browser", { environment: daemon.environment });

const fileCount = 21;
const fileOf = (index: number) => ({ name: `误报${index}.txt`, bytes: Buffer.from(`${malware} ${index}`) });

beforeAll(async () => {
  if (!chromiumPath) return;
  const author = await signedIn(web.system, "sanxiao.teacher");
  await publish(author, unitOf("group1").id, { title: "荷叶圆圆", files: [fileOf(0)] });
  for (let index = 1; index < fileCount; index += 1) await createDraft(author, { files: [fileOf(index)] });
  await web.system.runJobs();
}, 120_000);
afterAll(() => daemon.goAway());

describe.skipIf(!chromiumPath)("the list of quarantined files", () => {
  test("is read page by page; the administrator releases one after a question", async () => {
    const page = await web.signIn("xinping.admin", { width: 390, height: 844 });
    await page.getByText(`有 ${fileCount} 个文件没有通过查毒`).waitFor();
    await page.getByRole("link", { name: "查看", exact: true }).click();
    const lines = page.locator(".quarantined");
    await lines.first().waitFor();
    expect(await lines.count()).toBe(20);
    await page.getByRole("button", { name: "下一页" }).click();
    await expect.poll(() => lines.count(), { timeout: 10_000 }).toBe(1);
    await page.goBack();
    await expect.poll(() => lines.count(), { timeout: 10_000 }).toBe(20);
    const button = page.getByRole("button", { name: /^放行 误报/ }).first();
    const name = (await button.getAttribute("aria-label"))?.slice(3) ?? "";
    await button.focus();
    await page.keyboard.press("Enter");
    const question = page.getByRole("dialog");
    await question.getByText(`放行“${name}”？`).last().waitFor();
    await picture(page, "quarantine-release-narrow");
    expect(await seriousFindings(page)).toEqual([]);
    await expectToFit(page);
    await question.getByRole("button", { name: "继续隔离" }).click();
    await question.waitFor({ state: "hidden" });
    await button.click();
    await question.getByRole("button", { name: /放\s*行/ }).click();
    await page.getByText(`已放行：${name}`).waitFor();
    await expect.poll(() => page.getByText(name, { exact: true }).count(), { timeout: 10_000 }).toBe(0);
  });

  test("offers whoever may not release nothing but the list", async () => {
    const page = await web.signIn("sanxiao.teacher");
    await page.goto(`${web.system.address}/my-resources?view=quarantine`);
    await page.locator(".quarantined").first().waitFor();
    await picture(page, "quarantine-own");
    expect(await page.getByRole("button", { name: /^放行/ }).count()).toBe(0);
  });
});
