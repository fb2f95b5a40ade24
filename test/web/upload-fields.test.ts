import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test, vi } from "vitest";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { password } from "../support/client.ts";
import { choose } from "../support/in-browser.ts";
import { atUploadDesk } from "../support/upload-desk.ts";

vi.setConfig({ testTimeout: 120_000 });

const desk = atUploadDesk("fields of several uploads were not set in the browser");
const { web, openUpload, draftNamed } = desk;

/** Brings text files of these names, and waits until each is a card. */
const bring = async (page: Page, ...titles: string[]): Promise<void> => {
  const files = titles.map((title) => path.join(desk.place.path, `${title}.txt`));
  for (const [index, file] of files.entries()) await writeFile(file, `内容：${titles[index]}`);
  await page.getByTestId("file-input").setInputFiles(files);
  for (const title of titles) await cardOf(page, title).waitFor();
};

const cardOf = (page: Page, title: string) => page.getByRole("article", { name: title, exact: true });

/** Finds the value by its words, as somebody at the keyboard would. */
const set = async (form: Locator, field: string, value: string): Promise<void> => {
  await form.getByLabel(field).fill(value);
  await form.getByLabel(field).press("Enter");
};

const shownFields = async (page: Page, title: string): Promise<string[]> =>
  (await cardOf(page, title).getByRole("listitem").allTextContents()).map((words) => words.trim());

const saveDrafts = async (page: Page, count: number): Promise<void> => {
  await page.locator("button:enabled", { hasText: "存为草稿" }).click();
  await page.getByText(`已保存 ${count} 份草稿。`).waitFor();
};

describe.skipIf(!chromiumPath)("several drafts on the upload page", () => {
  const titles = ["窗台记录", "操场安排", "门口照片", "食堂通知"] as const;

  test("have fields set at once, and keep what was not set", async () => {
    const page = await openUpload();
    await bring(page, ...titles);
    const bulk = page.getByRole("group", { name: "批量操作" });
    const dialog = page.getByRole("dialog");
    const setAll = async (count: number, fields: Record<string, string>) => {
      await bulk.getByRole("button", { name: "批量设置" }).click();
      await dialog.getByText(`设置 ${count} 项资源`).waitFor();
      for (const [field, value] of Object.entries(fields)) await set(dialog, field, value);
      // A list of several stays open until one presses elsewhere.
      await dialog.getByText("只改动这里填写的字段").click();
      await picture(page, "upload-several-fields");
      expect(await seriousFindings(page)).toEqual([]);
      await dialog.getByRole("button", { name: /应\s*用/ }).click();
      await dialog.waitFor({ state: "hidden" });
    };
    for (const title of titles.slice(0, 2))
      await page.getByRole("checkbox", { name: `选择 ${title}` }).check();
    await setAll(2, { 学科: "语文", 年级: "三年级" });
    await cardOf(page, "操场安排").getByText("语文").waitFor();
    await cardOf(page, "门口照片").getByText("学科未填").waitFor();
    await bulk.getByRole("checkbox").check();
    await bulk.getByText("已选 4 项").waitFor();
    await setAll(4, { 册次: "上册" });
    for (const title of titles.slice(0, 2))
      expect(await shownFields(page, title)).toEqual(expect.arrayContaining(["语文", "三年级", "上册"]));
    await saveDrafts(page, 4);
    const lesson = { subject: "chinese", grades: ["3"], volume: "1" };
    expect(await draftNamed("窗台记录")).toMatchObject(lesson);
    expect(await draftNamed("操场安排")).toMatchObject(lesson);
    for (const title of titles.slice(2))
      expect(await draftNamed(title)).toMatchObject({ subject: null, grades: [], volume: "1" });
    const { guesses } = await draftNamed("窗台记录");
    const open = guesses.map(({ field }: { field: string }) => field);
    for (const field of ["subject", "grades", "volume"]) expect(open).not.toContain(field);
    await page.context().close();
  });

  test("become one resource, and are parted again", async () => {
    const page = await openUpload({ width: 390, height: 844 });
    await bring(page, "春游照片", "春游安全", "别的材料");
    for (const title of ["春游照片", "春游安全"])
      await page.getByRole("checkbox", { name: `选择 ${title}` }).check();
    const merge = page.getByRole("button", { name: "合并为一个资源" });
    await merge.click();
    await page.getByRole("button", { name: "拆成 2 个资源" }).click();
    await cardOf(page, "春游安全").waitFor();
    expect(await page.getByRole("article").count()).toBe(3);
    for (const title of ["春游照片", "春游安全"])
      await page.getByRole("checkbox", { name: `选择 ${title}` }).check();
    await merge.click();
    await cardOf(page, "春游安全").waitFor({ state: "detached" });
    await saveDrafts(page, 2);
    const { files } = await draftNamed("春游照片");
    expect(files.map(({ name }: { name: string }) => name)).toEqual(["春游照片.txt", "春游安全.txt"]);
    await page.context().close();
  });
});

