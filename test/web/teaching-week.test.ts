import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { signedIn } from "../support/client.ts";
import { expectToFit, inBrowser } from "../support/in-browser.ts";
import { lessons, publishPlan } from "../support/plans.ts";
import { autumn, joinClass } from "../support/teaching.ts";
import { unitOf } from "../support/world.ts";

const web = inBrowser("nobody ticked a lesson in the browser");
vi.setConfig({ testTimeout: 180_000 });

const phone = { width: 390, height: 844 };
const group = unitOf("group1").id;

beforeAll(async () => {
  if (!chromiumPath) return;
  web.system.clock.set("2026-09-09T02:00:00Z");
  const research = await signedIn(web.system, "group1.research");
  const lead = await signedIn(web.system, "group1.lead");
  await lead.put(`/api/units/${group}/calendars/2026-2027-1`).send(autumn).expect(200);
  await publishPlan(research, group);
}, 120_000);

const choose = async (page: Page, field: string, word: string) => {
  await page.getByLabel(field, { exact: true }).fill(word);
  await page.getByTitle(word, { exact: true }).last().dispatchEvent("click");
};
const tickOf = (page: Page, lesson: string, name: string) =>
  page.getByRole("button", { name: new RegExp(`^${lesson} ${name}`) });

describe.skipIf(!chromiumPath)("a teacher's week", () => {
  test("is set up on a telephone: classes, a tick, a note, next week, and an address for the calendar", async () => {
    const page = await web.signIn("sanxiao.teacher", phone);
    await page.getByRole("navigation").getByRole("link", { name: "本周教学" }).click();
    await page.getByText("还没有任课班级").waitFor();
    await picture(page, "teaching-empty");
    await expectToFit(page);
    await page.getByRole("button", { name: "选择班级" }).click();
    const drawer = page.getByRole("dialog", { name: "任课班级" });
    await choose(page, "年级", "三年级");
    await choose(page, "学科", "语文");
    const names = drawer.getByLabel("班级", { exact: true });
    for (const name of ["1班", "2班"]) {
      await names.fill(name);
      await names.press("Enter");
    }
    await drawer.getByRole("button", { name: "添加班级" }).click();
    await drawer.getByText("三年级2班 语文").waitFor();
    await picture(page, "teaching-classes");
    await expectToFit(page);
    await drawer
      .getByRole("button", { name: "Close" })
      .or(drawer.getByRole("button", { name: "关闭" }))
      .click();

    const third = lessons[2] as string;
    await tickOf(page, third, "1班").click();
    await page.getByRole("button", { name: `${third} 1班 9月9日 已上` }).waitFor();
    expect(await tickOf(page, third, "2班").getAttribute("aria-pressed")).toBe("false");
    const note = page.getByLabel(`${third} 的笔记`);
    await note.fill("板书再慢一点");
    await page.getByText("已保存").waitFor();
    await picture(page, "teaching-week-phone");
    await expectToFit(page);
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole("button", { name: "下一周" }).click();
    await page.getByText(lessons[4] as string).waitFor();
    await page.locator("h1").first().click();
    await page.keyboard.press("ArrowLeft");
    await page.getByRole("heading", { name: third }).waitFor();
    await page.reload();
    expect(await note.inputValue()).toBe("板书再慢一点");
    await tickOf(page, third, "1班").click();
    const isTicked = () => tickOf(page, third, "1班").getAttribute("aria-pressed");
    await expect.poll(isTicked, { timeout: 15_000 }).toBe("false");

    await page.goto(`${web.system.address}/teaching?on=2026-10-01`);
    await page.getByText("第 5 周").waitFor();
    await page.goto(`${web.system.address}/teaching?on=2026-08-20`);
    await page.getByText("本周不在教学周内").waitFor();

    await page.getByRole("button", { name: "手机日历" }).click();
    await page.getByRole("button", { name: "生成地址" }).click();
    const address = new URL(
      (await page.locator(".feed-address .ant-typography").first().textContent()) ?? "",
    );
    await picture(page, "teaching-feed");
    await expectToFit(page);
    const read = () => fetch(`${web.system.address}${address.pathname}`);
    expect(await (await read()).text()).toContain("BEGIN:VEVENT");
    await page.getByRole("button", { name: "撤销" }).click();
    await page.getByRole("dialog").last().getByRole("button", { name: "撤销" }).click();
    await expect.poll(async () => (await read()).status, { timeout: 15_000 }).toBe(404);
  });

  test("keeps a note that was changed on another device beside the own words, and loses neither", async () => {
    const page = await web.signIn("sanxiao.teacher");
    await page.goto(`${web.system.address}/teaching`);
    const first = lessons[3] as string;
    const note = page.getByLabel(`${first} 的笔记`);
    await note.waitFor();
    const elsewhere = await signedIn(web.system, "sanxiao.teacher");
    const { courses } = (await elsewhere.get("/api/teaching-week").expect(200)).body;
    const row = courses[0].rows.find(({ lesson }: { lesson: string }) => lesson === first);
    await elsewhere
      .put(`/api/taught-classes/${courses[0].classes[0].id}/rows/${row.id}/note`)
      .send({ text: "电脑上写的" })
      .expect(200);
    await note.fill("手机上写的");
    await page.getByText("这条笔记在别处改过").waitFor();
    await page.getByText("电脑上写的").waitFor();
    await picture(page, "teaching-note-conflict");
    expect(await note.inputValue()).toBe("手机上写的");
    await page.getByRole("button", { name: "保留这里的" }).click();
    const keptNotes = async () => {
      const { rows } = (await elsewhere.get("/api/teaching-week").expect(200)).body.courses[0];
      return rows.map(({ note }: { note: { text: string } }) => note.text);
    };
    await expect.poll(keptNotes, { timeout: 15_000 }).toContain("手机上写的");
  });

  test("is seen by the campus's lead as progress, without notes", async () => {
    const page = await web.signIn("sanxiao.lead");
    await page.goto(`${web.system.address}/progress`);
    await page.getByText("三年级1班 语文").waitFor();
    expect(await page.getByRole("listitem").getByText("落后 4 课时").count()).toBe(2);
    await page.getByText("最慢的班落后 4 课时，中位落后 4 课时").waitFor();
    expect(await page.locator("main").textContent()).not.toContain("板书");
    await picture(page, "teaching-progress");
    expect(await seriousFindings(page)).toEqual([]);
    await page.setViewportSize(phone);
    await expectToFit(page);
    await picture(page, "teaching-progress-phone");
  });

  test("of the group's campuses by one plan is compared, and what is shown is the address", async () => {
    const colleague = await signedIn(web.system, "yixiao.teacher");
    await joinClass(colleague, unitOf("yixiao").id, "3班");
    const { body } = await colleague.get("/api/teaching-week?on=2026-09-01").expect(200);
    const [course] = body.courses;
    for (const { id } of course.rows)
      await colleague
        .put(`/api/taught-classes/${course.classes[0].id}/rows/${id}/taught`)
        .send({ taughtOn: "2026-09-03" })
        .expect(200);
    const page = await web.signIn("group1.research", phone);
    await page.goto(`${web.system.address}/progress`);
    const lines = page.getByRole("region", { name: "各校区进度比较" }).locator("tbody tr");
    await lines.first().waitFor();
    expect(await lines.allTextContents()).toEqual([
      "三小校区2 个班落后 4 课时落后 4 课时落后 4 课时",
      "一小校区1 个班进度正常进度正常进度正常",
    ]);
    await page.getByRole("combobox", { name: "计划" }).press("ArrowDown");
    await page.getByTitle("三年级语文 · 三年级语文上册教学进度表").last().dispatchEvent("click");
    await expect
      .poll(() => new URL(page.url()).searchParams.get("plan"), { timeout: 15_000 })
      .toBe(course.plan.originId);
    expect(await lines.count()).toBe(2);
    await picture(page, "teaching-comparison-phone");
    expect(await seriousFindings(page)).toEqual([]);
    await expectToFit(page);
    await page.goto(`${web.system.address}/progress?subject=mathematics`);
    await page.getByText("没有符合条件的班级").waitFor();
    await page.goto(`${web.system.address}/progress?term=2025-2026-2`);
    await page.getByText("还没有可以查看进度的班级").waitFor();
    await page.getByText("2025—2026学年下学期").waitFor();
  });

  test("takes last year's classes into the new school year, one grade up", async () => {
    const page = await web.signIn("sanxiao.teacher", phone);
    await page.goto(`${web.system.address}/teaching?on=2027-09-06`);
    await page.getByLabel("四年级2班 语文").uncheck();
    await picture(page, "teaching-carry");
    await expectToFit(page);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "沿用这些班级" }).click();
    await page.getByRole("heading", { name: "四年级语文" }).waitFor();
    const teacher = await signedIn(web.system, "sanxiao.teacher");
    const { courses } = (await teacher.get("/api/teaching-week?on=2027-09-06").expect(200)).body;
    expect(courses).toMatchObject([{ grade: "4", classes: [{ name: "1班", schoolYear: "2027-2028" }] }]);
  });

  test("says that there is a second plan, which a teacher chooses for one class and the campus's lead for another", async () => {
    const research = await signedIn(web.system, "group1.research");
    web.system.clock.advance(60_000);
    await publishPlan(research, group, { title: "群文阅读版", edition: "renjiao" });
    const teacher = await signedIn(web.system, "sanxiao.teacher");
    const { courses } = (await teacher.get("/api/teaching-week").expect(200)).body;
    expect(courses.map(({ plan }: { plan: { edition: null } }) => plan.edition)).toEqual([null]);
    const page = await web.signIn("sanxiao.teacher", phone);
    await page.goto(`${web.system.address}/teaching`);
    await page.getByText("2班还没有选定").waitFor();
    await page.getByRole("button", { name: "选择计划" }).click();
    const dialog = page.getByRole("dialog", { name: "选择计划" });
    await dialog.getByLabel("群文阅读版").check();
    await dialog.getByLabel("1班").uncheck();
    await picture(page, "teaching-choose-plan");
    await expectToFit(page);
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole("button", { name: "按这个计划上课" }).click();
    await page.getByRole("link", { name: "群文阅读版" }).waitFor();
    expect(await page.getByText("还没有选定").count()).toBe(0);

    const lead = await web.signIn("sanxiao.lead");
    await lead.goto(`${web.system.address}/progress`);
    const line = lead.getByRole("listitem").filter({ hasText: "三年级1班 语文" });
    await line.getByRole("button", { name: "更换计划" }).click();
    await lead.getByRole("dialog").getByLabel("群文阅读版").check();
    await lead.getByRole("button", { name: "按这个计划上课" }).click();
    const followers = () => lead.getByRole("link", { name: "群文阅读版" }).count();
    await expect.poll(followers, { timeout: 15_000 }).toBe(2);
  });
});
