import { describe, expect, it } from "vitest";
import { wordsOfHeader } from "../../indexer/extract/print-header.ts";
import { createOfficeConverter, type OfficeConverter } from "../../indexer/office/index.ts";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { extractBytes, passagesOf, startExtractor, textOf, writeTemporaryFile } from "./extract-files.ts";
import {
  makeCompoundFile,
  makeDoc,
  makePpt,
  makeXls,
  makeXls95,
  makeXlsWithPrint,
} from "./make-legacy-files.ts";

describe("a document of Word before 2007, or of WPS", () => {
  it.each(["教案.doc", "教案.wps", ""])("gives its text under any name: %s", async (name) => {
    const file = makeDoc("《草船借箭》教学设计\r教学目标：“品读人物”\r环节\x07导入\x07\x07提问");
    const passages = passagesOf(await textOf(file, name));
    expect(passages[0]).toMatchObject({ page: 1, pageKind: "section" });
    expect(passages[0]?.text).toContain("《草船借箭》教学设计\n教学目标：“品读人物”");
    expect(passages[0]?.text).toMatch(/环节[\s\S]*导入[\s\S]*提问/);
  });

  it("is encrypted where its flags say so", async () => {
    expect(await textOf(makeDoc("甲", { flags: 0x0100 }), "a.doc")).toMatchObject({ reason: "encrypted" });
  });
});

describe("a workbook of Excel before 2007, or of WPS", () => {
  it("gives its rows, sheet by sheet, under the sheets' names", async () => {
    const file = makeXls({
      课表: [
        ["节次", "星期一"],
        [1, "语文"],
      ],
      空: [],
      成绩: [["张三", 98.5]],
    });
    expect(await textOf(file, "课表.et")).toMatchObject({
      pageCount: 3,
      passages: [
        { page: 1, pageKind: "sheet", text: "课表\n节次 星期一\n1 语文" },
        { page: 3, pageKind: "sheet", text: "成绩\n张三 98.5" },
      ],
    });
  });
});

describe("a workbook of Excel 5 or 95", () => {
  it("gives its Chinese, which is in the code page of the machine that wrote it", async () => {
    const [name, cell] = ["c6f7b2c4", "cfd4cea2beb5"].map((hex) => Buffer.from(hex, "hex")); // 器材, 显微镜
    expect(await textOf(makeXls95(name as Buffer, cell as Buffer), "台账.xls")).toMatchObject({
      passages: [{ page: 1, pageKind: "sheet", text: "器材\n显微镜" }],
    });
  });
});

describe("a workbook of Excel before 2007 that says something outside of its cells", () => {
  it("gives what is printed above a sheet and what its boxes say, but no comments", async () => {
    const outside = { header: "&L&14三小校区&R第 &P 页", box: "借用须登记\n用后归还", comment: "待核对" };
    const file = makeXlsWithPrint("台账", [["显微镜", "20"]], outside);
    expect(await textOf(file, "台账.xls")).toMatchObject({
      passages: [{ page: 1, pageKind: "sheet", text: "台账\n显微镜 20\n三小校区\n借用须登记\n用后归还" }],
    });
  });
});

describe("the header of a printed sheet", () => {
  it.each([
    ['&L&"宋体,加粗"&14三小校区&C&KFF0000器材台账&R&D', "三小校区 器材台账"],
    ["科学&&技术 &K01+000甲", "科学&技术 甲"],
    ["&C第 &P 页，共 &N 页", ""],
    ["没有代码", "没有代码"],
    ["&&L", "&L"],
    ["&", "&"],
  ])("has words: %s", (header, words) => expect(wordsOfHeader(header)).toBe(words));
});

describe("a presentation of PowerPoint before 2007, or of WPS", () => {
  it("gives what each slide says, its title from the outline and its notes at the end", async () => {
    const file = makePpt([
      { title: "圆的周长", body: "猜一猜\r量一量" },
      { title: "练习", body: "第一题\v接着写", notes: "请学生上台" },
    ]);
    expect(await textOf(file, "课件.dps")).toMatchObject({
      pageCount: 2,
      passages: [
        { page: 1, pageKind: "slide", text: "圆的周长\n猜一猜\n量一量" },
        { page: 2, pageKind: "slide", text: "练习\n第一题\n接着写\n请学生上台" },
      ],
    });
  });
});

describe("a compound file", () => {
  it("is unsupported where it holds no document that is read", async () => {
    expect(await textOf(makeCompoundFile({ VisioDocument: Buffer.alloc(9) }), "a.vsd")).toMatchObject({
      status: "none",
      reason: "unsupported",
    });
  });

  it("is broken where it is cut off, runs in a circle or points outside of itself", async () => {
    const whole = makePpt([{ title: "题", body: "文".repeat(9000) }]);
    expect(await textOf(whole.subarray(0, whole.length / 2), "a.ppt")).toMatchObject({ reason: "broken" });
    const circle = makeXls({ 一: [["文".repeat(9000)]] });
    const table = (circle.readUInt32LE(76) + 1) * 512;
    for (let sector = 0; sector < 60; sector += 1) circle.writeUInt32LE(sector, table + sector * 4);
    expect(await textOf(circle, "a.xls")).toMatchObject({ status: "failed", reason: "broken" });
    expect(
      await textOf(Buffer.concat([whole.subarray(0, 8), Buffer.alloc(600, 0xff)]), "a.doc"),
    ).toMatchObject({
      status: "failed",
      reason: "broken",
    });
  });
});

describe("what our readers trip over", () => {
  const oldWord = () => makeCompoundFile({ WordDocument: Buffer.from("Word 6") });
  /** Stands in for an office program: writes the same document whatever it is given. */
  const convertingTo = (targets: string[], convert: OfficeConverter["convert"]) =>
    ({ targets: new Set(targets), convert, close: async () => {} }) as OfficeConverter;

  it("is read as what an office program makes of it", async () => {
    const path = await writeTemporaryFile(await makeDocx({ title: "旧教案", paragraphs: [] }));
    const asked: string[] = [];
    const removed: string[] = [];
    const office = convertingTo(["docx"], async ({ extension, to }) => {
      asked.push(`${extension} to ${to}`);
      return { status: "converted", path, remove: async () => void removed.push(path) };
    });
    const result = await extractBytes(startExtractor({ office }), oldWord(), "旧.doc");
    expect(passagesOf(result)[0]?.text).toBe("旧教案");
    expect([asked, removed]).toEqual([["doc to docx"], [path]]);
  });

  it("keeps its own reason where there is no office program or that fails, and that one's where it took too much", async () => {
    const without = startExtractor({ office: createOfficeConverter({ soffice: null, gotenbergUrl: null }) });
    expect(await extractBytes(without, oldWord(), "a.doc")).toMatchObject({ reason: "broken" });
    for (const [reason, expected] of [
      ["broken", "broken"],
      ["too-large", "broken"],
      ["timeout", "timeout"],
      ["out-of-memory", "out-of-memory"],
    ] as const) {
      const office = convertingTo(["docx"], async () => ({ status: "failed", reason }));
      expect(await extractBytes(startExtractor({ office }), oldWord(), "a.doc")).toMatchObject({
        status: "failed",
        reason: expected,
      });
    }
  });
});
