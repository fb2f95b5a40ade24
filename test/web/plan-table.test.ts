import { setTimeout as sleep } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { type Client, publish, signedIn } from "../support/client.ts";
import { expectToFit, inBrowser, optionOf } from "../support/in-browser.ts";
import { planPage } from "../support/plan-page.ts";
import { createPlan, lessons, publishPlan } from "../support/plans.ts";
import { fingerOn, placeIn } from "../support/touch.ts";
import { unitOf } from "../support/world.ts";

const web = inBrowser("nobody wrote a term plan in the browser");
vi.setConfig({ testTimeout: 150_000 });

const group = unitOf("group1").id;
let research: Client;
let resourceId: string;
beforeAll(async () => {
  if (!chromiumPath) return;
  research = await signedIn(web.system, "group1.research");
  const teacher = await signedIn(web.system, "sanxiao.teacher");
  resourceId = (await publish(teacher, group, { title: "《山行》教学设计", files: [] })).id;
  const rules = { firstOn: "2026-09-01", lastOn: "2027-01-15" };
  const holidays = [{ name: "国庆节", from: "2026-10-01", until: "2026-10-07" }];
  const lead = await signedIn(web.system, "group1.lead");
  await lead
    .put(`/api/units/${group}/calendars/2026-2027-1`)
    .send({ ...rules, holidays })
    .expect(200);
}, 120_000);

const open = async (page: Page, plan: { id: string }) => {
  await page.goto(`${web.system.address}/plans/${plan.id}`);
  await page.getByRole("grid").waitFor();
};
const liveRows = async (plan: { id: string }) =>
  (await research.get(`/api/plans/${plan.id}`).query({ shows: "live" }).expect(200)).body.rows;

