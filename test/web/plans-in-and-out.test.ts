import { readFileSync } from "node:fs";
import xlsx from "@e965/xlsx";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { makeXlsx } from "../../scripts/make-files/xlsx.ts";
import { openWorkbook } from "../../web/components/open-workbook.ts";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { signedIn, signedInByPassword } from "../support/client.ts";
import { expectToFit, inBrowser } from "../support/in-browser.ts";
import { adoptPlan, createPlan, publishPlan } from "../support/plans.ts";
import { personOf, unitOf } from "../support/world.ts";

const web = inBrowser("no plan was brought in or taken out in the browser");
vi.setConfig({ testTimeout: 150_000 });
const group = unitOf("group1").id;

const table = [
  ["2026—2027学年上学期三年级语文教学进度表"],
  ["周次", "日期", "单元", "内容提要", "课时", "备注"],
  ["第1周", "9.1—9.4", "第一单元", "大青树下的小学", 4, ""],
  ["第2周", "9.7—9.11", "第一单元", "=1+1", 3, "+86"],
  ["第60周", "", "第二单元", "太远的一课", 2, ""],
  ["国庆", "", "", "放假", 0, ""],
  ["第3周", "2月31日", "第二单元", "第三周的一课", "1-2", ""],
];

const bring = (page: Page, name: string, bytes: Uint8Array) =>
  page
    .getByTestId("file-input")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
const openNew = async (page: Page) => {
  await page.goto(`${web.system.address}/plans`);
  await page.getByRole("button", { name: "新建计划" }).click();
  await page.waitForURL("**/plans/new");
};
const choose = async (page: Page, label: string, option: string) => {
  await page.getByLabel(label, { exact: true }).press("Enter");
  // The list may still be on its way to its place.
  await page.getByTitle(option, { exact: true }).last().dispatchEvent("click");
};

