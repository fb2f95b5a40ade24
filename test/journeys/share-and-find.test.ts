import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runIndexer } from "../../indexer/run-indexer.ts";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { makePptx } from "../../scripts/make-files/pptx.ts";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { corpusFiles } from "../support/corpus.ts";
import { dropFiles } from "../support/drop-files.ts";
import { expectToFit, inBrowser } from "../support/in-browser.ts";

interface Lesson {
  files: { name: string; bytes: Buffer }[];
  courseware: string;
  /** What is proposed for the first of the cards that the files make. */
  proposed: string;
  cards: number;
  /** Words that stand on the third slide and nowhere else. */
  remembered: string;
}

const makeLesson = async (): Promise<Lesson> => {
  const lesson = "三年级数学上册《分数的初步认识》";
  const remembered = "荞粑粑平均切成八块";
  const titles = ["分一分", "折一折", remembered, "练一练"];
  const slides = titles.map((title) => ({ title, lines: ["说说你是怎么想的。"] }));
  const courseware = `${lesson}课件.pptx`;
  const paragraphs = ["教学目标：认识几分之一。"];
  return {
    files: [
      { name: `${lesson}教学设计.docx`, bytes: await makeDocx({ title: lesson, paragraphs }) },
      { name: courseware, bytes: await makePptx({ title: lesson, slides }) },
    ],
    courseware,
    proposed: "三年级",
    cards: 1,
    remembered,
  };
};

/** A plan and courseware as teachers made them, where the development corpus is found. */
const findLesson = (): Lesson | null => {
  const files = corpusFiles("documents/zh", "the journey with documents of teachers")
    ?.filter(({ name }) => /造物新纪元.*\.pptx$|人工智能理论\.docx$/.test(name))
    .map(({ path: file, read }) => ({ name: path.basename(file), bytes: read() }));
  const courseware = files?.find(({ name }) => name.endsWith(".pptx"))?.name;
  if (files?.length !== 2 || !courseware) return null;
  return { files, courseware, proposed: "课件", cards: 2, remembered: "材料一层一层叠加" };
};
const narrow = { width: 390, height: 844 };

const web = inBrowser("the journey in the browser was not made");
let indexer: { stop(): Promise<void> };
let folder: string;
let lesson: Lesson;

/** Asks again until the indexer has caught up, as a person who reloads would. */
const searchUntilFound = async (page: Page, words: string): Promise<void> => {
  const found = page.getByText("第 3 张").first();
  for (let attempt = 0; attempt < 30; attempt++) {
    await page.goto(`${web.system.address}/search?q=${encodeURIComponent(words)}`);
    const isThere = await found.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
  }
  throw new Error(`nothing was found for ${words}`);
};

beforeAll(async () => {
  if (!chromiumPath) return;
  indexer = await runIndexer(web.system.ctx, web.system.connection.pool);
  folder = await mkdtemp(path.join(tmpdir(), "campus-commons-journey-"));
  lesson = findLesson() ?? (await makeLesson());
  for (const { name, bytes } of lesson.files) await writeFile(path.join(folder, name), bytes);
}, 180_000);

afterAll(async () => {
  if (!chromiumPath) return;
  await indexer?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(!chromiumPath)("a lesson goes from one campus to another", () => {
  let address: string;

  test("a teacher of 三小校区 drags in a plan and its courseware, fills in little and shares them with the group", async () => {
    const page = await web.signIn("sanxiao.math");
    await page.getByRole("link", { name: "上传" }).first().click();
    const files = lesson.files.map(({ name }) => path.join(folder, name));
    await dropFiles(page, ".file-drop", files);
    const cards = page.getByRole("article");
    await cards.first().getByText(lesson.proposed, { exact: false }).first().waitFor();
    expect(await cards.count()).toBe(lesson.cards);
    // Proposals come while the files still travel.
    await page.locator("button:enabled", { hasText: "全部发布" }).waitFor();
    await picture(page, "journey-upload");
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByText("第一教育集团", { exact: false }).first().click();
    await page.getByRole("button", { name: "全部发布" }).click();
    await page.getByText(`已发布 ${lesson.cards} 个资源`).waitFor();
    await picture(page, "journey-published");
    await page.context().close();
  });

  test("a teacher of 一小校区 finds it by words of its third slide, sees which slide, and previews it", async () => {
    const page = await web.signIn("yixiao.teacher");
    await searchUntilFound(page, lesson.remembered);
    await picture(page, "journey-found");
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByText("第 3 张").first().click();
    await page.getByRole("button", { name: /改\s*编/ }).waitFor();
    await page.locator("mark").first().waitFor();
    address = page.url();
    await picture(page, "journey-resource");
    expect(await seriousFindings(page)).toEqual([]);

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: `下载 ${lesson.courseware}` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(lesson.courseware);
    const bytes = await readFile((await download.path()) as string);
    expect(bytes.equals(await readFile(path.join(folder, lesson.courseware)))).toBe(true);

    await page.getByRole("button", { name: /改\s*编/ }).click();
    await page.getByRole("button", { name: "开始改编" }).click();
    await page.waitForURL((url) => url.href !== address);
    await page.getByText("一小校区", { exact: false }).first().waitFor();
    await page.getByText("改编自").waitFor();
    await picture(page, "journey-adapted");
    await page.context().close();
  });

  test("it reads well on a telephone", async () => {
    const page = await web.signIn("yixiao.math", narrow);
    await page.goto(`${web.system.address}/search?q=${encodeURIComponent(lesson.remembered)}`);
    await page.getByText("第 3 张").first().waitFor();
    await picture(page, "journey-phone-search");
    expect(await seriousFindings(page)).toEqual([]);
    await page.goto(address);
    await page.getByRole("button", { name: /改\s*编/ }).waitFor();
    await picture(page, "journey-phone-resource");
    expect(await seriousFindings(page)).toEqual([]);
    await expectToFit(page);
    await page.context().close();
  });

  test("a teacher of another group finds nothing of it, even by its address", async () => {
    const page = await web.signIn("erxiao.teacher");
    await page.goto(`${web.system.address}/search?q=${encodeURIComponent(lesson.remembered)}`);
    await page.getByText("没有找到与", { exact: false }).waitFor();
    await page.goto(address);
    await page
      .getByText(/没有|不存在|找不到/)
      .first()
      .waitFor();
    expect(await page.getByText(lesson.courseware, { exact: false }).count()).toBe(0);
    await picture(page, "journey-outsider");
    await page.context().close();
  });
});