describe.skipIf(!chromiumPath)("the last upload", () => {
  test("proposes its fields and its sharing to the same person's next one, where the name says nothing else", async () => {
    const page = await openUpload();
    await bring(page, "种子观察");
    const first = cardOf(page, "种子观察");
    await first.getByRole("button", { name: "修改字段" }).click();
    for (const [field, value] of [
      ["学科", "科学"],
      ["年级", "四年级"],
      ["册次", "下册"],
      ["版本", "教科版"],
    ] as const)
      await set(first, field, value);
    await choose(page.getByRole("combobox", { name: "共享范围" }), "共享给：三小校区");
    await page.locator("button:enabled", { hasText: "全部发布" }).click();
    await page.getByText("已发布 1 个资源。").waitFor();
    const { items } = (await desk.teacher.get("/api/resources?view=mine").expect(200)).body;
    expect(items).toMatchObject([{ title: "种子观察", sharing: { level: "campus" } }]);

    await page.goto(`${web.system.address}/upload`);
    await bring(page, "水的记录", "五年级英语 单词表");
    const next = cardOf(page, "水的记录");
    await next.getByRole("button", { name: "推测：与上一次上传相同" }).first().waitFor();
    await page.getByTitle("共享给：三小校区").waitFor();
    // Its colours are those of a button that may be pressed once it may be.
    await page.locator("button:enabled", { hasText: "全部发布" }).waitFor();
    await picture(page, "upload-as-last-time");
    expect(await seriousFindings(page)).toEqual([]);
    await saveDrafts(page, 2);
    const taken = { subject: "science", grades: ["4"], volume: "2", edition: "jiaoke" };
    const draft = await draftNamed("水的记录");
    expect(draft).toMatchObject(taken);
    for (const field of ["subject", "grades", "volume", "edition"])
      expect(draft.guesses).toContainEqual({ field, source: "last", matched: "" });
    expect(await draftNamed("五年级英语")).toMatchObject({
      subject: "english",
      grades: ["5"],
      edition: null,
    });
    await signInAsColleague(page);
    await bring(page, "同桌的文件");
    await cardOf(page, "同桌的文件").getByText("学科未填").waitFor();
    expect(await page.getByRole("button", { name: "推测：与上一次上传相同" }).count()).toBe(0);
    await page.context().close();
  });

  /** At the same computer of the staff room. */
  const signInAsColleague = async (page: Page): Promise<void> => {
    await page.context().clearCookies();
    await page.goto(`${web.system.address}/sign-in?return=/upload`);
    await page.getByLabel("用户名").fill("yixiao.math");
    await page.getByLabel("密码").fill(password);
    await page.getByRole("button", { name: /登\s*录/ }).click();
    await page.locator(".file-drop").waitFor();
  };
});
