import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { seedTextbookNodes } from "../../server/modules/vocabulary/index.ts";
import { nearestBook } from "../../web/features/textbooks/choose-book.ts";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { publish, signedIn } from "../support/client.ts";
import { expectToFit, inBrowser } from "../support/in-browser.ts";
import { unitOf } from "../support/world.ts";

const web = inBrowser("nobody browsed the textbooks in the browser");
vi.setConfig({ testTimeout: 150_000 });

const nodesBelow = (parentId: string | null) =>
  seedTextbookNodes.filter(({ parent_id }) => parent_id === parentId);
type Node = (typeof seedTextbookNodes)[number];
const book = nodesBelow(null).find(
  ({ subject, grade, volume }) => subject === "mathematics" && grade === "3" && volume === "1",
) as Node;
const [unit, emptyUnit] = nodesBelow(book.id) as [Node, Node];
const [lesson] = nodesBelow(unit.id) as [Node];
const fields = { subject: "mathematics", grades: ["3"], volume: "1" };
let resourceId: string;

beforeAll(async () => {
  if (!chromiumPath) return;
  const author = await signedIn(web.system, "sanxiao.math");
  const group = unitOf("group1").id;
  const ofLesson = { ...fields, textbookNodeId: lesson.id };
  resourceId = (await publish(author, group, { title: "这一课的课件", fields: ofLesson, files: [] })).id;
  await publish(author, group, {
    title: "这一单元的练习",
    fields: { ...fields, textbookNodeId: unit.id },
    files: [],
  });
}, 120_000);

const titlesOf = (page: Page) => page.locator(".resource-line h3").allInnerTexts();
const chosenIn = (page: Page) => new URL(page.url()).searchParams.get("node");
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 2, name, exact: true });

describe.skipIf(!chromiumPath)("browsing textbooks", () => {
  test("begins at one's own subject and grade, and comes by keyboard to the resources of a lesson", async () => {
    const page = await web.signIn("sanxiao.math");
    await page.getByRole("navigation").getByRole("link", { name: "按教材浏览" }).click();
    await heading(page, book.title).waitFor();
    expect(chosenIn(page)).toBe(book.id);
    await page.getByText("这一单元的练习").waitFor();
    expect((await titlesOf(page)).sort()).toEqual(["这一单元的练习", "这一课的课件"]);
    await page.getByRole("tree").focus();
    // From the textbook down to its first unit, which opens, and to that one's first lesson.
    for (const key of ["ArrowDown", "ArrowRight", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    await heading(page, lesson.title).waitFor();
    await expect.poll(() => titlesOf(page), { timeout: 10_000 }).toEqual(["这一课的课件"]);
    expect(chosenIn(page)).toBe(lesson.id);
    await picture(page, "textbooks");
    expect(await seriousFindings(page)).toEqual([]);
    await page.goBack();
    await heading(page, book.title).waitFor();
  });

  test("says of a place without resources that one may be the first, and goes on to another textbook", async () => {
    const page = await web.signIn("yixiao.math");
    await page.goto(`${web.system.address}/textbooks?node=${emptyUnit.id}`);
    await page.getByText("还没有人分享这个单元的资源").waitFor();
    await picture(page, "textbooks-empty");
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel("学科").press("Enter");
    // The list may still be on its way to its place.
    await page.getByTitle("语文", { exact: true }).dispatchEvent("click");
    await heading(page, "语文三年级上册").waitFor();
    await page.getByRole("main").getByRole("link", { name: "上传资源" }).click();
    await page.waitForURL("**/upload");
  });

  test("is reached from a resource, and fits a telephone", async () => {
    const page = await web.signIn("yixiao.math", { width: 390, height: 844 });
    await expectToFit(page);
    await page.goto(`${web.system.address}/resources/${resourceId}`);
    await page.getByRole("link", { name: `${unit.title} / ${lesson.title}` }).click();
    await heading(page, lesson.title).waitFor();
    await picture(page, "textbooks-phone");
    await expectToFit(page);
    await page.getByRole("button", { name: "选择单元和课" }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText(unit.title, { exact: true }).click();
    await picture(page, "textbooks-phone-contents");
    expect(await seriousFindings(page)).toEqual([]);
    await drawer.getByRole("button", { name: "查看资源" }).click();
    await heading(page, unit.title).waitFor();
    await expect.poll(async () => (await titlesOf(page)).length, { timeout: 10_000 }).toBe(2);
  });

  test("to a place that there is not ends in words", async () => {
    const page = await web.signIn("yixiao.math");
    await page.goto(`${web.system.address}/textbooks?node=00000000-0000-4000-8000-000000000000`);
    await page.getByText("没有找到").waitFor();
    await page.getByLabel("学科").waitFor();
  });
});

describe("the textbook that is nearest to a wish", () => {
  const bookOf = (subject: string, edition: string, grade: string, volume: string) => ({
    subject,
    edition,
    grade,
    volume,
  });
  const books = [
    bookOf("chinese", "a", "1", "1"),
    bookOf("chinese", "a", "3", "2"),
    bookOf("science", "a", "3", "1"),
    bookOf("science", "b", "1", "1"),
    bookOf("science", "b", "3", "1"),
  ];

  test("is of its subject before its edition, of that before its grade, of that before its volume", () => {
    expect(nearestBook(books, bookOf("chinese", "b", "3", "1"))).toBe(books[1]);
    expect(nearestBook(books, bookOf("science", "b", "2", "1"))).toBe(books[3]);
    expect(nearestBook(books, bookOf("science", "b", "3", "2"))).toBe(books[4]);
    expect(nearestBook(books, { subject: "chinese", grade: null })).toBe(books[0]);
  });

  test("is the first where nothing is wished, and none where there is none", () => {
    expect(nearestBook(books, {})).toBe(books[0]);
    expect(nearestBook([], { subject: "chinese" })).toBeUndefined();
  });
});
