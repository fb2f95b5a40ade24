import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSheet } from "../../indexer/sheets/read-sheet.ts";
import { problemWords } from "../../scripts/import/problem-words.ts";
import { makeXlsx } from "../../scripts/make-files/xlsx.ts";
import { createRowFinder, readManifest } from "../../server/modules/resources/index.ts";
import { seedTerms } from "../../server/modules/vocabulary/index.ts";
import { startScript } from "../start-up/start-system.ts";
import { anonymous, type Client, seedPeople, signedIn } from "../support/client.ts";
import { makeZip } from "../support/make-zip.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { makeTemporaryDirectory } from "../support/temporary-directory.ts";

let system: TestSystem;
let teacher: Client;
let place: Awaited<ReturnType<typeof makeTemporaryDirectory>>;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());
beforeEach(async () => {
  place = await makeTemporaryDirectory();
  return () => place.remove();
});

const head = ["文件", "标题", "类型", "学科", "年级", "册次", "学期", "关键词"];
const writeSheet = async (rows: string[][], name = "清单.xlsx"): Promise<string> => {
  const file = path.join(place.path, name);
  await writeFile(file, await makeXlsx({ sheets: [{ name: "清单", rows }] }));
  return file;
};
const put = async (name: string): Promise<void> => {
  const file = path.join(place.path, "资料", name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `内容 ${name}`);
};
const run = async (manifest: string) => {
  const environment = { DATA_DIR: system.dataDir, DATABASE_URL: system.ctx.config.database.url ?? "" };
  const line = [path.join(place.path, "资料"), "--as", "sanxiao.teacher", "--manifest", manifest];
  const started = startScript("scripts/import-folder.ts", environment, { arguments: line });
  return { code: await started.ended, said: started.said() };
};
const draftNamed = async (title: string) => {
  const { items } = (await teacher.get("/api/resources?view=drafts&limit=100").expect(200)).body;
  const draft = items.find((one: { title: string }) => one.title === title);
  return (await teacher.get(`/api/resources/${draft?.id}?draft=true`).expect(200)).body;
};

describe("the list to fill in", () => {
  test("is a workbook with the columns and the words that they may hold", async () => {
    await anonymous(system).get("/api/import-manifest").expect(401);
    const reply = await teacher
      .get("/api/import-manifest")
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => done(null, Buffer.concat(chunks)));
      });
    expect(reply.headers["content-type"]).toContain("spreadsheetml.sheet");
    expect(reply.headers["content-disposition"]).toContain(encodeURIComponent("导入清单.xlsx"));
    const file = path.join(place.path, "导入清单.xlsx");
    await writeFile(file, reply.body);
    const [first, ...others] = await readSheet(file);
    expect(first?.cells).toEqual(expect.arrayContaining([...head, "版本", "简介"]));
    expect(others).toEqual([]);
    expect(readManifest([first as never], seedTerms)).toEqual({ rows: [], problems: [] });
  });
});

describe("a filled list", () => {
  test("stands against what is guessed, now and when the files are read; what it leaves empty is guessed", async () => {
    await put("三年级数学/第一课 教案.txt");
    const manifest = await writeSheet([
      head,
      [
        "三年级数学/第一课 教案.txt",
        "分数的意义",
        "课件",
        "语文",
        "",
        "下册",
        "2026—2027学年下学期",
        "分数、单位",
      ],
    ]);
    expect((await run(manifest)).code).toBe(0);
    await system.runJobs();
    const draft = await draftNamed("分数的意义");
    expect(draft).toMatchObject({
      kind: "courseware",
      subject: "chinese",
      volume: "2",
      grades: ["3"],
      term: "2026-2027-2",
      keywords: ["分数", "单位"],
    });
    const guessed = draft.guesses.map(({ field }: { field: string }) => field);
    expect(guessed).toContain("grades");
    expect(guessed).not.toContain("subject");
  });

  test("makes one resource of files with one title, and of others what their names say", async () => {
    for (const name of ["甲 教案.txt", "乙.txt", "甲 课件.txt"]) await put(name);
    const manifest = await writeSheet([head, ["甲 教案.txt", "合在一起"], ["资料\\乙.txt", "合在一起"]]);
    await run(manifest);
    const draft = await draftNamed("合在一起");
    expect(draft.files.map(({ name }: { name: string }) => name)).toEqual(["甲 教案.txt", "乙.txt"]);
    expect((await draftNamed("甲 课件")).files).toHaveLength(1);
  });

  test("is told row by row where it names no file or says unknown words", async () => {
    await put("丙.txt");
    const manifest = await writeSheet([
      head,
      ["丙.txt", "", "课件儿", "数学"],
      ["没有的.txt", "", "", "数学"],
      ["", "没有文件名"],
    ]);
    const { said } = await run(manifest);
    expect(said).toContain("第 2 行：类型“课件儿”不在词表中");
    expect(said).toContain("第 4 行：没有写文件");
    const report = await readFile(path.join(place.path, "资料-import-report.csv"), "utf8");
    expect(report).toMatch(/资料\/丙\.txt,已导入.*清单第 2 行：类型“课件儿”不在词表中/);
    expect(report).toMatch(/没有的\.txt,清单中有，没有文件.*清单第 3 行：没有找到这个文件/);
    expect(await draftNamed("丙")).toMatchObject({ subject: "mathematics", kind: "material" });
  });

  test.each<[string, () => Promise<string>]>([
    [
      "no workbook",
      async () => {
        const file = path.join(place.path, "清单.xlsx");
        await writeFile(file, "不是表格");
        return file;
      },
    ],
    [
      "a zip of something else",
      async () => {
        const file = path.join(place.path, "清单.xlsx");
        await writeFile(file, makeZip([{ name: "a.txt", bytes: "一" }]));
        return file;
      },
    ],
    ["without the column of files", () => writeSheet([["标题"], ["只有标题"]])],
  ])("that is %s is refused in words before anything is imported", async (_what, make) => {
    await put("丁.txt");
    const before = (await teacher.get("/api/resources?view=drafts&limit=100").expect(200)).body.items.length;
    const { code, said } = await run(await make());
    expect(code).toBe(1);
    expect(said).toMatch(/no \.xlsx workbook|names no files/);
    expect(said).not.toContain("    at ");
    expect((await teacher.get("/api/resources?view=drafts&limit=100").expect(200)).body.items.length).toBe(
      before,
    );
  });
});

