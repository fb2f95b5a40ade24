import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { type Client, createDraft, publish, signedIn } from "../support/client.ts";
import { expectToFit, inBrowser } from "../support/in-browser.ts";
import { unitOf } from "../support/world.ts";

vi.setConfig({ testTimeout: 120_000 });

const web = inBrowser("home and one's own resources were not tried in the browser");
const [wide, narrow] = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];
const [ours, others] = [unitOf("group2").id, unitOf("group1").id];
const inGrade = (subject: string, grade: string) => ({ subject, grades: [grade] });
const mathematics4 = inGrade("mathematics", "4");

let teacher: Client;
let colleague: Client;
/** The teacher's; every test goes on in it. */
let page: Page;

beforeAll(async () => {
  if (!chromiumPath) return;
  teacher = await signedIn(web.system, "erxiao.math");
  colleague = await signedIn(web.system, "sixiao.math");
  const stranger = await signedIn(web.system, "sanxiao.math");
  await publish(teacher, "private", { title: "四年级我的教案", fields: mathematics4 });
  web.system.clock.advance(60_000);
  await publish(colleague, ours, { title: "四年级数学新课件", fields: mathematics4 });
  await publish(colleague, ours, { title: "五年级数学新课件", fields: inGrade("mathematics", "5") });
  await publish(colleague, ours, { title: "四年级语文新课件", fields: inGrade("chinese", "4") });
  await publish(colleague, "private", { title: "同事自己的教案", fields: mathematics4 });
  await publish(stranger, others, { title: "别的集团的课件", fields: mathematics4 });
  await createDraft(teacher, { title: "我没写完的教案" });
  await createDraft(colleague, { title: "同事没写完的教案" });
  page = await web.signIn("erxiao.math");
}, 120_000);

const open = async (wanted: string, heading: string): Promise<void> => {
  await page.goto(`${web.system.address}${wanted}`);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
};

/** Nothing serious, and nothing to the side, on a desk's screen and on a telephone's. */
const expectSound = async (name: string): Promise<void> => {
  for (const viewport of [narrow, wide]) {
    await page.setViewportSize(viewport);
    await picture(page, `${name}-${viewport.width}`);
    expect(await seriousFindings(page)).toEqual([]);
    await expectToFit(page);
  }
};

describe.skipIf(!chromiumPath)("the home page", () => {
  const titlesIn = (name: string) =>
    page.getByRole("region", { name }).getByRole("heading", { level: 3 }).allTextContents();

  test("shows what is new for one's own subject and grade, and one's own drafts", async () => {
    await page.getByRole("link", { name: "四年级数学新课件" }).waitFor();
    await page.getByRole("link", { name: "我没写完的教案" }).waitFor();
    expect(await titlesIn("数学 · 四年级 · 最新共享")).toEqual(["四年级数学新课件", "四年级我的教案"]);
    expect(await titlesIn("我的草稿")).toEqual(["我没写完的教案"]);
    await expectSound("home");
    const fresh = page.getByRole("region", { name: "数学 · 四年级 · 最新共享" });
    await fresh.getByRole("link", { name: "查看全部" }).click();
    await page.waitForURL(/\/search\?subject=mathematics&grade=4&sort=newest$/);
  });

  test("opens a draft where it is gone on with, and shows a new resource of the colleague's at the next visit", async () => {
    web.system.clock.advance(60_000);
    await publish(colleague, ours, { title: "四年级数学练习", fields: mathematics4 });
    await open("/", "今天备哪一课？");
    await page.getByRole("link", { name: "四年级数学练习" }).waitFor();
    expect((await titlesIn("数学 · 四年级 · 最新共享"))[0]).toBe("四年级数学练习");
    await page.getByRole("link", { name: "我没写完的教案" }).click();
    await page.getByText("这是草稿，只有你能看到。").waitFor();
  });

  test("shows what is new of everything to whoever has shared nothing yet", async () => {
    const newcomer = await web.signIn("sixiao.science", narrow);
    const fresh = newcomer.getByRole("region", { name: "最新共享" });
    await fresh.getByRole("link", { name: "五年级数学新课件" }).waitFor();
    await fresh.getByRole("link", { name: "四年级语文新课件" }).waitFor();
    expect(await fresh.getByText("别的集团的课件").count()).toBe(0);
    await newcomer.getByText("没有待发布的草稿").waitFor();
    await newcomer.context().close();
  });
});

describe.skipIf(!chromiumPath)("one's own resources", () => {
  const listed = () => page.getByRole("tabpanel").getByRole("row").getByRole("link").allTextContents();
  const show = async (tab: string, title: string): Promise<void> => {
    await page.getByRole("tab", { name: tab }).click();
    await page.getByRole("tabpanel", { name: tab }).getByRole("link", { name: title }).waitFor();
  };

  test("are listed as published and as drafts, nobody else's among them", async () => {
    await open("/my-resources", "我的资源");
    await show("已发布", "四年级我的教案");
    expect(await listed()).toEqual(["四年级我的教案"]);
    await expectSound("mine-published");
    await show("草稿", "我没写完的教案");
    expect(await listed()).toEqual(["我没写完的教案"]);
    await expectSound("mine-drafts");
    await page.getByRole("tab", { name: "已归档" }).click();
    await page.getByText("没有归档的资源").waitFor();
  });

  test("are archived, and taken back at once or later from the list", async () => {
    const { id } = await publish(teacher, ours, { title: "去年的计算竞赛", fields: mathematics4 });
    const isThereForColleague = async () => {
      const { body } = await colleague.get("/api/resources?view=published&limit=100").expect(200);
      return body.items.some((one: { id: string }) => one.id === id);
    };
    await open(`/resources/${id}`, "去年的计算竞赛");
    await page.getByRole("button", { name: /^归\s*档$/ }).click();
    // It is offered for a few seconds only.
    await page.getByRole("button", { name: /撤\s*销/ }).click();
    await page.getByText("已取消归档").waitFor();
    await page.getByText("此资源已归档").waitFor({ state: "detached" });
    expect(await isThereForColleague()).toBe(true);

    await page.getByRole("button", { name: /^归\s*档$/ }).click();
    await page.getByText("此资源已归档").waitFor();
    expect(await isThereForColleague()).toBe(false);
    await page.getByRole("navigation").getByRole("link", { name: "我的资源" }).click();
    await show("已发布", "四年级我的教案");
    expect(await listed()).not.toContain("去年的计算竞赛");
    await show("已归档", "去年的计算竞赛");
    await expectSound("mine-archived");
    await page.getByRole("link", { name: "去年的计算竞赛" }).click();
    await page.getByRole("button", { name: "取消归档" }).click();
    await page.getByText("此资源已归档").waitFor({ state: "detached" });
    expect(await isThereForColleague()).toBe(true);
    await open("/my-resources", "我的资源");
    await show("已发布", "去年的计算竞赛");
    await page.getByRole("tab", { name: "已归档" }).click();
    await page.getByText("没有归档的资源").waitFor();
  });
});
