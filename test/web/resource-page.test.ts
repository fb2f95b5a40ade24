import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { makePng } from "../../scripts/make-files/png.ts";
import { makeWav } from "../../scripts/make-files/wav.ts";
import { readConfig } from "../../server/config.ts";
import { chromiumPath, picture, seriousFindings } from "../support/browser.ts";
import { type Client, publish, signedIn } from "../support/client.ts";
import { inBrowser } from "../support/in-browser.ts";
import { makeFilm } from "../support/preview-files.ts";
import { unitOf } from "../support/world.ts";

vi.setConfig({ testTimeout: 150_000 });

const { ffmpeg } = readConfig();
if (!ffmpeg) console.warn("SKIPPED: films in the browser; there is no ffmpeg on the PATH.");

const web = inBrowser("the resource page was not tried in the browser", { previewer: { ffmpeg } });
const group = unitOf("group1");
let author: Client;
let reader: Client;
/** The author's; every test goes on in it. */
let page: Page;

beforeAll(async () => {
  if (!chromiumPath) return;
  author = await signedIn(web.system, "sanxiao.teacher");
  reader = await signedIn(web.system, "yixiao.teacher");
  page = await web.signIn("sanxiao.teacher");
}, 120_000);

const openResource = async ({ id, title }: Record<"id" | "title", string>): Promise<void> => {
  await page.goto(`${web.system.address}/resources/${id}`);
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
};

const textFile = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 20_000 });
const naturalWidth = (image: Locator) => image.evaluate((one: HTMLImageElement) => one.naturalWidth);

describe.skipIf(!chromiumPath)("with whom a resource is shared", () => {
  const share = async (choice: string): Promise<void> => {
    await page.getByRole("button", { name: "共享范围" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: choice }).check();
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, "resource-sharing");
    await dialog.getByRole("button", { name: /保\s*存/ }).click();
    await dialog.waitFor({ state: "hidden" });
  };

  test("is changed on its page: to the group, and back to its author alone", async () => {
    const resource = await publish(author, "private", { title: "《观潮》教学设计" });
    const at = `/api/resources/${resource.id}`;
    await reader.get(at).expect(404);
    await openResource(resource);
    const tag = page.locator(".resource-head .sharing-tag");
    expect(await tag.textContent()).toBe("仅自己");
    await page.getByRole("button", { name: "共享范围" }).click();
    await page.getByRole("radio", { name: "第一教育集团" }).check();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await reader.get(at).expect(404);
    await share("第一教育集团");
    await tag.getByText("第一教育集团内共享").waitFor();
    await reader.get(at).expect(200);
    await share("仅自己");
    await tag.getByText("仅自己").waitFor();
    await reader.get(at).expect(404);
  });
});

describe.skipIf(!chromiumPath)("of a resource", () => {
  test("an older version is read as it was and restored as the newest", async () => {
    const old = await publish(author, group.id, {
      title: "《爬山虎的脚》第一稿",
      files: [textFile("第一稿.txt", "爬山虎的第一稿")],
    });
    const at = `/api/resources/${old.id}`;
    await author.patch(at).send({ title: "《爬山虎的脚》第二稿" }).expect(200);
    await author.post(`${at}/publish`).send({ sharedWith: group.id }).expect(200);
    await openResource({ id: old.id, title: "《爬山虎的脚》第二稿" });
    const versions = page.locator(".versions li");
    await versions.getByRole("link", { name: "第 1 版" }).click();
    await page.getByRole("heading", { level: 1, name: "《爬山虎的脚》第一稿" }).waitFor();
    await page.getByRole("button", { name: "恢复此版本" }).click();
    await page.getByText("已恢复第 1 版的内容，并存为新版本").waitFor();
    await page.waitForURL(`**/resources/${old.id}`);
    await page.getByRole("heading", { level: 1, name: "《爬山虎的脚》第一稿" }).waitFor();
    await versions.filter({ hasText: "当前" }).getByText("恢复自第 1 版").waitFor();
    expect(await versions.count()).toBe(3);
    const { body } = await reader.get(at).expect(200);
    expect(body).toMatchObject({ title: "《爬山虎的脚》第一稿", versionNumber: 3 });
  });

  test("others with the same file are named, and lead on, for whoever cannot tell links by their colour too", async () => {
    const files = [textFile("圆的面积.txt", "把圆剪开，拼成近似的长方形")];
    const first = await publish(author, group.id, { title: "圆的面积 教案", files });
    const second = await publish(author, group.id, { title: "圆的面积 又一份", files });
    await openResource({ id: second.id, title: "圆的面积 又一份" });
    const same = page.locator(".duplicates").getByRole("link", { name: "圆的面积 教案" });
    await same.waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await same.getAttribute("href")).toBe(`/resources/${first.id}`);
  });

  test("all files are downloaded together, as a zip with each under its name", async () => {
    const texts = { "教案.txt": "观察日记的教案", "学习单.txt": "观察日记的学习单", "作业.txt": "分层作业" };
    const files = Object.entries(texts).map(([name, text]) => textFile(name, text));
    await openResource(await publish(author, group.id, { title: "观察日记", files }));
    const begun = page.waitForEvent("download");
    await page.getByRole("link", { name: "下载全部" }).click();
    const download = await begun;
    expect(download.suggestedFilename()).toBe("观察日记.zip");
    const entries = unzipSync(await readFile(await download.path()));
    expect(
      Object.fromEntries(Object.entries(entries).map(([name, bytes]) => [name, strFromU8(bytes)])),
    ).toEqual(texts);
  });

  test("the lineage leads to what was made of it, and from there back to the version that was taken", async () => {
    const original = await publish(author, group.id, { title: "《秋天的雨》教学设计" });
    const adapted = (await reader.post(`/api/resources/${original.id}/adapt`).send({}).expect(201)).body;
    await reader.patch(`/api/resources/${adapted.id}`).send({ title: "《秋天的雨》一小版" }).expect(200);
    await openResource(original);
    const lineage = page.getByRole("region", { name: "来源与改编" });
    await lineage.getByText("还没有被改编").waitFor();
    await reader.post(`/api/resources/${adapted.id}/publish`).send({ sharedWith: group.id }).expect(200);
    await author.patch(`/api/resources/${original.id}`).send({ title: "《秋天的雨》新稿" }).expect(200);
    await author.post(`/api/resources/${original.id}/publish`).send({ sharedWith: group.id }).expect(200);
    await openResource({ id: original.id, title: "《秋天的雨》新稿" });
    await lineage.getByText("已被改编 1 次").waitFor();
    await lineage.getByText("一小校区 ×1").waitFor();
    await lineage.getByRole("link", { name: "《秋天的雨》一小版" }).click();
    await page.getByRole("heading", { level: 1, name: "《秋天的雨》一小版" }).waitFor();
    await lineage.getByText("第 1 版 · 三小校区 · 三小校区 语文教师").waitFor();
    await lineage.getByRole("link", { name: "《秋天的雨》新稿" }).click();
    await page.getByText("正在阅读第 1 版").waitFor();
    await page.getByRole("heading", { level: 1, name: "《秋天的雨》教学设计" }).waitFor();
  });
});

