import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Route } from "playwright-core";
import { describe, expect, test } from "vitest";
import { runIndexer } from "../../indexer/run-indexer.ts";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { dropFiles } from "../support/drop-files.ts";
import { optionOf } from "../support/in-browser.ts";
import { makeZip } from "../support/make-zip.ts";
import { atUploadDesk } from "../support/upload-desk.ts";

const desk = atUploadDesk("no folder was dropped on the upload page");
const { web, openUpload, draftsOf, draftNamed } = desk;

const put = async (root: string, name: string, text: string): Promise<void> => {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, await makeDocx({ title: text, paragraphs: [text] }));
};

describe.skipIf(!chromiumPath)("a folder dropped on the upload page", () => {
  test("becomes drafts that know where they came from, the files of one lesson together", async () => {
    const root = path.join(desk.place.path, "集体备课");
    for (let lesson = 1; lesson <= 24; lesson += 1) {
      const folder = `${lesson % 2 ? "三" : "四"}年级数学/上册`;
      await put(root, `${folder}/第${lesson}课 教学设计.docx`, `第${lesson}课`);
      await put(root, `${folder}/第${lesson}课 课件.docx`, `第${lesson}课的课件`);
    }
    await put(root, "期末总结.docx", "期末总结");
    await writeFile(path.join(root, "Thumbs.db"), "x");
    await writeFile(path.join(root, "~$期末总结.docx"), "x");
    const page = await openUpload();
    await picture(page, "upload-empty");
    await dropFiles(page, ".file-drop", [root]);
    await page.getByText("2 个文件没有成为草稿").waitFor();
    expect(await page.locator(".draft-card").count()).toBe(25);
    await page.getByText("集体备课 / 三年级数学 / 上册").first().waitFor();
    await picture(page, "upload-folder");
    const mark = page.locator(".draft-card", { hasText: "第1课" }).first().getByRole("button", {
      name: "推测：来自文件夹名中的“三年级”",
    });
    await mark.waitFor();
    await page.getByRole("button", { name: "存为草稿" }).click();
    await page.getByText("已保存 25 份草稿。").waitFor({ timeout: 60_000 });
    expect(await seriousFindings(page)).toEqual([]);
    expect(await draftsOf()).toHaveLength(25);
    const draft = await draftNamed("第1课");
    expect(draft).toMatchObject({ grades: ["3"], subject: "mathematics", kind: "lesson-plan" });
    expect(draft.files).toHaveLength(2);
    expect(draft.folder).toEqual(["集体备课", "三年级数学", "上册"]);
    expect(draft.guesses).toContainEqual({ field: "grades", source: "folder", matched: "三年级" });
    await page.context().close();
  }, 120_000);

  test("may hold a zip file, which is unpacked into drafts where that is wanted", async () => {
    // 四年级/科学教案.txt in GBK
    const gbk = Buffer.from("cbc4c4eabcb62fbfc6d1a7bdccb0b82e747874", "hex");
    const zip = path.join(desk.place.path, "备课包.zip");
    const entries = [
      { name: gbk, bytes: "声音是怎样产生的" },
      { name: "五年级/科学 第2课 教案.txt", bytes: "光" },
      { name: "五年级/科学 第2课 课件.txt", bytes: "光的课件" },
      { name: "../外面.txt", bytes: "越界" },
    ];
    await writeFile(zip, makeZip(entries));
    const indexer = await runIndexer(web.system.ctx, web.system.connection.pool);
    const page = await openUpload();
    await dropFiles(page, ".file-drop", [zip]);
    await page.getByRole("button", { name: "解压成草稿" }).click();
    await page.getByText("../外面.txt：路径指向压缩包之外").waitFor();
    await page.getByText("备课包 / 四年级").waitFor();
    expect(await page.locator(".draft-card").count()).toBe(2);
    await picture(page, "upload-unpacked");
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "存为草稿" }).click();
    await page.getByText("已保存 2 份草稿。").waitFor();
    const draft = await draftNamed("科学教案");
    expect(draft).toMatchObject({ grades: ["4"], subject: "science", folder: ["备课包", "四年级"] });
    expect(draft.files.map(({ name }: { name: string }) => name)).toEqual(["科学教案.txt"]);
    await page.context().close();
    await indexer.stop();
  });

  test("keeps what a person set, and the server is told so", async () => {
    const root = path.join(desk.place.path, "五年级英语");
    await put(root, "Unit 1 教案.docx", "Unit 1");
    const page = await openUpload({ width: 390, height: 844 });
    await dropFiles(page, ".file-drop", [root]);
    const card = page.locator(".draft-card");
    await card.getByRole("button", { name: "推测：来自文件夹名中的“五年级”" }).waitFor();
    await card.getByRole("button", { name: "修改字段" }).click();
    await picture(page, "upload-folder-narrow");
    await card.getByLabel("学科").click();
    const save = await page.getByRole("button", { name: "存为草稿" }).elementHandle();
    // Nobody is quicker from one press to the next than a page that answers the first in the same turn.
    await optionOf(page, "语文").evaluate(async (option: HTMLElement, save) => {
      option.click();
      await Promise.resolve();
      (save as HTMLElement).click();
    }, save);
    await page.getByText("已保存 1 份草稿。").waitFor();
    const draft = await draftNamed("Unit 1");
    expect(draft.subject).toBe("chinese");
    const guessed = draft.guesses.map(({ field }: { field: string }) => field);
    expect(guessed).toContain("grades");
    expect(guessed).not.toContain("subject");
    await page.goto(`${web.system.address}/resources/${draft.id}/edit`);
    await page.getByRole("button", { name: "推测：来自文件夹名中的“五年级”" }).waitFor();
    await picture(page, "edit-guessed-narrow");
    await page.context().close();
  });

  test("what is chosen stays when the page changes its language", async () => {
    const page = await openUpload();
    await put(desk.place.path, "先选的教案.docx", "先选的教案");
    await page.getByTestId("file-input").setInputFiles(path.join(desk.place.path, "先选的教案.docx"));
    await page.getByRole("article").waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "Save as drafts" }).waitFor();
    expect(await page.getByRole("article").count()).toBe(1);
    await page.context().close();
  });

  test("is sent three files at a time, the next as soon as one has arrived", async () => {
    const names = Array.from({ length: 7 }, (_, index) => path.join(desk.place.path, `同时${index}.docx`));
    for (const name of names) await put(path.dirname(name), path.basename(name), name);
    const page = await openUpload();
    const sent: Route[] = [];
    await page.route("**/api/uploads", (route) => void sent.push(route));
    await page.getByTestId("file-input").setInputFiles(names);
    for (const arrived of names.keys()) {
      await expect.poll(() => sent.length, { timeout: 20_000 }).toBe(Math.min(arrived + 3, names.length));
      await sent[arrived]?.continue();
    }
    await page.getByRole("button", { name: "存为草稿" }).click();
    await page.getByText("已保存 7 份草稿。").waitFor();
    await page.context().close();
  });
});
