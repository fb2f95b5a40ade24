import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { makeXlsx } from "../../scripts/make-files/xlsx.ts";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { dropFiles } from "../support/drop-files.ts";
import { atUploadDesk } from "../support/upload-desk.ts";

vi.setConfig({ testTimeout: 120_000 });

const desk = atUploadDesk("no filled list was brought to the upload page");
const { web, openUpload, draftNamed } = desk;

const head = ["文件", "标题", "类型", "学科", "年级", "学期"];
const writeList = async (file: string, rows: string[][]): Promise<string> => {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, await makeXlsx({ sheets: [{ name: "清单", rows: [head, ...rows] }] }));
  return file;
};
const put = async (file: string): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `内容 ${file}`);
};

describe.skipIf(!chromiumPath)("a filled list on the upload page", () => {
  test("is dropped with its folder, sets what it says, and tells what did not come together", async () => {
    const root = path.join(desk.place.path, "备课");
    for (const name of ["三年级/第1课 教案.txt", "三年级/第1课 课件.txt", "三年级/第2课.txt", "别的.txt"])
      await put(path.join(root, name));
    await writeList(path.join(root, "我填的.xlsx"), [
      ["第1课 教案.txt", "分数的初步认识", "教学设计", "语文", "四年级", "2026-2027-2"],
      ["第1课 课件.txt", "分数的初步认识", "", "语文"],
      ["三年级/第2课.txt", "", "课件儿", "数学"],
      ["没有的.txt", "", "", "数学"],
    ]);
    const page = await openUpload();
    await dropFiles(page, ".file-drop", [root]);
    const notice = page.locator(".manifest-notice");
    await notice.getByText("清单“我填的.xlsx”：描述了 3 个文件").waitFor();
    await notice.getByText("第 4 行：类型“课件儿”不在词表中").waitFor();
    await notice.getByText("第 5 行：没有的.txt").waitFor();
    await notice.getByText("备课/别的.txt").waitFor();
    expect(await page.locator(".draft-card").count()).toBe(3);
    await picture(page, "upload-manifest");
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "存为草稿" }).click();
    await page.getByText("已保存 3 份草稿。").waitFor();
    await web.system.runJobs();
    const draft = await draftNamed("分数的初步认识");
    expect(draft).toMatchObject({ subject: "chinese", grades: ["4"], term: "2026-2027-2" });
    expect(draft.files).toHaveLength(2);
    const guessed = draft.guesses.map(({ field }: { field: string }) => field);
    for (const field of ["kind", "subject", "grades", "term"]) expect(guessed).not.toContain(field);
    await page.context().close();
  });

  test("is chosen by itself, on a telephone, for files that are there and those that come later", async () => {
    const [early, late] = [path.join(desk.place.path, "早.txt"), path.join(desk.place.path, "晚.txt")];
    await put(early);
    await put(late);
    const list = await writeList(path.join(desk.place.path, "表.xlsx"), [
      ["早.txt", "早来的", "", "英语"],
      ["晚.txt", "晚来的", "", "科学"],
    ]);
    const page = await openUpload({ width: 390, height: 844 });
    await page.getByTestId("file-input").setInputFiles(early);
    await page.getByRole("article").waitFor();
    await page.getByTestId("manifest-input").setInputFiles(list);
    await page.getByRole("article", { name: "早来的" }).waitFor();
    await picture(page, "upload-manifest-narrow");
    await page.getByTestId("file-input").setInputFiles(late);
    await page.getByRole("article", { name: "晚来的" }).getByText("科学").waitFor();
    await page.getByText("描述了 2 个文件").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await page.context().close();
  });

  test("is filled in from the template that the page offers; what is no list is said to be none", async () => {
    const page = await openUpload();
    const begun = page.waitForEvent("download");
    await page.getByRole("link", { name: "下载清单模板" }).click();
    const template = path.join(desk.place.path, "模板.xlsx");
    await (await begun).saveAs(template);
    expect((await readFile(template)).subarray(0, 2).toString()).toBe("PK");
    await page.getByTestId("manifest-input").setInputFiles(template);
    await page.getByText("清单“模板.xlsx”：描述了 0 个文件").waitFor();
    await writeFile(path.join(desk.place.path, "不是.xlsx"), "不是表格");
    await page.getByTestId("manifest-input").setInputFiles(path.join(desk.place.path, "不是.xlsx"));
    await page.getByText("文件已损坏或无法识别").waitFor();
    await page.context().close();
  });
});
