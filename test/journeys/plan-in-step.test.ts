import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { makeXlsx } from "../../scripts/make-files/xlsx.ts";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { publish, signedIn } from "../support/client.ts";
import { type CorpusFile, corpusFiles } from "../support/corpus.ts";
import { expectToFit, inBrowser } from "../support/in-browser.ts";
import { planPage } from "../support/plan-page.ts";
import { publishPlan } from "../support/plans.ts";
import { autumn, joinClass } from "../support/teaching.ts";
import { unitOf } from "../support/world.ts";

const web = inBrowser("no plan was followed from its spreadsheet to a teacher's telephone");
vi.setConfig({ testTimeout: 180_000 });
const real = corpusFiles("documents/zh", "bringing a real course plan into the browser");
const phone = { width: 390, height: 844 };
const title = "2026—2027学年上学期三年级语文教学进度表";

const sheet = [
  [title],
  ["学科：语文", "年级：三年级", "版本：统编版", "周课时：7"],
  ["周次", "起止日期", "单元", "教学内容", "课时", "作业", "备注"],
  ["1", "9.1—9.4", "第一单元", "大青树下的小学", "2", "", ""],
  ["", "", "", "花的学校", "2", "背诵第四自然段", ""],
  ["2", "9.7—9.11", "第一单元", "不懂就要问", "2", "", ""],
  ["", "", "", "语文园地一", "3", "", ""],
  ["3", "9.14—9.20", "第二单元", "古诗三首", "3", "默写《山行》", ""],
  ["", "", "", "铺满金色巴掌的水泥道", "2", "", ""],
];

/** The group's; 三小校区 has its own on the Monday. */
const sportsDay = { name: "集团运动会", from: "2026-09-18", until: "2026-09-18" };

const openPlan = async (page: Page, id: string) => {
  await page.goto(`${web.system.address}/plans/${id}`);
  await page.getByRole("grid").waitFor();
  return planPage(page);
};

const moveToWeek = async (page: Page, lesson: string, week: number) => {
  await planPage(page).choose(lesson, "移到其他周…");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("移到", { exact: true }).press("Enter");
  await page
    .getByTitle(new RegExp(`^第 ${week} 周`))
    .last()
    .dispatchEvent("click");
  await dialog.getByRole("button", { name: /移\s*动/ }).click();
};

const chooseHeading = async (page: Page, label: string, option: string) => {
  await page.getByLabel(label, { exact: true }).press("Enter");
  // The list may still be on its way to its place.
  await page.getByTitle(option, { exact: true }).last().dispatchEvent("click");
};

const moveSportsDay = async (page: Page) => {
  await page.goto(`${web.system.address}/calendars/${unitOf("sanxiao").id}/2026-2027-1`);
  await page.getByRole("button", { name: "添加：放假" }).press("Enter");
  await page.getByLabel("放假 1：名称").fill("校运会");
  await page.getByLabel("放假 1：开始").fill("2026-09-14");
  await page.getByRole("button", { name: "添加：照常上课的休息日" }).press("Enter");
  await page.getByLabel("照常上课的休息日 1").first().fill(sportsDay.from);
  await page.getByRole("button", { name: /^应\s*用$/ }).click();
  await page.getByText("校历已更新").waitFor();
  await picture(page, "journey-sports-day");
};

/** The first two lessons, as the campus teaches them. */
const swapped = ["花的学校", "大青树下的小学"];

const dayOf = async (address: string, lesson: string): Promise<string | undefined> => {
  const feed = await (await fetch(address)).text();
  const event = feed.split("BEGIN:VEVENT").find((one) => one.includes(lesson));
  return event && /DTSTART[^:]*:(\d{8})/.exec(event)?.[1];
};