describe("a list that is brought to the upload page", () => {
  const rows = [
    ["文件", "标题", "学科", "学期"],
    ["三年级/教案.docx", "分数", "数学", "2026-2027-1"],
    ["课件.pptx", "", "数学儿", "明年"],
    ["没有的.docx", "", "语文"],
  ].map((cells, index) => ({ number: index + 1, cells }));

  test("is read by row and file, with what was not understood", async () => {
    const paths = ["资料/三年级/教案.docx", "资料/四年级/教案.docx", "资料/课件.pptx"];
    await anonymous(system).post("/api/manifest-readings").send({ rows, paths }).expect(401);
    const { body } = await teacher.post("/api/manifest-readings").send({ rows, paths }).expect(200);
    expect(body.matches).toEqual([
      { file: 0, row: 2 },
      { file: 2, row: 3 },
    ]);
    expect(body.rows[0]).toEqual({
      number: 2,
      file: "三年级/教案.docx",
      fields: { title: "分数", subject: "mathematics", term: "2026-2027-1" },
    });
    expect(body.problems).toEqual([
      { number: 3, code: "unknown-words", field: "subject", words: "数学儿" },
      { number: 3, code: "unclear-term", field: "term", words: "明年" },
    ]);
  });

  test("is refused where it is longer than an upload page can follow", async () => {
    const many = Array.from({ length: 2001 }, (_, index) => ({ number: index + 1, cells: ["a"] }));
    await teacher.post("/api/manifest-readings").send({ rows: many, paths: [] }).expect(400);
  });
});

describe("a list's words", () => {
  const read = (header: string, cell: string) => {
    const rows = [
      ["文件", header],
      ["a", cell],
    ].map((cells, index) => ({ number: index + 1, cells }));
    const {
      rows: [row],
      problems,
    } = readManifest(rows, seedTerms);
    return problems[0] ? problemWords(problems[0]) : Object.values(row?.fields ?? {})[0];
  };
  test.each<[string, string, unknown]>([
    ["年级", "三年级、四年级", ["3", "4"]],
    ["年级", "3", ["3"]],
    ["学科", "数 学", "mathematics"],
    ["学期", "2026-2027-1", "2026-2027-1"],
    ["学期", "2026—2027学年第二学期", "2026-2027-2"],
    ["学期", "明年", "学期“明年”看不懂，请写成 2026-2027-1"],
    ["学期", "2026-2028-1", "学期“2026-2028-1”看不懂，请写成 2026-2027-1"],
    ["年级", "三年级、十三年级", "年级“十三年级”不在词表中"],
  ])("%s: %s", (header, cell, expected) => {
    expect(read(header, cell)).toEqual(expected);
  });
});

describe("a list of any length", () => {
  const listOf = (rows: string[][]) => rows.map((cells, index) => ({ number: index + 1, cells }));

  test("has the vocabulary looked through once, however many words it says", () => {
    let looks = 0;
    const terms = seedTerms.map((term) => ({
      ...term,
      get zh() {
        looks += 1;
        return term.zh;
      },
    }));
    const grades = Array.from({ length: 300 }, (_, index) => `${index}级`).join("、");
    readManifest(listOf([["文件", "年级"], ...Array.from({ length: 500 }, () => ["a", grades])]), terms);
    expect(looks).toBe(seedTerms.length);
  });

  test("has no more than twenty words read of a cell", () => {
    const grades = [...Array.from({ length: 20 }, () => "三年级"), "十三年级"].join("、");
    const { rows, problems } = readManifest(
      listOf([
        ["文件", "年级"],
        ["a", grades],
      ]),
      seedTerms,
    );
    expect(rows[0]?.fields).toEqual({ grades: ["3"] });
    expect(problems).toEqual([]);
  });

  test("is held against no more than twenty parts of a path", () => {
    const deep = `${"夹/".repeat(19)}甲.txt`;
    const rows = [{ number: 2, file: `别处/${deep}`, fields: {} }];
    expect(createRowFinder(rows)(`${"夹/".repeat(480)}甲.txt`)).toBe(rows[0]);
    expect(createRowFinder(rows)(deep.slice(2))).toBeUndefined();
  });
});