describe.skipIf(!chromiumPath)("plans in the browser", () => {
  let planId: string;

  beforeAll(async () => {
    if (!chromiumPath) return;
    const research = await signedIn(web.system, "group1.research");
    const lead = await signedIn(web.system, "sanxiao.lead");
    const plan = await publishPlan(research, group, { title: "集团计划" });
    planId = plan.id;
    await adoptPlan(lead, plan, unitOf("sanxiao").id);
    const { body } = await research.get(`/api/plans/${planId}?shows=live`).expect(200);
    await research
      .patch(`/api/plans/${planId}/rows/${body.rows[0].id}`)
      .send({ content: "认识民族小学的生活" })
      .expect(200);
    await research.post(`/api/plans/${planId}/publish`).send({ note: "补了内容" }).expect(200);
    await createPlan(research, group, { title: "还在写的计划" });
  }, 60_000);

  test("a spreadsheet is looked at, a column is put right, and it becomes a plan", async () => {
    const page = await web.signIn("group1.research");
    await openNew(page);
    await bring(page, "进度表.xlsx", await makeXlsx({ sheets: [{ name: "语文", rows: table }] }));
    await page.getByRole("heading", { name: "各列的含义" }).waitFor();
    await page.getByText("有 2 处没有看懂").waitFor();
    await page.getByText("周次超出学期，未导入").waitFor();
    await page.getByText("有 2 处已导入，请核对").waitFor();
    await page.getByText("没有这一天，按周次导入").waitFor();
    await page.getByText("日期（与周次核对）").waitFor();
    await picture(page, "plan-from-sheet");
    expect(await seriousFindings(page)).toEqual([]);
    await choose(page, "内容提要", "教学内容");
    const read = page.getByRole("region", { name: "将要导入的行" });
    await read.getByText("大青树下的小学").waitFor();
    await page.getByRole("button", { name: "建立计划（3 行）" }).click();
    await page.getByRole("heading", { level: 1, name: String(table[0]?.[0]) }).waitFor();
    await page.getByText("=1+1").waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "导出表格" }).click(),
    ]);
    const [sheet] = openWorkbook(readFileSync(await download.path())).sheets;
    expect(sheet?.rows[4]?.slice(0, 6)).toEqual(["第2周", "", "第一单元", "", "=1+1", "3"]);
  });

  test("old workbooks and csv in GB18030 are opened, and what is none is told in words", async () => {
    const page = await web.signIn("group1.research", { width: 390, height: 844 });
    await openNew(page);
    // 周次,课题 and 1,大 as GB18030 writes them.
    const gb = Uint8Array.from([
      0xd6, 0xdc, 0xb4, 0xce, 0x2c, 0xbf, 0xce, 0xcc, 0xe2, 0x0a, 0x31, 0x2c, 0xb4, 0xf3,
    ]);
    await bring(page, "进度表.csv", gb);
    await page.getByRole("region", { name: "将要导入的行" }).getByText("大", { exact: true }).waitFor();
    await picture(page, "plan-from-sheet-phone");
    await expectToFit(page);
    const long = Array.from({ length: 100_000 }, (_, row) => `${1 + (row % 20)},第 ${row} 课`);
    await bring(page, "长表.csv", new TextEncoder().encode(["周次,课题", ...long].join("\n")));
    await page.getByText(/工作表太大，只读取了前 \d+ 行/).waitFor();
    await page.getByText("超过 500 行，其余未导入").waitFor();
    const book = xlsx.utils.book_new();
    for (const name of ["语文", "数学", "旧表"])
      xlsx.utils.book_append_sheet(
        book,
        xlsx.utils.aoa_to_sheet([
          ["周次", "课题"],
          [1, "山行"],
        ]),
        name,
      );
    book.Workbook = { Sheets: [{}, { Hidden: 1 }, { Hidden: 1 }] };
    await bring(page, "有隐藏.xls", xlsx.write(book, { type: "buffer", bookType: "biff8" }));
    await page.getByText("有 2 个隐藏的工作表没有读取").waitFor();
    await page.getByText("数学、旧表").waitFor();
    await bring(page, "坏.xlsx", Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]));
    await page.getByText("Word、PDF 里的进度表，请先复制到 Excel").waitFor();
    await bring(page, "空.csv", new TextEncoder().encode(" ,\n,"));
    await page.getByText("文件里没有内容").waitFor();
  });

  test("a list shows copies, drafts and what fits; two revisions are compared, and the past is told", async () => {
    const page = await web.signIn("group1.research");
    await page.getByRole("navigation").getByRole("link", { name: "教学计划" }).click();
    await page.getByText("落后 1 版").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByText("草稿", { exact: true }).first().click();
    await page.getByRole("link", { name: "还在写的计划" }).waitFor();
    await page.goto(`${web.system.address}/plans/${planId}/revisions`);
    await page.getByText("补了内容").waitFor();
    await page.getByRole("link", { name: "与上一版对比" }).click();
    await page.locator("ins", { hasText: "认识" }).first().waitFor();
    await picture(page, "plan-compare");
    expect(await seriousFindings(page)).toEqual([]);
    await page.goto(`${web.system.address}/plans/${planId}/history`);
    await page.getByText("发布了第 2 版").waitFor();
    await page.getByText("第 1 周 · 大青树下的小学").first().waitFor();
    await page.goto(`${web.system.address}/plans/${planId}/print`);
    await page.getByRole("button", { name: "打印" }).waitFor();
    await page.getByText(/每周 7 课时 · 总课时 \d+/).waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("banner").isVisible()).toBe(false);
    expect(await page.getByText("认识民族小学的生活").isVisible()).toBe(true);
  });

  test("a plan is rolled forward onto another term", async () => {
    const page = await web.signIn("group1.research");
    await page.goto(`${web.system.address}/plans/new?way=rolled`);
    await page.getByLabel("由哪份计划延续").press("Enter");
    await page
      .getByTitle(/^集团计划 · 第一教育集团/)
      .last()
      .dispatchEvent("click");
    await page.getByRole("button", { name: "建立计划" }).click();
    await page.getByText("已建立草稿").waitFor();
    await picture(page, "plan-rolled");
    await page.getByRole("main").getByRole("link", { name: "集团计划" }).click();
    await page.getByRole("heading", { level: 1, name: "集团计划" }).waitFor();
  });

  test("a plan is adopted for that of two campuses which their lead chooses", async () => {
    const administrator = await signedInByPassword(web.system, "xinping.admin");
    const posting = { personId: personOf("yixiao.lead").id, unitId: unitOf("sanxiao").id };
    await administrator
      .post("/api/postings")
      .send({ ...posting, role: "campus-lead", fromOn: "2018-09-01" })
      .expect(201);
    const plan = await publishPlan(await signedIn(web.system, "group1.research"), group);
    const page = await web.signIn("yixiao.lead");
    await page.goto(`${web.system.address}/plans/${plan.id}`);
    await page.getByRole("button", { name: "采用到本校" }).click();
    const dialog = page.getByRole("dialog");
    await choose(page, "校区", "三小校区");
    await picture(page, "plan-adopt-for");
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole("button", { name: /采\s*用/ }).click();
    await page.getByText("本校副本，取自第 1 版").waitFor();
    await page.getByText("三小校区").first().waitFor();
    await dialog.waitFor({ state: "hidden" });
  });
});