describe.skipIf(!chromiumPath)("a term plan in the browser", () => {
  test("is written and its rows moved by keyboard alone, each saved by itself", async () => {
    const plan = await createPlan(research, group);
    const page = await web.signIn("group1.research");
    await open(page, plan);
    await page
      .getByText(/国庆节.*放假/)
      .first()
      .waitFor();
    await planPage(page)
      .cell(lessons[1] as string, "lesson")
      .focus();
    for (const key of ["ArrowRight", "Enter"]) await page.keyboard.press(key);
    await page.keyboard.type("朗读课文");
    for (const key of ["Tab", "Escape"]) await page.keyboard.press(key);
    await planPage(page).saved();
    // Over the border of its week, and one further.
    for (const _ of [1, 2]) await page.keyboard.press("Alt+ArrowDown");
    await expect
      .poll(() => planPage(page).shownLessons(), { timeout: 10_000 })
      .toEqual([0, 2, 1, 3, 4, 5].map((index) => lessons[index]));
    expect(await page.getByRole("status").allInnerTexts()).toContain(`“${lessons[1]}”已移到第 2 周`);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest("tr")?.textContent), {
        timeout: 10_000,
      })
      .toContain(lessons[1]);
    const rows = await liveRows(plan);
    expect(rows[2]).toMatchObject({ content: "朗读课文", weeks: { first: 2, last: 2 } });
    await picture(page, "plan-table");
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("says what of a long text has no room, and that periods are whole", async () => {
    const plan = await createPlan(research, group);
    const page = await web.signIn("group1.research");
    await open(page, plan);
    const { cell, write, saved } = planPage(page);
    const lesson = lessons[0] as string;
    await cell(lesson, "homework").click();
    const typed = page.getByRole("grid").getByRole("textbox");
    await typed.evaluate((field) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text", "抄写生字".repeat(300));
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    });
    await page.getByText("这里最多 1000 个字，粘贴的内容末尾有 200 个字没有放进来").waitFor();
    await typed.press("Escape");
    await write(lesson, "periods", "1.5");
    await page.getByText("已记为 2").waitFor();
    await saved();
    expect((await liveRows(plan))[0]).toMatchObject({ lesson, periods: 2, homework: "" });
  });

  test("keeps what is typed without a connection, says so, and saves it when the connection returns", async () => {
    const plan = await createPlan(research, group);
    const page = await web.signIn("group1.research");
    await open(page, plan);
    const [lesson] = lessons as [string];
    await page.context().setOffline(true);
    await planPage(page).write(lesson, "notes", "路上写的");
    await page.getByText("恢复连接后会自动保存").waitFor();
    expect(await planPage(page).cell(lesson, "notes").textContent()).toBe("路上写的");
    expect(await seriousFindings(page)).toEqual([]);
    await page.context().setOffline(false);
    await planPage(page).saved();
    expect((await liveRows(plan))[0]).toMatchObject({ lesson, notes: "路上写的" });
    await page.context().close();
  });

  test("loses no key of several that come while the row's last move is still being saved", async () => {
    const plan = await createPlan(research, group);
    const page = await web.signIn("group1.research");
    await open(page, plan);
    await page.route("**/api/plans/*/rows/*", async (route) => {
      await sleep(300);
      await route.continue();
    });
    await planPage(page)
      .cell(lessons[0] as string, "lesson")
      .focus();
    for (const _ of [1, 2, 3, 4, 5]) await page.keyboard.press("Alt+ArrowDown");
    await expect
      .poll(() => planPage(page).shownLessons(), { timeout: 20_000 })
      .toEqual([1, 2, 3, 0, 4, 5].map((index) => lessons[index]));
    for (const _ of [1, 2]) await page.keyboard.press("Alt+ArrowUp");
    await expect
      .poll(() => planPage(page).shownLessons(), { timeout: 10_000 })
      .toEqual([1, 2, 0, 3, 4, 5].map((index) => lessons[index]));
  });

  test("has its rows dragged by their handles, to before or after another and into a week without rows", async () => {
    const plan = await createPlan(research, group);
    const page = await web.signIn("group1.research");
    await open(page, plan);
    const drag = async (lesson: string, target: Locator, isAfter: boolean) => {
      await planPage(page).row(lesson).locator(".row-handle").hover();
      await page.mouse.down();
      const box = await target.boundingBox();
      if (!box) throw new Error("the row that is dragged to is not on the page");
      await page.mouse.move(box.x + 40, box.y + box.height * (isAfter ? 0.8 : 0.2), { steps: 6 });
      await page.mouse.up();
    };
    await drag(lessons[0] as string, planPage(page).row(lessons[2] as string), true);
    await expect
      .poll(() => planPage(page).shownLessons(), { timeout: 10_000 })
      .toEqual([1, 2, 0, 3, 4, 5].map((index) => lessons[index]));
    await drag(lessons[4] as string, planPage(page).row(lessons[1] as string), false);
    await expect
      .poll(() => planPage(page).shownLessons(), { timeout: 10_000 })
      .toEqual([4, 1, 2, 0, 3, 5].map((index) => lessons[index]));
    const week = page.locator("tr[data-row^='week ']").first();
    const number = Number((await week.getAttribute("data-row"))?.slice("week ".length));
    await drag(lessons[5] as string, week, true);
    await expect
      .poll(async () => (await liveRows(plan)).at(-1), { timeout: 10_000 })
      .toMatchObject({ lesson: lessons[5], weeks: { first: number } });
  });

  test("has its rows dragged by finger on a telephone, and scrolls wherever else the finger goes", async () => {
    const plan = await createPlan(research, group);
    const page = await web.signIn("group1.research", { width: 390, height: 844 });
    await open(page, plan);
    const { swipe } = await fingerOn(page);
    const { row, cell, shownLessons } = planPage(page);
    const handle = row(lessons[0] as string).locator(".row-handle");
    await handle.scrollIntoViewIfNeeded();
    await swipe(await placeIn(handle), await placeIn(row(lessons[1] as string), 0.8));
    const moved = [1, 0, 2, 3, 4, 5].map((index) => lessons[index]);
    await expect.poll(shownLessons, { timeout: 10_000 }).toEqual(moved);
    const text = await placeIn(cell(lessons[1] as string, "lesson"));
    const before = await page.evaluate(() => scrollY);
    await swipe(text, { x: text.x, y: text.y - 200 });
    await expect.poll(() => page.evaluate(() => scrollY), { timeout: 10_000 }).toBeGreaterThan(before);
    expect(await shownLessons()).toEqual(moved);
    await planPage(page).choose(lessons[1] as string, "下移");
    await expect
      .poll(shownLessons, { timeout: 10_000 })
      .toEqual([0, 1, 2, 3, 4, 5].map((index) => lessons[index]));
    await page.clock.setFixedTime("2026-10-14T02:00:00Z");
    await open(page, plan);
    await page.getByRole("button", { name: "到本周（第 7 周）" }).click();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("第 7 周");
    await page.context().close();
  });

  test("keeps what is typed into a row's drawer when somebody drops the row, and asks before it is left", async () => {
    const plan = await createPlan(research, group);
    const page = await web.signIn("group1.research");
    await page.goto(`${web.system.address}/plans?view=drafts`);
    await page.locator(`a[href="/plans/${plan.id}"]`).click();
    await planPage(page).choose("山行", "编辑整行");
    const notes = page.getByRole("dialog").getByLabel("备注");
    await notes.fill("抽屉里写的");
    const dropped = (await liveRows(plan)).find((one: { lesson: string }) => one.lesson === "山行");
    await research.post(`/api/plans/${plan.id}/rows/${dropped?.id}/drop`).send({}).expect(204);
    await expect.poll(() => planPage(page).row("山行").count(), { timeout: 10_000 }).toBe(0);
    expect(await notes.inputValue()).toBe("抽屉里写的");
    await page.goBack();
    await page.getByText("离开").first().waitFor();
    expect(page.url()).toContain(plan.id);
  });

  test("gets its resources by what is typed, and a row that was dropped comes back", async () => {
    const plan = await createPlan(research, group);
    await web.system.runJobs();
    const page = await web.signIn("group1.research");
    await open(page, plan);
    await planPage(page).choose("山行", "编辑整行");
    await page.getByRole("dialog").getByLabel("资源", { exact: true }).fill("山行");
    await optionOf(page, "《山行》教学设计").click();
    await page.getByRole("dialog").getByRole("button", { name: "移除资源：《山行》教学设计" }).waitFor();
    await page.getByRole("dialog").getByRole("checkbox").check();
    await picture(page, "plan-row-drawer");
    expect(await seriousFindings(page)).toEqual([]);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /保\s*存/ })
      .click();
    await planPage(page).row("山行").getByRole("link", { name: "《山行》教学设计" }).waitFor();
    await planPage(page).saved();
    expect((await liveRows(plan))[3]).toMatchObject({
      isCorrection: true,
      links: [{ resourceId, versionNumber: null }],
    });
    await planPage(page).choose("花的学校", "删除");
    await expect.poll(() => planPage(page).row("花的学校").count(), { timeout: 10_000 }).toBe(0);
    await page.getByRole("button", { name: /撤\s*销/ }).click();
    await planPage(page).row("花的学校").waitFor();
    await planPage(page).choose("夜书所见", "删除");
    await page.getByRole("button", { name: "已删除的行" }).click();
    await page.getByRole("button", { name: "恢复：夜书所见" }).click();
    await planPage(page).row("夜书所见").waitFor();
    expect(await liveRows(plan)).toHaveLength(lessons.length);
  });

  test("that two people write at once loses nothing: other fields join, one field is settled side by side", async () => {
    const plan = await createPlan(research, group);
    const mine = await web.signIn("group1.research");
    const theirs = await web.signIn("group1.lead");
    for (const page of [mine, theirs]) await open(page, plan);
    await theirs.getByText("也在编辑这份计划").waitFor();
    await planPage(mine).cell("山行", "notes").click();
    await mine.keyboard.type("我的备注");
    await planPage(theirs).write("山行", "homework", "背诵");
    // Their change comes by itself, and leaves alone what is being typed.
    await expect
      .poll(() => planPage(mine).cell("山行", "homework").textContent(), { timeout: 15_000 })
      .toBe("背诵");
    expect(await mine.getByRole("grid").getByRole("textbox").inputValue()).toBe("我的备注");
    await planPage(theirs).write("山行", "notes", "对方的备注");
    await planPage(theirs).saved();
    await mine.keyboard.press("Enter");
    await mine.getByText("其他人同时修改了“山行”").waitFor();
    await picture(mine, "plan-conflict");
    expect(await seriousFindings(mine)).toEqual([]);
    await mine.getByLabel("两者都保留").check();
    await mine.getByRole("button", { name: "按以上选择保存" }).click();
    await planPage(mine).saved();
    expect((await liveRows(plan))[3]).toMatchObject({ homework: "背诵", notes: "对方的备注\n我的备注" });
  });

  test("is published with what is new, and adopted by a campus's lead on a telephone", async () => {
    const plan = await publishPlan(research, group);
    const page = await web.signIn("group1.research");
    await open(page, plan);
    await planPage(page).write("山行", "content", "想象画面");
    await planPage(page).saved();
    await page.getByRole("button", { name: /^发\s*布$/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("修改 1 行").waitFor();
    await dialog.getByLabel("更新说明").fill("补充教学内容");
    await picture(page, "plan-publish");
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole("button", { name: /^发\s*布$/ }).click();
    await page.getByText("已发布第 2 版").waitFor();
    const lead = await web.signIn("sanxiao.lead", { width: 390, height: 844 });
    await lead.goto(`${web.system.address}/plans/${plan.id}`);
    await lead.getByRole("button", { name: "采用到本校" }).click();
    await lead.getByText("本校副本，取自第 2 版").waitFor();
    await planPage(lead).choose("山行", "编辑整行");
    await lead.getByRole("dialog").getByLabel("备注").fill("校运会");
    await lead
      .getByRole("dialog")
      .getByRole("button", { name: /保\s*存/ })
      .click();
    const why = lead.getByRole("dialog", { name: "说明改动原因" });
    // The dialogue takes the keyboard to where the reason is written.
    await why.locator("input:focus").waitFor();
    await lead.keyboard.type("本校运动会");
    await lead.keyboard.press("Enter");
    await lead.getByText("本校改动：本校运动会").waitFor();
    await picture(lead, "plan-copy-phone");
    await expectToFit(lead);
    expect(await seriousFindings(lead)).toEqual([]);
  });
});
