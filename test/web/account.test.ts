import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test, vi } from "vitest";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { anonymous, password, publish, signedIn } from "../support/client.ts";
import { expectToFit, inBrowser } from "../support/in-browser.ts";
import { unitOf } from "../support/world.ts";

vi.setConfig({ testTimeout: 120_000 });

const web = inBrowser("signing in and out was not tried in the browser");
const [wide, narrow] = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

const openSignIn = async (wanted: string): Promise<Page> => {
  const page = await (await web.browser.newPerson(wide)).newPage();
  await page.goto(`${web.system.address}${wanted}`);
  await page.getByRole("button", { name: /登\s*录/ }).waitFor();
  return page;
};

const fillIn = async (page: Page, username: string, word: string): Promise<void> => {
  await page.getByLabel("用户名").fill(username);
  await page.getByLabel("密码").fill(word);
  await page.getByRole("button", { name: /登\s*录/ }).click();
};

const choose = async (page: Page, item: string): Promise<void> => {
  await page.getByRole("button", { name: /^账号：/ }).click();
  // A menu that is still unfolding may lose a press of the mouse.
  await page
    .locator(".ant-dropdown:not(.ant-slide-up)")
    .getByRole("menuitem", { name: item, exact: true })
    .click();
};

const statusOfMe = async (page: Page): Promise<number> =>
  (await page.request.get(`${web.system.address}/api/me`)).status();

/** Nothing serious, and nothing to the side, on a desk's screen and on a telephone's. */
const expectSound = async (page: Page, name: string): Promise<void> => {
  for (const viewport of [narrow, wide]) {
    await page.setViewportSize(viewport);
    await picture(page, `${name}-${viewport.width}`);
    expect(await seriousFindings(page)).toEqual([]);
    await expectToFit(page);
  }
};

describe.skipIf(!chromiumPath)("signing in", () => {
  test("says what is wrong, and leads on to the page that was wanted", async () => {
    const page = await openSignIn("/my-resources?view=drafts");
    await expectSound(page, "sign-in");
    await page.getByRole("button", { name: /登\s*录/ }).click();
    await page.getByText("请输入密码").waitFor();
    await fillIn(page, "erxiao.science", "not-the-password");
    await page.getByRole("alert").getByText("用户名或密码不正确。").waitFor();
    await expectSound(page, "sign-in-wrong");
    expect(await statusOfMe(page)).toBe(401);
    await fillIn(page, "erxiao.science", password);
    await page.waitForURL(`${web.system.address}/my-resources?view=drafts`);
    await page.getByRole("heading", { level: 1, name: "我的资源" }).waitFor();
  });

  test("shows what the person may do, not what the public could that asked for the page before", async () => {
    const author = await signedIn(web.system, "sanxiao.teacher");
    const { id } = await publish(author, unitOf("sanxiao").id, { title: "公开的教案" });
    const lead = await signedIn(web.system, "sanxiao.lead");
    await lead.put(`/api/resources/${id}/sharing`).send({ sharedWith: "public" }).expect(200);
    const page = await openSignIn(`/resources/${id}`);
    const { promise: isLet, resolve: letThrough } = Promise.withResolvers<void>();
    await page.route(`**/api/resources/${id}*`, async (route) => {
      await isLet;
      await route.continue();
    });
    await fillIn(page, "sanxiao.teacher", password);
    await page.locator("main [aria-busy]").first().waitFor();
    expect(await page.getByRole("heading", { level: 1 }).count()).toBe(0);
    letThrough();
    await page.getByRole("heading", { level: 1, name: "公开的教案" }).waitFor();
    await page.getByRole("button", { name: "编辑" }).waitFor();
  });

  test("leads to no other site, whatever the link says", async () => {
    for (const wanted of ["//example.org/", "/\\example.org/"]) {
      const page = await openSignIn(`/sign-in?${new URLSearchParams({ return: wanted })}`);
      await fillIn(page, "erxiao.science", password);
      await page.getByRole("heading", { name: "今天备哪一课" }).waitFor();
      expect(page.url()).toBe(`${web.system.address}/`);
    }
  });
});

