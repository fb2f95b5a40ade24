import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { dropFiles } from "../support/drop-files.ts";
import { optionOf } from "../support/in-browser.ts";
import { atUploadDesk } from "../support/upload-desk.ts";
import { unitOf } from "../support/world.ts";

const desk = atUploadDesk("no folder became a collection");
const { web, openUpload, draftsOf } = desk;

const phone = { width: 390, height: 844 };
const sectionsOf = (page: Page) =>
  page.getByRole("navigation", { name: "目录" }).getByRole("link").allInnerTexts();
const entriesOf = (page: Page) => page.locator(".collection-main .resource-line h3").allInnerTexts();

describe.skipIf(!chromiumPath)("a folder with folders in it", () => {
  test("is kept as a proposal, submitted, accepted, and seen by each as far as it is shared", async () => {
    const root = path.join(desk.place.path, "三年级数学上册");
    for (const name of [
      "第十单元/总复习 教案.txt",
      "第二单元/口算乘法 教案.txt",
      "第二单元/笔算乘法 教案.txt",
    ]) {
      const file = path.join(root, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, name);
    }
    const page = await openUpload();
    await dropFiles(page, ".file-drop", [root]);
    await page.locator(".draft-card").nth(2).waitFor();
    await page.getByRole("button", { name: "存为草稿" }).click();
    await page.getByText("文件夹已保留为 1 个合集提案").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, "collections-upload");
    await page.getByRole("link", { name: "三年级数学上册" }).click();
    // The folder itself has no file.
    await page.getByRole("heading", { name: "第二单元" }).waitFor();
    expect(await sectionsOf(page)).toEqual(["三年级数学上册 0", "第二单元 2", "第十单元 1"]);
    await page.locator(".collection-main li").nth(1).waitFor();
    const [first, second] = await entriesOf(page);
    // With the keyboard: the button moves what stands beside it.
    await page.getByRole("button", { name: `下移 ${first}` }).focus();
    await page.keyboard.press("Enter");
    await page
      .locator(".collection-main li")
      .first()
      .getByText(second as string)
      .waitFor();
    expect(await entriesOf(page)).toEqual([second, first]);
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, "collections-proposal");

    await page.getByRole("button", { name: "修改名称和说明" }).click();
    await page.getByLabel("名称", { exact: true }).fill("三上数学资料");
    await page.getByRole("combobox", { name: "提交到" }).click();
    await optionOf(page, unitOf("group1").name).click();
    await picture(page, "collections-edit");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByRole("heading", { name: "三上数学资料", level: 1 }).waitFor();
    await page.getByRole("button", { name: "提交审核" }).click();
    await page.getByText("待审核", { exact: true }).waitFor();

    for (const { id, title } of await draftsOf()) {
      const sharedWith = title.startsWith("口算") ? unitOf("group1").id : unitOf("sanxiao").id;
      await desk.teacher.post(`/api/resources/${id}/publish`).send({ sharedWith }).expect(200);
    }
    const address = new URL(page.url());
    await page.context().close();

    const curator = await web.signIn("group1.research", phone);
    await curator.goto(`${web.system.address}/collections?view=waiting`);
    await curator.getByRole("link", { name: "三上数学资料" }).waitFor();
    expect(await seriousFindings(curator)).toEqual([]);
    await picture(curator, "collections-waiting-390");
    await curator.getByRole("link", { name: "三上数学资料" }).click();
    await curator.getByRole("button", { name: "收录" }).click();
    await curator.getByText("已收录。").waitFor();
    await curator.getByRole("link", { name: /第二单元/ }).click();
    await curator.getByRole("heading", { name: "第二单元" }).waitFor();
    await curator.locator(".collection-main .resource-line").waitFor();
    expect(await seriousFindings(curator)).toEqual([]);
    await picture(curator, "collections-curated-390");
    await curator.context().close();

    const shown = async (username: string, viewport?: typeof phone) => {
      const reader = await web.signIn(username, viewport);
      await reader.goto(`${web.system.address}/collections`);
      await reader.getByRole("link", { name: "三上数学资料" }).click();
      await reader.getByRole("link", { name: /第二单元/ }).click();
      await reader.getByRole("heading", { name: "第二单元" }).waitFor();
      await reader.locator(".collection-main .resource-line").first().waitFor();
      const { isWide } = await reader.evaluate(() => ({
        isWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      }));
      expect(isWide, "the page is wider than the window").toBe(false);
      const seen = { sections: await sectionsOf(reader), entries: (await entriesOf(reader)).toSorted() };
      await picture(reader, `collections-${username}`);
      await reader.context().close();
      return seen;
    };
    expect(await shown("sanxiao.teacher")).toMatchObject({
      sections: ["三上数学资料 0", "第二单元 2", "第十单元 1"],
      entries: [expect.stringMatching(/^口算/), expect.stringMatching(/^笔算/)],
    });
    expect(await shown("yixiao.teacher", phone)).toMatchObject({
      sections: ["三上数学资料 0", "第二单元 1", "第十单元 0"],
      entries: [expect.stringMatching(/^口算/)],
    });
    const stranger = await web.signIn("erxiao.teacher");
    await stranger.goto(`${web.system.address}${address.pathname}`);
    await stranger.getByText("内容不存在，或没有与你共享。").waitFor();
    await stranger.context().close();
  }, 120_000);

  test("and a resource is proposed into a collection, and let in", async () => {
    const lead = await web.signIn("sanxiao.lead");
    await lead.goto(`${web.system.address}/collections?view=mine`);
    await lead.getByText("你还没有提出过合集。").waitFor();
    await lead.getByRole("button", { name: "新建合集" }).click();
    await lead.getByLabel("名称", { exact: true }).fill("校本练习");
    await lead.getByRole("button", { name: "保存" }).click();
    await lead.getByRole("heading", { name: "校本练习", level: 1 }).waitFor();
    const { body } = await desk.teacher.get("/api/resources?view=mine").expect(200);
    const { id, title } = body.items[0];

    const teacher = await web.signIn("sanxiao.math");
    await teacher.goto(`${web.system.address}/resources/${id}`);
    await teacher.getByRole("button", { name: "推荐到合集" }).click();
    expect(await teacher.getByRole("radio", { name: /三上数学资料/ }).isDisabled()).toBe(true);
    await teacher.getByRole("radio", { name: /校本练习/ }).check();
    await picture(teacher, "collections-propose");
    expect(await seriousFindings(teacher)).toEqual([]);
    await teacher.getByRole("button", { name: "推荐", exact: true }).click();
    await teacher.getByText("已推荐，等待审核。").waitFor();

    await lead.reload();
    await lead.getByText("1 个推荐的资源待审核").waitFor();
    await picture(lead, "collections-entry-waiting");
    await lead.getByRole("button", { name: "收入" }).click();
    await lead.locator(".collection-main .resource-line").waitFor();
    expect(await entriesOf(lead)).toEqual([title]);
    expect(await seriousFindings(lead)).toEqual([]);
    await teacher.reload();
    await teacher.getByRole("link", { name: "校本练习" }).waitFor();
    await picture(teacher, "collections-on-resource");
    await lead.getByRole("button", { name: "移除合集" }).click();
    await lead.getByRole("button", { name: "撤销", exact: true }).click();
    await lead.getByRole("button", { name: "移除合集" }).waitFor();
    await lead.context().close();
    await teacher.context().close();
  }, 60_000);
});
