import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startScript } from "../start-up/start-system.ts";
import { type Client, seedPeople, signedIn } from "../support/client.ts";
import { readCollection } from "../support/collections.ts";
import { makeZip } from "../support/make-zip.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { makeTemporaryDirectory } from "../support/temporary-directory.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let place: Awaited<ReturnType<typeof makeTemporaryDirectory>>;
let source: string;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

beforeEach(async () => {
  place = await makeTemporaryDirectory();
  source = path.join(place.path, "资料");
  await mkdir(source);
  return () => place.remove();
});

const put = async (name: string, content: string | Buffer = `内容 ${name}`): Promise<void> => {
  const file = path.join(source, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
};

const start = (line: string[], username = "sanxiao.teacher", more = {}) => {
  const database = { DATA_DIR: system.dataDir, DATABASE_URL: system.ctx.config.database.url ?? "" };
  const environment = { ...database, ...more };
  return startScript("scripts/import-folder.ts", environment, { arguments: [...line, "--as", username] });
};
const run = async (line: string[] = [source], username?: string) => {
  const started = start(line, username);
  return { code: await started.ended, said: started.said() };
};

/** The report's rows as path → outcome and what else the row says. */
const readReport = async (of = source): Promise<Map<string, { outcome: string; row: string }>> => {
  const text = await readFile(`${of}-import-report.csv`, "utf8");
  expect(text.startsWith("\ufeff路径,")).toBe(true);
  const rows = text.slice(1).trim().split("\r\n").slice(1);
  return new Map(rows.map((row) => [row.split(",")[0] as string, { outcome: row.split(",")[1] ?? "", row }]));
};
const outcomes = async (of?: string) =>
  Object.fromEntries([...(await readReport(of))].map(([name, { outcome }]) => [name, outcome]));

interface Draft {
  id: string;
  title: string;
}
const draftsOf = async (client = teacher): Promise<Draft[]> =>
  (await client.get("/api/resources?view=drafts&limit=100").expect(200)).body.items;
const draftNamed = async (title: string) => {
  const draft = (await draftsOf()).find((one) => one.title === title);
  return (await teacher.get(`/api/resources/${draft?.id}?draft=true`).expect(200)).body;
};

describe("npm run import", () => {
  it("makes drafts with guessed fields of a folder's files, those of one lesson together", async () => {
    await put("三年级数学/上册/分数的初步认识 教学设计.txt");
    await put("三年级数学/上册/分数的初步认识 课件.txt");
    await put("三年级数学/上册/倍的认识 教学设计.txt");
    const { code, said } = await run();
    expect(said).toContain("3 imported");
    expect(code).toBe(0);
    const draft = await draftNamed("分数的初步认识 教学设计");
    expect(draft).toMatchObject({ kind: "lesson-plan", subject: "mathematics", grades: ["3"] });
    expect(draft.files.map((file: { name: string }) => file.name)).toEqual([
      "分数的初步认识 教学设计.txt",
      "分数的初步认识 课件.txt",
    ]);
    expect(draft.folder).toEqual(["资料", "三年级数学", "上册"]);
    expect(draft.guesses).toContainEqual({ field: "grades", source: "folder", matched: "三年级" });
    const report = await readReport();
    expect(report.get("资料/三年级数学/上册/倍的认识 教学设计.txt")?.row).toContain(
      "年级：文件夹名中的“三年级”",
    );
  });

  it("says beforehand how much there is, then how far it is, with what was done before counted", async () => {
    const username = "sanxiao.english";
    const names = Array.from({ length: 30 }, (_, index) => `Unit ${index} 练习.txt`);
    for (const name of names) await put(name, "x".repeat(1000));
    await put("包.zip", makeZip([{ name: "Unit 31 练习.txt", bytes: "y".repeat(2000) }]));
    await put("Thumbs.db");
    const first = await run([source], username);
    expect(first.said).toContain("Found 31 files, 32 kB.\n");
    expect(first.said).toMatch(/^25 of 31 files, 25 kB of 32 kB, .* left.*: 25 imported/m);
    await put("Unit 32 练习.txt", "z".repeat(1000));
    const second = await run([source], username);
    expect(second.said).toContain("Found 32 files, 33 kB; 31 of them were imported before.\n");
    expect(second.said).toMatch(/^25 of 32 files, 25 kB of 33 kB, .* left.*: 25 already/m);
    expect(second.said).toContain("Done: 1 imported, 31 already, 1 left-out.");
  });

  it("leaves out what no teacher put there, follows no link, and says so of each", async () => {
    await put("教案.txt");
    await put("~$教案.docx");
    await put("Thumbs.db");
    await put(".隐藏.txt");
    await put("__MACOSX/._教案.txt");
    await put("空.txt", "");
    await writeFile(path.join(place.path, "秘密.txt"), "不该进来");
    await symlink(path.join(place.path, "秘密.txt"), path.join(source, "链接.txt"));
    await symlink(place.path, path.join(source, "上一级"));
    await promisify(execFile)("mkfifo", [path.join(source, "管道")]);
    expect((await run()).code).toBe(0);
    expect(await outcomes()).toEqual({
      "资料/教案.txt": "已导入",
      "资料/~$教案.docx": "已跳过",
      "资料/Thumbs.db": "已跳过",
      "资料/.隐藏.txt": "已跳过",
      "资料/__MACOSX": "已跳过",
      "资料/空.txt": "已跳过",
      "资料/链接.txt": "已跳过",
      "资料/上一级": "已跳过",
      "资料/管道": "已跳过",
    });
  });

  it("reads a zip made on Windows, by itself or in the folder, its folders kept", async () => {
    // 四年级/科学教案.txt in GBK
    const name = Buffer.from("cbc4c4eabcb62fbfc6d1a7bdccb0b82e747874", "hex");
    const zip = makeZip([
      { name, bytes: "声音是怎样产生的" },
      { name: "../外面.txt", bytes: "越界" },
    ]);
    await put("备课包.zip", zip);
    const alone = path.join(place.path, "单独.zip");
    await writeFile(alone, zip);
    await run();
    expect(await outcomes()).toEqual({
      "资料/备课包.zip/四年级/科学教案.txt": "已导入",
      "资料/备课包.zip/../外面.txt": "已跳过",
    });
    await run([alone]);
    expect(await outcomes(alone)).toMatchObject({ "单独.zip/四年级/科学教案.txt": "已导入" });
    const drafts = (await draftsOf()).filter(({ title }) => title === "科学教案");
    expect(drafts).toHaveLength(2);
    expect(await draftNamed("科学教案")).toMatchObject({
      subject: "science",
      grades: ["4"],
      folder: ["单独", "四年级"],
    });
  });

  it("refuses a bomb in words and imports what lies beside it", async () => {
    await put("炸弹.zip", makeZip([{ name: "零.txt", bytes: Buffer.alloc(80 * 1024 ** 2) }]));
    await put("课表.txt");
    expect((await run()).code).toBe(0);
    const report = await readReport();
    expect(report.get("资料/炸弹.zip")?.row).toContain("疑似压缩炸弹");
    expect(report.get("资料/课表.txt")?.outcome).toBe("已导入");
  });

  it("makes nothing twice, and a draft of what is new or has changed since", async () => {
    await put("第一课 教案.txt");
    await put("第二课 教案.txt");
    await run();
    const before = (await draftsOf()).length;
    await put("第二课 教案.txt", "改过了");
    await put("第三课 教案.txt");
    expect((await run()).code).toBe(0);
    expect(await outcomes()).toEqual({
      "资料/第一课 教案.txt": "先前已导入",
      "资料/第二课 教案.txt": "已导入",
      "资料/第三课 教案.txt": "已导入",
    });
    expect((await draftsOf()).length).toBe(before + 2);
  });

  it("lists every file that finds no room, and takes those for which there is some", async () => {
    await put("一 大.txt", Buffer.alloc(3_000_000, "大"));
    await put("二 小.txt");
    const { sum } = await system.ctx.db
      .selectFrom("blob")
      .select((eb) => eb.fn.sum<string>("size_bytes").as("sum"))
      .executeTakeFirstOrThrow();
    const room = { CAMPUS_QUOTA_BYTES: String(Number(sum) + 1_000_000) };
    await start([source], undefined, room).ended;
    const rows = await readReport();
    expect(rows.get("资料/一 大.txt")?.row).toMatch(/,失败,.*校区剩余空间不足/);
    expect(rows.get("资料/二 小.txt")?.outcome).toBe("已导入");
    await put("三 小.txt", "没有地方");
    await start([source], undefined, { CAMPUS_QUOTA_BYTES: "1" }).ended;
    expect(await outcomes()).toEqual({
      "资料/一 大.txt": "失败",
      "资料/二 小.txt": "先前已导入",
      "资料/三 小.txt": "失败",
    });
  });

  it("changes nothing in a dry run, and says what it would do", async () => {
    await put("五年级英语 练习.txt");
    await put("包.zip", makeZip([{ name: "六年级/音乐教案.txt", bytes: "歌" }]));
    const before = await draftsOf();
    const { code, said } = await run([source, "--dry-run"]);
    expect(said).toContain("2 would-import");
    expect(code).toBe(0);
    expect(await draftsOf()).toEqual(before);
    const report = await readReport();
    expect(report.get("资料/五年级英语 练习.txt")?.row).toContain("五年级");
    expect(report.get("资料/包.zip/六年级/音乐教案.txt")?.row).toContain("音乐");
  });

  it("publishes where it is told how far to share, and only as far as the person may", async () => {
    await put("公开课 教案.txt");
    const refused = await run([source, "--share", "public"]);
    expect(refused.code).toBe(1);
    expect(refused.said).toContain("You may not share as widely as that.");
    expect((await run([source, "--share", "group"])).code).toBe(0);
    const found = (await teacher.get("/api/resources?view=mine&limit=100").expect(200)).body.items;
    expect(found.find((one: Draft) => one.title === "公开课 教案")?.sharedWith).toBe(unitOf("group1").id);
  });

  it("defuses names that a spreadsheet program would take for formulas", async () => {
    await put("=cmd|calc 教案.txt");
    await run([source]);
    const text = await readFile(`${source}-import-report.csv`, "utf8");
    expect(text).toContain(",'=cmd|calc 教案,");
  });

  it.each<[string[], string | undefined, string]>([
    [[], undefined, "Usage"],
    [["nowhere"], undefined, "There is no nowhere."],
    [["."], "nobody.here", "There is no account"],
    [["."], "xinping.admin", "posted at no campus"],
    [[".", "--share", "world"], undefined, "--share wants one of"],
  ])("explains what it needs when called with %j by %s", async (line, username, expected) => {
    const { code, said } = await run(line, username);
    expect(said).toContain(expected);
    expect(said).not.toContain("    at ");
    expect(code).toBe(1);
    expect((await readdir(".")).filter((name) => name.endsWith("-import-report.csv"))).toEqual([]);
  });
});

describe("an import that is killed", () => {
  it("goes on where it ended, however often, and makes no file twice", async () => {
    const username = "sanxiao.math";
    const names = Array.from({ length: 45 }, (_, index) => `单元${index % 6}/第${index}课时 练习.txt`);
    for (const name of names) await put(name);
    const entries = Array.from({ length: 20 }, (_, index) => ({
      name: `包内${index}.txt`,
      bytes: `包内 ${index}`,
    }));
    await put("备课.zip", makeZip(entries));
    let kills = 0;
    for (const wanted of [1, 25, 25]) {
      const started = start([source, "--report", path.join(place.path, "报告.csv")], username);
      if (wanted > 1) await started.untilSaid(`${wanted} of 65 files`).catch(() => undefined);
      else await new Promise((resolve) => setTimeout(resolve, 1200));
      if (started.child.exitCode === null && started.child.kill("SIGKILL")) kills += 1;
      await started.ended;
    }
    expect(kills).toBeGreaterThan(1);
    expect((await run([source], username)).code).toBe(0);
    const client = await signedIn(system, username);
    const drafts = await draftsOf(client);
    expect(drafts.map(({ title }) => title).sort()).toEqual(
      [
        ...names.map((name) => path.basename(name, ".txt")),
        ...entries.map(({ name }) => path.basename(name, ".txt")),
      ].sort(),
    );
    expect(new Set(Object.values(await outcomes())).size).toBeLessThanOrEqual(2);
    const { items } = (await client.get("/api/collections?view=mine").expect(200)).body;
    expect(items).toMatchObject([{ title: "资料", state: "draft", entryCount: 65 }]);
    const { sections } = await readCollection(client, items[0].id);
    expect(sections.map((one: { title: string; entryCount: number }) => [one.title, one.entryCount])).toEqual(
      [["备课", 20], ...[8, 8, 8, 7, 7, 7].map((entries, unit) => [`单元${unit}`, entries])],
    );
  }, 240_000);

  it("run twice at once makes nothing twice either", async () => {
    for (let index = 0; index < 20; index += 1) await put(`同时 ${index} 号.txt`);
    const reports = [1, 2].map((which) => path.join(place.path, `${which}.csv`));
    const both = await Promise.all(reports.map((report) => run([source, "--report", report])));
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const made = (await draftsOf()).filter(({ title }) => title.startsWith("同时"));
    expect(made).toHaveLength(20);
  });
});