describe.skipIf(!chromiumPath)("signing out", () => {
  test("ends the session of this browser", async () => {
    const page = await web.signIn("erxiao.sport");
    const other = await web.signIn("erxiao.sport");
    await choose(page, "退出登录");
    await page.waitForURL("**/sign-in");
    expect(await statusOfMe(page)).toBe(401);
    await page.goto(`${web.system.address}/my-resources`);
    await page.waitForURL(/\/sign-in\?return=%2Fmy-resources$/);
    expect(await statusOfMe(other)).toBe(200);
  });

  test("on all devices ends the others, which go on where they were once signed in again", async () => {
    const page = await web.signIn("sixiao.teacher");
    const other = await web.signIn("sixiao.teacher");
    await choose(page, "在所有设备上退出");
    await page.waitForURL("**/sign-in");
    expect(await statusOfMe(other)).toBe(401);
    await other.getByRole("region", { name: "我的草稿" }).getByRole("link", { name: "查看全部" }).click();
    const dialog = other.getByRole("dialog", { name: "登录已过期" });
    await dialog.waitFor();
    expect(await seriousFindings(other)).toEqual([]);
    await picture(other, "sign-in-again");
    await dialog.getByLabel("密码").fill(password);
    await dialog.getByRole("button", { name: /登\s*录/ }).click();
    await dialog.waitFor({ state: "hidden" });
    await other.getByText("没有草稿").waitFor();
    expect(other.url()).toBe(`${web.system.address}/my-resources?view=drafts`);
  });
});

describe.skipIf(!chromiumPath)("a password", () => {
  test("is changed in the page, once the present one and both new ones are right", async () => {
    const page = await web.signIn("sixiao.math");
    const other = await web.signIn("sixiao.math");
    const wanted = "another-password-for-tests";
    await choose(page, "修改密码");
    const dialog = page.getByRole("dialog", { name: "修改密码" });
    const change = async (current: string, next: string, again = next) => {
      await dialog.getByLabel("当前密码").fill(current);
      await dialog.getByLabel("新密码", { exact: true }).fill(next);
      await dialog.getByLabel("再输入一次新密码").fill(again);
      await dialog.getByRole("button", { name: "修改密码" }).click();
    };
    await change(password, "short");
    await dialog.locator(".ant-form-item-explain-error", { hasText: "至少 10 个字符" }).waitFor();
    await change(password, wanted, `${wanted}?`);
    await dialog.getByText("两次输入的新密码不一致").waitFor();
    await change("not-the-password", wanted);
    await dialog.getByText("当前密码不正确。").waitFor();
    await expectSound(page, "change-password");
    expect(await statusOfMe(other)).toBe(200);
    await change(password, wanted);
    await page.getByText("密码已修改").waitFor();
    await dialog.waitFor({ state: "hidden" });
    expect([await statusOfMe(page), await statusOfMe(other)]).toEqual([200, 401]);
    const signIn = (word: string) =>
      anonymous(web.system).post("/api/session").send({ username: "sixiao.math", password: word });
    await signIn(password).expect(401);
    await signIn(wanted).expect(200);
  });
});

