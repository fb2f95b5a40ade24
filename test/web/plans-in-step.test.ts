import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { seedTextbookNodes } from "../../server/modules/vocabulary/index.ts";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { type Client, publish, signedIn } from "../support/client.ts";
import { expectToFit, inBrowser } from "../support/in-browser.ts";
import { adoptPlan, lessonRows, publishPlan } from "../support/plans.ts";
import { unitOf } from "../support/world.ts";

const stage = inBrowser("taking a plan's changes and its calendar were not tried in the browser");
const book = seedTextbookNodes.findIndex(({ kind, subject }) => kind === "textbook" && subject === "chinese");
const chineseBook = seedTextbookNodes.slice(book, book + 4);
const narrow = { width: 390, height: 844 };

describe.skipIf(!chromiumPath)("a campus's copy", () => {
  let research: Client;
  let lead: Client;
  let copy: { id: string; rows: { id: string }[] };
  let plan: { id: string };
  let page: Page;
  const editPlan = (row: number, fields: object) =>
    research.patch(`/api/plans/${plan.id}/rows/${copy.rows[row]?.id}`).send(fields).expect(200);
  const release = (note = "") => research.post(`/api/plans/${plan.id}/publish`).send({ note }).expect(200);
  beforeAll(async () => {
    research = await signedIn(stage.system, "group1.research");
    lead = await signedIn(stage.system, "sanxiao.lead");
    const rows = lessonRows.map((row) => ({ ...row, content: "朗读课文" }));
    plan = await publishPlan(research, unitOf("group1").id, { rows });
    copy = await adoptPlan(lead, plan, unitOf("sanxiao").id);
    const own = { content: "朗读课文，画出本校的大树", reason: "校园里有大青树" };
    const editCopy = (row: number, fields: object) =>
      lead.patch(`/api/plans/${copy.id}/rows/${copy.rows[row]?.id}`).send(fields).expect(200);
    await editCopy(0, own);
    await editCopy(4, { notes: "与校运会错开", reason: "第三周校运会" });
    await editPlan(0, { content: "朗读课文，背诵第二自然段", homework: "背诵", isCorrection: true });
    await editPlan(1, { weeks: { first: 4, last: 4 } });
    await research.patch(`/api/plans/${plan.id}`).send({ periodsPerWeek: 6 }).expect(200);
    await release("因台风停课两天");
    page = await stage.signIn("sanxiao.lead", narrow);
  });

  test("is named at home when the group has a newer revision", async () => {
    await page.goto(stage.system.address);
    const notice = page.getByRole("alert").filter({ hasText: "1 份计划有集团新版本" });
    await notice.getByRole("link", { name: "去看看" }).click();
    await page.getByRole("region", { name: "有集团新版本" }).getByText("三年级语文上册教学进度表").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await expectToFit(page);
  });

  test("shows what would change, the important correction first, and what of it stays", async () => {
    await page.goto(`${stage.system.address}/plans/${copy.id}/pull`);
    await page.getByText("从第 1 版到第 2 版").waitFor();
    await page.getByRole("list", { name: "集团的发布说明" }).getByText("因台风停课两天").waitFor();
    await page.getByText("理由：第三周校运会").waitFor();
    expect(await page.getByText("理由：校园里有大青树").count()).toBe(0);
    const headings = await page.locator("main h2").allTextContents();
    expect(headings.slice(0, 3)).toEqual([
      "计划信息随集团更改",
      "集团标出的重要更正",
      "1 处双方都改过，请选择",
    ]);
    const heading = page.locator("section", { hasText: "计划信息随集团更改" }).locator("dl");
    expect(await heading.allTextContents()).toEqual(["每周课时76"]);
    const conflict = page.getByRole("group", { name: /大青树下的小学：教学内容/ });
    const marked = (await conflict.locator("ins").allTextContents()).join();
    expect(marked).toContain("画出");
    expect(marked).not.toContain("朗读");
    await picture(page, "pull-phone");
    await expectToFit(page);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("is settled and confirmed by keyboard; a revision published meanwhile is shown and not passed over", async () => {
    const confirm = page.getByRole("button", { name: /确认采用第/ });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByRole("button", { name: "到下一处" }).press("Enter");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.getByText("可以采用了").waitFor();
    expect(await page.getByRole("radio", { name: "保留本校的" }).isChecked()).toBe(true);
    await editPlan(2, { homework: "写一写课间十分钟" });
    await release();
    await confirm.press("Enter");
    await page.getByText("集团刚刚发布了第 3 版").waitFor();
    await page.getByText("写一写课间十分钟").waitFor();
    expect((await lead.get(`/api/plans/${copy.id}`).expect(200)).body.upstream.takenNumber).toBe(1);
    await page.getByRole("button", { name: "确认采用第 3 版" }).press("Enter");
    await page.getByText("已采用第 3 版").waitFor();
    await page.getByText("1 处保留本校，0 处采用集团").waitFor();
    await picture(page, "pull-done-phone");
    const { body } = await lead.get(`/api/plans/${copy.id}`).expect(200);
    expect(body.rows[0]).toMatchObject({ content: "朗读课文，画出本校的大树", isCorrection: false });
    await page.goto(`${stage.system.address}/plans/${copy.id}/differences`);
    const refused = page.getByRole("listitem").filter({ hasText: "理由：校园里有大青树" });
    await refused.getByText("未采用重要更正").waitFor();
    await page.goto(`${stage.system.address}/plans/${copy.id}/pull`);
  });

  /** A page that draws itself anew just then misses a key, and a person presses it again. */
  const press = (name: string, result: string): Promise<void> =>
    vi.waitFor(
      async () => {
        const button = page.getByRole("button", { name });
        if (await button.isVisible()) await button.press("Enter", { timeout: 2000 });
        await page.getByText(result).waitFor({ timeout: 5000 });
      },
      { timeout: 60_000 },
    );

  test("goes back when the pull is undone, also later", async () => {
    await page.reload();
    await press("撤销，回到第 1 版", "从第 1 版到第 3 版");
    const { body } = await lead.get(`/api/plans/${copy.id}`).expect(200);
    expect(body.upstream.takenNumber).toBe(1);
    expect(body.rows[0]).toMatchObject({ content: "朗读课文，画出本校的大树", isCorrection: false });
    await press("固定在这一版", "已固定在现在的版本");
    await press("恢复跟随集团", "从第 1 版到第 3 版");
  });

  test("names the lessons and resources between which is to be chosen, and none that the reader may not see", async () => {
    const author = await signedIn(stage.system, "sanxiao.teacher");
    const share = async (unit: string, title: string) =>
      (await publish(author, unitOf(unit).id, { title, files: [] })).id;
    const [ofGroup, ofCampus] = [
      await share("group1", "《山行》集团课件"),
      await share("sanxiao", "《山行》本校课件"),
    ];
    const linking = (versionNumber: number | null, ...ids: string[]) => ({
      links: ids.map((resourceId, index) => ({
        resourceId,
        versionNumber: index > 0 ? null : versionNumber,
      })),
    });
    const editOwn = (fields: object) =>
      lead.patch(`/api/plans/${copy.id}/rows/${copy.rows[3]?.id}`).send(fields).expect(200);
    const [, unit, first, second] = chineseBook;
    await editOwn({
      ...linking(null, ofGroup, ofCampus),
      textbookNodeId: first?.id,
      reason: "本校课件更细",
    });
    const place = (last: number) => ({ weeks: { first: 4, last } });
    await editOwn({ ...place(4), reason: "第四周再上" });
    await editPlan(3, { ...linking(1, ofGroup), ...place(5), textbookNodeId: second?.id });
    await release();
    await page.reload();
    const choice = page.getByRole("group", { name: /山行：关联资源/ });
    await choice.getByText("《山行》集团课件").first().waitFor();
    await choice.getByText("《山行》本校课件").first().waitFor();
    const places = page.getByRole("group", { name: /山行：位置/ });
    expect((await places.locator("ins").allTextContents()).join()).toContain("5");
    expect(await page.getByRole("group", { name: /山行：/ }).count()).toBe(3);
    const lesson = page.getByRole("group", { name: /山行：教材位置/ });
    for (const node of [first, second]) await lesson.getByText(`${unit?.title} · ${node?.title}`).waitFor();
    const { body } = await research.get(`/api/plans/${copy.id}/differences`).expect(200);
    expect(body.items.map(({ rowId }: { rowId: string }) => rowId)).toContain(copy.rows[3]?.id);
    expect(body.linkTitles).toEqual([{ resourceId: ofGroup, title: "《山行》集团课件" }]);
    await page.goto(`${stage.system.address}/plans/${plan.id}/compare?from=3&to=4`);
    const compared = page.getByRole("region", { name: "版本对比" });
    await compared.getByText("《山行》集团课件").waitFor();
    await author.post(`/api/resources/${ofGroup}/archive`).expect(200);
    await page.reload();
    await compared.getByText("已归档或无权查看的资源").waitFor();
    expect(await page.getByText("《山行》集团课件").count()).toBe(0);
  });

  test("is on the group's board, marked, when the group puts the plan aside", async () => {
    await research.post(`/api/plans/${plan.id}/archive`).expect(200);
    const page = await stage.signIn("group1.research", narrow);
    await page.goto(`${stage.system.address}/plans/${plan.id}`);
    await page.getByRole("link", { name: "各校区的采用情况" }).click();
    await page.getByText("已归档", { exact: true }).waitFor();
    await page.getByRole("link", { name: "各校区与集团计划的对照" }).click();
    await page.getByRole("columnheader", { name: /已归档/ }).waitFor();
    await picture(page, "drift-archived-phone");
    await expectToFit(page);
    expect(await seriousFindings(page)).toEqual([]);
  });
});

describe.skipIf(!chromiumPath)("a term's calendar", () => {
  const address = () => `/calendars/${unitOf("group1").id}/2026-2027-1`;

  test("is proposed with the public holidays, shows what a change shifts, and holds once it is applied", async () => {
    const page = await stage.signIn("group1.lead");
    await page.goto(`${stage.system.address}${address()}`);
    await page.getByText("还没有校历").waitFor();
    await page.getByText("21 个教学周变动").waitFor();
    await page.getByLabel("放假 1：名称").fill("中秋节放假");
    await page.getByRole("link", { name: "教学计划" }).first().click();
    await page.getByText("未保存的内容将丢失").waitFor();
    await page.getByRole("button", { name: "留在本页" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: /^应\s*用$/ }).click();
    await page.getByText("校历已更新").waitFor();
    await page.getByRole("heading", { name: "本学期共 21 个教学周" }).waitFor();

    await page.getByRole("button", { name: "移除：放假 1" }).press("Enter");
    const missing = page.getByText("国家放假安排中有 1 项不在这份校历里");
    await missing.waitFor();
    await page.getByRole("button", { name: "补上国家放假和调休" }).press("Enter");
    await missing.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "放弃修改" }).press("Enter");
    await page.getByRole("button", { name: "添加：放假" }).press("Enter");
    await page.getByLabel("放假 4：名称").fill("台风停课");
    await page.getByLabel("放假 4：开始").fill("2026-09-14");
    await page.getByLabel("放假 4：结束").fill("2026-09-20");
    await page.getByText("改后共").waitFor();
    // Each line typed asks for its own preview; the button waits for the last.
    const apply = page.getByRole("button", { name: /^应\s*用$/ });
    await vi.waitFor(async () => expect(await apply.isEnabled()).toBe(true), { timeout: 15_000 });
    await picture(page, "calendar");
    await expectToFit(page);
    expect(await seriousFindings(page)).toEqual([]);
    const lead = await signedIn(stage.system, "group1.lead");
    const path = `/api/units/${unitOf("group1").id}/calendars/2026-2027-1`;
    expect((await lead.get(path).expect(200)).body.rules.holidays).toHaveLength(3);
    await page.getByRole("button", { name: /^应\s*用$/ }).press("Enter");
    await page.getByText("改后共").waitFor({ state: "hidden" });
    expect((await lead.get(path).expect(200)).body.rules.holidays).toHaveLength(4);
  });

  test("has the group's periods a week beside it, which a plan that differs is told of and not kept from", async () => {
    const lead = await signedIn(stage.system, "group1.lead");
    const plan = await publishPlan(lead, unitOf("group1").id, { grade: "4" });
    await lead.patch(`/api/plans/${plan.id}`).send({ title: "四年级语文上册教学进度表" }).expect(200);
    const page = await stage.signIn("group1.lead", narrow);
    await page.goto(`${stage.system.address}${address()}`);
    const section = page.locator("section.period-rules");
    await section.getByRole("combobox", { name: "年级" }).press("ArrowDown");
    // A list that has just opened may move away from under a press.
    await page.getByTitle("四年级", { exact: true }).last().dispatchEvent("click");
    await section.locator(".period-grade").getByText("四年级").waitFor();
    await section.getByLabel("语文").fill("6");
    await section.getByLabel("数学").fill("5");
    await section.getByText("本年级各科共 11 课时").waitFor();
    await picture(page, "periods-phone");
    await expectToFit(page);
    expect(await seriousFindings(page)).toEqual([]);
    await section.getByRole("button", { name: "保存课时规定" }).press("Enter");
    await section.getByText("各校区相同").waitFor();

    await page.goto(`${stage.system.address}/plans/${plan.id}/copies`);
    await page.getByText("周课时为 7，规定为 6").waitFor();
    await page.goto(`${stage.system.address}/plans/${plan.id}`);
    await page.getByRole("button", { name: /^发\s*布/ }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("周课时为 7，规定为 6").waitFor();
    await picture(page, "periods-notice-phone");
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole("button", { name: /^发\s*布/ }).press("Enter");
    await dialog.waitFor({ state: "hidden" });
    expect((await lead.get(`/api/plans/${plan.id}`).expect(200)).body.currentNumber).toBe(2);
  });

  test("has the bureau's public holidays below it, which the bureau's administrator edits", async () => {
    const page = await stage.signIn("xinping.admin", narrow);
    await page.goto(`${stage.system.address}${address()}`);
    await page.locator("summary", { hasText: "2027 年" }).click();
    const year = page.locator("details.public-year[open]");
    const lines = await year.getByLabel(/^放假 \d+：名称$/).count();
    await year.getByRole("button", { name: "添加：放假" }).click();
    for (const [field, value] of [
      ["名称", "县庆日"],
      ["开始", "2027-04-20"],
      ["结束", "2027-04-20"],
    ])
      await year.getByLabel(`放假 ${lines + 1}：${field}`).fill(value as string);
    await year.getByLabel("依据的通知").fill("县教育局通知");
    await picture(page, "public-holidays-phone");
    await expectToFit(page);
    expect(await seriousFindings(page)).toEqual([]);
    await year.getByRole("button", { name: /^保\s*存$/ }).click();
    await page.getByText("放假安排已保存").waitFor();
    const admin = await signedIn(stage.system, "xinping.admin");
    const path = `/api/units/${unitOf("xinping").id}/holidays/2027`;
    const { body } = await admin.get(path).expect(200);
    expect(body.days).toMatchObject({ note: "县教育局通知" });
    expect(body.days.holidays.at(-1)).toEqual({ name: "县庆日", from: "2027-04-20", until: "2027-04-20" });
  });

  test("is read by teachers, on a telephone", async () => {
    const page = await stage.signIn("yixiao.teacher", narrow);
    await page.goto(`${stage.system.address}${address()}`);
    await page.getByRole("heading", { name: /本学期共/ }).waitFor();
    expect(await page.getByRole("button", { name: /^应\s*用$/ }).count()).toBe(0);
    await page.getByText("语文 6", { exact: true }).waitFor();
    await picture(page, "calendar-phone");
    await expectToFit(page);
  });
});