describe.skipIf(!chromiumPath)("a file is looked at on the page", () => {
  const look = (name: string) => page.locator(".files").getByRole("button", { name, exact: true }).click();

  /** Plays by the space bar, as whoever came to it by the Tab key would. */
  const expectToPlay = async (player: Locator): Promise<void> => {
    await player.focus();
    await page.keyboard.press("Space");
    await eventually(() => player.evaluate((one: HTMLMediaElement) => one.currentTime)).toBeGreaterThan(0);
  };

  beforeAll(async () => {
    if (!chromiumPath) return;
    const files = [
      { name: "校园.png", bytes: makePng({ width: 320, height: 200, seed: 4 }) },
      { name: "朗读.wav", bytes: makeWav({ seconds: 3, hertz: 440 }) },
      textFile("生字.txt", "潮、据、堤、阔"),
      // 四年级科学, as older programs write it
      { name: "旧教案.txt", bytes: Buffer.from("cbc4c4eabcb6bfc6d1a7", "hex") },
      ...(ffmpeg ? [{ name: "实验.mp4", bytes: await makeFilm(ffmpeg, 3) }] : []),
    ];
    const resource = await publish(author, group.id, { title: "各种文件", files });
    await web.system.runJobs();
    await openResource(resource);
  }, 120_000);

  test("a picture, drawn for the page and as it is", async () => {
    await look("校园.png");
    const drawn = page.getByRole("img", { name: "校园.png 第 1 页" });
    await eventually(() => naturalWidth(drawn)).toBeGreaterThan(0);
    await eventually(() => naturalWidth(page.locator(".files img").first())).toBeGreaterThan(0);
    await page.getByRole("radiogroup").getByText("原件").click();
    await eventually(() => naturalWidth(page.locator("img.preview-image"))).toBe(320);
  });

  test("a recording, which plays", async () => {
    await look("朗读.wav");
    const player = page.locator("audio");
    await eventually(() => player.evaluate((one: HTMLAudioElement) => one.duration)).toBeCloseTo(3, 1);
    await expectToPlay(player);
    await page.locator(".file-line.is-shown").getByText("0:03").waitFor();
  });

  test.skipIf(!ffmpeg)("a film, which shows its poster and plays", async () => {
    await look("实验.mp4");
    const player = page.locator("video");
    const poster = (await player.getAttribute("poster")) as string;
    const reply = await page.request.get(new URL(poster, page.url()).href);
    expect([reply.status(), reply.headers()["content-type"]]).toEqual([
      200,
      expect.stringMatching(/^image\//),
    ]);
    await expectToPlay(player);
    expect(await player.evaluate((one: HTMLVideoElement) => [one.videoWidth, one.videoHeight])).toEqual([
      320, 180,
    ]);
    await picture(page, "resource-film");
  });

  test("a text, in UTF-8 and in GB18030", async () => {
    await look("生字.txt");
    await page.locator(".preview-text pre", { hasText: "潮、据、堤、阔" }).waitFor();
    await look("旧教案.txt");
    await page.locator(".preview-text pre", { hasText: "四年级科学" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });
});