describe.skipIf(!chromiumPath)("the API keys of a person's programs", () => {
  const makeKey = async (page: Page, name: string): Promise<string> =>
    (await (await page.request.post(`${web.system.address}/api/me/api-keys`, { data: { name } })).json()).key;
  const statusOf = async (key: string): Promise<number> =>
    (await anonymous(web.system).get("/api/me").set("X-Api-Key", key)).status;

  test("are told before signing out everywhere, and end with it only where that is chosen", async () => {
    const page = await web.signIn("sixiao.science");
    const key = await makeKey(page, "教务同步程序");
    const leave = async () => {
      await choose(page, "在所有设备上退出");
      const dialog = page.getByRole("dialog", { name: "在所有设备上退出" });
      await dialog.getByText("教务同步程序").waitFor();
      return dialog;
    };
    await (await leave()).getByRole("button", { name: "在所有设备上退出" }).click();
    await page.waitForURL("**/sign-in");
    expect(await statusOf(key)).toBe(200);
    await fillIn(page, "sixiao.science", password);
    await page.getByRole("heading", { name: "今天备哪一课" }).waitFor();
    const dialog = await leave();
    await dialog.getByRole("checkbox", { name: "同时撤销这些密钥" }).check();
    await expectSound(page, "sign-out-everywhere");
    await dialog.getByRole("button", { name: "在所有设备上退出" }).click();
    await page.waitForURL("**/sign-in");
    expect(await statusOf(key)).toBe(401);
  });

  test("end with the old password, unless they are to go on", async () => {
    const page = await web.signIn("sixiao.sport");
    const key = await makeKey(page, "备份程序");
    const change = async (isRevoking: boolean) => {
      await choose(page, "修改密码");
      const dialog = page.getByRole("dialog", { name: "修改密码" });
      await dialog.getByText("备份程序").waitFor();
      await dialog.getByLabel("当前密码").fill(password);
      await dialog.getByLabel("新密码", { exact: true }).fill(password);
      await dialog.getByLabel("再输入一次新密码").fill(password);
      const box = dialog.getByRole("checkbox", { name: "同时撤销这些密钥" });
      expect(await box.isChecked()).toBe(true);
      await box.setChecked(isRevoking);
      if (isRevoking) await expectSound(page, "change-password-with-keys");
      await dialog.getByRole("button", { name: "修改密码" }).click();
      await dialog.waitFor({ state: "hidden" });
    };
    await change(false);
    expect(await statusOf(key)).toBe(200);
    await change(true);
    expect(await statusOf(key)).toBe(401);
  });
});

describe.skipIf(!chromiumPath)("with the keyboard alone", () => {
  /** Presses a key until the focus is on what is wanted. */
  const moveTo = async (wanted: Locator, key = "Tab"): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await wanted.evaluate((one) => one === document.activeElement)) return;
      await wanted.page().keyboard.press(key);
    }
    throw new Error(`${key} does not come to ${wanted}`);
  };

  test("a person signs in, searches, opens the first hit, downloads it and signs out", async () => {
    const text = Buffer.from("蒲公英的种子怎样旅行");
    const author = await signedIn(web.system, "erxiao.teacher");
    await publish(author, unitOf("group2").id, {
      title: "植物妈妈有办法",
      files: [{ name: "植物妈妈有办法.txt", bytes: text }],
    });
    await web.system.runJobs();

    const page = await openSignIn("/");
    await page.keyboard.type("sixiao.english");
    await moveTo(page.locator("input[type=password]").first());
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "今天备哪一课" }).waitFor();
    await moveTo(page.locator("input[type=search]").first());
    await page.keyboard.type("植物妈妈");
    await page.keyboard.press("Enter");
    await page.locator("[data-hit]").first().waitFor();
    await moveTo(page.locator("[data-hit]").first());
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "植物妈妈有办法" }).waitFor();
    await moveTo(page.locator(".resource-actions a[download]").first());
    const begun = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    expect(await readFile(await (await begun).path())).toEqual(text);

    await moveTo(page.locator("button[aria-label^='账号：']").first());
    await page.keyboard.press("Enter");
    const signOut = page.getByRole("menuitem", { name: "退出登录" });
    await signOut.waitFor();
    await page.keyboard.press("Tab");
    await moveTo(signOut, "ArrowDown");
    await picture(page, "account-menu");
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/sign-in");
    expect(await statusOfMe(page)).toBe(401);
  });
});