describe.skipIf(!chromiumPath)("one term plan, followed by a campus that keeps its own", () => {
  let planId: string;
  let copyId: string;
  let feedAddress: string;

  beforeAll(async () => {
    if (!chromiumPath) return;
    web.system.clock.set("2026-09-09T02:00:00Z");
    const lead = await signedIn(web.system, "group1.lead");
    await lead
      .put(`/api/units/${unitOf("group1").id}/calendars/2026-2027-1`)
      .send({ ...autumn, holidays: [...autumn.holidays, sportsDay] })
      .expect(200);
    const colleague = await signedIn(web.system, "sanxiao.teacher");
    await publish(colleague, unitOf("group1").id, { title: "《花的学校》教学设计", files: [] });
    const stranger = await signedIn(web.system, "group2.research");
    await publishPlan(stranger, unitOf("group2").id, { title: "外集团的进度表" });
    await web.system.runJobs();
  }, 120_000);

  test("the research lead brings the spreadsheet that she has, links a colleague's lesson, and publishes", async () => {
    const page = await web.signIn("group1.research");
    await page.goto(`${web.system.address}/plans/new`);
    const bytes = await makeXlsx({ sheets: [{ name: "语文", rows: sheet }] });
    const mimeType = "application/octet-stream";
    const file = { name: "进度表.xlsx", mimeType, buffer: Buffer.from(bytes) };
    await page.getByTestId("file-input").setInputFiles(file);
    await page.getByRole("heading", { name: "各列的含义" }).waitFor();
    await page.getByRole("button", { name: "建立计划（6 行）" }).click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.getByText("每周 7 课时").waitFor();
    planId = new URL(page.url()).pathname.split("/").at(-1) as string;
    const plan = planPage(page);
    await plan.choose("花的学校", "编辑整行");
    const drawer = page.getByRole("dialog", { name: "编辑整行" });
    await drawer.getByLabel("资源", { exact: true }).fill("花的学校");
    await page.getByTitle("《花的学校》教学设计").dispatchEvent("click");
    await drawer.getByRole("button", { name: /保\s*存/ }).click();
    await plan.row("花的学校").getByRole("link", { name: "《花的学校》教学设计" }).waitFor();
    await plan.publish(1);
    await picture(page, "journey-plan");
    expect(await seriousFindings(page)).toEqual([]);
    await page.context().close();
  });

  test.runIf(real)(
    "a colleague brings a real course plan, is shown how each of its columns was understood, and names the one that tells weeks",
    async () => {
      const file = real?.find(({ name }) => name.endsWith("课程大纲.xlsx")) as CorpusFile;
      const page = await web.signIn("group1.research");
      await page.goto(`${web.system.address}/plans/new`);
      const mimeType = "application/octet-stream";
      await page
        .getByTestId("file-input")
        .setInputFiles({ name: "课程大纲.xlsx", mimeType, buffer: file.read() });
      // Its lessons are numbered, one a week: that only a person knows.
      await page.getByText("没有找到周次或日期列").waitFor();
      await chooseHeading(page, "课次", "周次");
      await page.getByRole("region", { name: "将要导入的行" }).getByText("Vue入门").waitFor();
      const columns = page.getByRole("region", { name: "各列的含义" });
      const understood = await columns.locator(".ant-select").allInnerTexts();
      expect(understood.map((text) => text.trim())).toEqual(["周次", "单元", "教学内容", "备注"]);
      expect(await page.getByText("没有看懂").count()).toBe(0);
      await picture(page, "journey-real-sheet");
      await chooseHeading(page, "学科", "信息科技");
      await chooseHeading(page, "年级", "六年级");
      await page.getByRole("button", { name: "建立计划（8 行）" }).click();
      await page.getByRole("heading", { level: 1, name: "课程大纲" }).waitFor();
      const cells = await page.locator("tr[data-row] td.is-unit").allInnerTexts();
      expect(cells).toHaveLength(8);
      expect(cells[2]).toContain("Vue入门");
      await page.context().close();
    },
  );

  test("a campus adopts it in one click, moves its own sports day, swaps two lessons, and words one its own way", async () => {
    const page = await web.signIn("sanxiao.lead");
    await openPlanAsReader(page);
    await page.getByRole("button", { name: "采用到本校" }).click();
    await page.getByText("本校副本，取自第 1 版").waitFor();
    copyId = new URL(page.url()).pathname.split("/").at(-1) as string;
    const copy = planPage(page);
    await copy.write("古诗三首", "notes", "周一校运会");
    await copy.giveReason("与校运会错开");
    await copy.choose("花的学校", "上移");
    await copy.giveReason("先学本校的花");
    const contents = page.locator("tr[data-row] td.is-content");
    await expect
      .poll(async () => (await contents.allInnerTexts()).slice(0, 2), { timeout: 10_000 })
      .toEqual(swapped);
    await copy.write("花的学校", "homework", "画一画花的学校");
    await copy.saved();
    await picture(page, "journey-copy");
    await moveSportsDay(page);
    await page.context().close();
  });

  test("a teacher of the campus has the week on the telephone, and an address for its calendar", async () => {
    const page = await web.signIn("sanxiao.teacher", phone);
    const teacher = await signedIn(web.system, "sanxiao.teacher");
    await joinClass(teacher, unitOf("sanxiao").id, "1班");
    await page.goto(`${web.system.address}/teaching`);
    await page.getByRole("heading", { name: "不懂就要问" }).waitFor();
    await page.getByRole("button", { name: "手机日历" }).click();
    await page.getByRole("button", { name: "生成地址" }).click();
    const shown = (await page.locator(".feed-address .ant-typography").first().textContent()) ?? "";
    feedAddress = `${web.system.address}${new URL(shown).pathname}`;
    expect(await dayOf(feedAddress, "语文园地一")).toBe("20260907");
    await picture(page, "journey-telephone");
    await expectToFit(page);
    await page.context().close();
  });

  test("the group inserts a lesson, moves two and rewords one", async () => {
    const page = await web.signIn("group1.research");
    const plan = await openPlan(page, planId);
    await plan.choose("不懂就要问", "在下方插入");
    await page.getByRole("grid").getByRole("textbox").fill("口语交际");
    await page.keyboard.press("Enter");
    await moveToWeek(page, "语文园地一", 3);
    await moveToWeek(page, "铺满金色巴掌的水泥道", 4);
    await plan.write("花的学校", "homework", "背诵全文");
    await plan.saved();
    await plan.publish(2);
    await picture(page, "journey-second-revision");
    await page.context().close();
  });

  test("the campus sees what would change, settles the one conflict side by side, and loses no word of its own", async () => {
    const page = await web.signIn("sanxiao.lead");
    await page.goto(`${web.system.address}/plans/${copyId}/pull`);
    await page.getByText("从第 1 版到第 2 版：新增 1 行，修改 0 行，移动 2 行，删去 0 行").waitFor();
    await page.getByRole("heading", { name: "1 处双方都改过，请选择" }).waitFor();
    await picture(page, "journey-pull");
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("radio", { name: /^保留本校的/ }).check();
    await page.getByRole("button", { name: "确认采用第 2 版" }).click();
    await page.getByText("已采用第 2 版").waitFor();
    const copy = await openPlan(page, copyId);
    const shown = (await page.locator("tr[data-row]").allTextContents()).join("\n");
    const places = [
      ...swapped,
      "不懂就要问",
      "口语交际",
      "古诗三首",
      "语文园地一",
      "铺满金色巴掌的水泥道",
    ].map((lesson) => shown.indexOf(lesson));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(await copy.cell("花的学校", "homework").textContent()).toBe("画一画花的学校");
    expect(await copy.cell("古诗三首", "notes").textContent()).toContain("周一校运会");
    await page.context().close();
  });

  test("the teacher's telephone has the new dates, and the group sees who follows what, and why not", async () => {
    // The Monday of that week is the campus's own sports day.
    expect(await dayOf(feedAddress, "语文园地一")).toBe("20260915");
    const page = await web.signIn("group1.lead");
    await page.goto(`${web.system.address}/drift?term=2026-2027-1`);
    await page
      .getByRole("row", { name: /三小校区/ })
      .getByText("自有改动 2 行")
      .waitFor();
    await page
      .getByRole("row", { name: /一小校区/ })
      .getByText("未采用")
      .waitFor();
    await picture(page, "journey-drift");
    expect(await seriousFindings(page)).toEqual([]);
    await page.goto(`${web.system.address}/progress`);
    await page.getByText("三小校区").first().waitFor();
    await picture(page, "journey-progress");
    await page.context().close();
  });

  test("another group has seen nothing of it", async () => {
    const page = await web.signIn("erxiao.teacher");
    await page.goto(`${web.system.address}/plans`);
    await page.getByRole("link", { name: "外集团的进度表" }).waitFor();
    expect(await page.getByText(title).count()).toBe(0);
    await page.goto(`${web.system.address}/plans/${planId}`);
    await page.getByRole("heading", { name: "没有找到" }).waitFor();
    await page.context().close();
  });

  const openPlanAsReader = async (page: Page) => {
    await page.goto(`${web.system.address}/plans/${planId}`);
    await page.getByText("不懂就要问").waitFor();
  };
});
