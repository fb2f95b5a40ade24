import { describe, expect, it } from "vitest";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { makeOfficePackage } from "../../scripts/make-files/office-package.ts";
import { makePptx } from "../../scripts/make-files/pptx.ts";
import { makeXlsx } from "../../scripts/make-files/xlsx.ts";
import { passagesOf, textOf } from "./extract-files.ts";

const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const makeWordXml = (body: string, extraParts: Parameters<typeof makeOfficePackage>[1] = []) =>
  makeOfficePackage("", [
    {
      name: "word/document.xml",
      contentType: `${wordType}.document.main+xml`,
      xml: `<w:document xmlns:w="${word}" xmlns:mc="urn:mc"><w:body>${body}</w:body></w:document>`,
      relationships: extraParts.map(({ name }, index) => ({
        id: `rId${index}`,
        type: /(header|footnotes)/.exec(name)?.[1] ?? "",
        target: `/${name}`,
      })),
    },
    ...extraParts,
  ]);

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (text: string) => `<w:p>${run(text)}</w:p>`;

describe("a Word document", () => {
  it("gives its paragraphs and table rows in order, in numbered sections", async () => {
    const file = await makeDocx({
      title: "《草船借箭》教学设计",
      paragraphs: ["教学目标 <一> & “二”", "长文。".repeat(500)],
      tables: [
        [
          ["环节", "教师活动"],
          ["导入", "提问"],
        ],
      ],
    });
    const passages = passagesOf(await textOf(file, "教案.docx"));
    expect(passages[0]).toMatchObject({ page: 1, pageKind: "section" });
    expect(passages[0]?.text).toBe("《草船借箭》教学设计\n教学目标 <一> & “二”");
    expect(passages.map(({ page }) => page)).toEqual(passages.map((_, index) => index + 1));
    expect(passages.at(-1)?.text).toBe("环节 教师活动\n导入 提问");
  });

  it("says on which page its words are where Word has noted the page breaks", async () => {
    const file = await makeWordXml(
      `${paragraph("首页")}<w:p><w:r><w:lastRenderedPageBreak/><w:t>次页</w:t></w:r></w:p>`,
    );
    const result = await textOf(file, "a.docx");
    expect(result).toMatchObject({
      pageCount: 2,
      passages: [
        { page: 1, pageKind: "page", text: "首页" },
        { page: 2, pageKind: "page", text: "次页" },
      ],
    });
  });

  it("keeps words whole beside pinyin, text boxes, deletions and repeated fallbacks", async () => {
    const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
    const file =
      await makeWordXml(`<w:p>${run("春")}<w:r><mc:AlternateContent><mc:Choice>${box("方框")}</mc:Choice>
      <mc:Fallback>${box("方框")}</mc:Fallback></mc:AlternateContent></w:r>
      <w:ruby><w:rt>${run("tiān")}</w:rt><w:rubyBase>${run("天")}</w:rubyBase></w:ruby>
      <w:del><w:r><w:delText>冬</w:delText></w:r></w:del></w:p>`);
    expect(passagesOf(await textOf(file, "a.docx"))[0]?.text).toBe("方框\n春天");
  });

  it("includes headers and footnotes once", async () => {
    const part = (name: string, root: string, text: string) => ({
      name,
      contentType: `${wordType}.${root}+xml`,
      xml: `<w:${root} xmlns:w="${word}">${paragraph(text)}</w:${root}>`,
    });
    const file = await makeWordXml(paragraph("正文"), [
      part("word/header1.xml", "hdr", "校本教研"),
      part("word/header2.xml", "hdr", "校本教研"),
      part("word/footnotes.xml", "footnotes", "选自《三国演义》"),
    ]);
    expect(passagesOf(await textOf(file, "a.docx"))).toEqual([
      { page: 1, pageKind: "section", text: "正文" },
      { page: null, pageKind: "section", text: "校本教研\n选自《三国演义》" },
    ]);
  });

  it("is found out by its bytes when it is named as something else", async () => {
    const file = await makeDocx({ title: "教案", paragraphs: [] });
    expect(passagesOf(await textOf(file, "教案.doc"))[0]?.text).toBe("教案");
  });
});

describe("a presentation", () => {
  it("gives one passage a slide in the order shown, with its notes", async () => {
    const file = await makePptx({
      title: "分数的意义",
      slides: [
        { title: "分数的意义", lines: ["第一课时"] },
        { title: "", lines: [] },
        { title: "练习", lines: ["单位“1”"], notes: "请学生先想后说" },
      ],
    });
    expect(await textOf(file, "课件.pptx")).toMatchObject({
      pageCount: 3,
      passages: [
        { page: 1, pageKind: "slide", text: "分数的意义\n第一课时" },
        { page: 3, pageKind: "slide", text: "练习\n单位“1”\n请学生先想后说" },
      ],
    });
  });
});

describe("a workbook", () => {
  it("gives its cells in reading order, each passage under its sheet's name", async () => {
    const rows = Array.from({ length: 200 }, (_, index) => [`学生${index + 1}`, index + 0.5]);
    const file = await makeXlsx({
      sheets: [
        { name: "说明", rows: [["星期", "", "语文"]] },
        { name: "成绩", rows },
      ],
    });
    const passages = passagesOf(await textOf(file, "成绩.xlsx"));
    expect(passages[0]).toEqual({ page: 1, pageKind: "sheet", text: "说明\n星期 语文" });
    const second = passages.filter(({ page }) => page === 2);
    expect(second.length).toBeGreaterThan(1);
    expect(second.every(({ text }) => text.startsWith("成绩\n学生"))).toBe(true);
    expect(second.at(-1)?.text).toMatch(/学生200 199\.5$/);
  });
});

describe("an office file without words", () => {
  it("is empty", async () => {
    const file = await makeXlsx({ sheets: [{ name: "空", rows: [] }] });
    expect(await textOf(file, "空.xlsx")).toMatchObject({ status: "none", reason: "empty" });
  });
});

describe("a number in a workbook", () => {
  const main = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  /** One row of cells, each a style and a value; styles 0 to 4 are plain, day, time, moment, money. */
  const makeSheet = (cells: [style: number, value: string][], workbook = "", printed = "") =>
    makeOfficePackage("", [
      {
        name: "xl/workbook.xml",
        contentType: `${main}.sheet.main+xml`,
        xml: `<workbook xmlns:r="urn:r">${workbook}<sheets><sheet name="一" r:id="a"/></sheets></workbook>`,
        relationships: [
          { id: "a", type: "worksheet", target: "sheet.xml" },
          { id: "b", type: "styles", target: "styles.xml" },
        ],
      },
      {
        name: "xl/sheet.xml",
        contentType: `${main}.worksheet+xml`,
        xml: `<worksheet><sheetData><row>${cells.map(([style, value]) => `<c s="${style}"><v>${value}</v></c>`).join("")}</row></sheetData>${printed}</worksheet>`,
      },
      {
        name: "xl/styles.xml",
        contentType: `${main}.styles+xml`,
        xml: `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="171" formatCode="[Red]&quot;day&quot; #,##0.00"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="171"/></cellXfs></styleSheet>`,
      },
    ]);
  const rowOf = async (...parameters: Parameters<typeof makeSheet>) =>
    passagesOf(await textOf(await makeSheet(...parameters), "a.xlsx"))[0]?.text.split("\n")[1];

  it("is a date, a time or both where its style says so", async () => {
    expect(
      await rowOf([
        [0, "45292"],
        [1, "45292"],
        [2, "0.3125"],
        [3, "45292.75"],
        [4, "45292"],
      ]),
    ).toBe("45292 2024-01-01 07:30 2024-01-01 18:00 45292");
  });

  it("is followed by what is printed above and below the sheet, once", async () => {
    const both = ["odd", "even"]
      .map((page) => `<${page}Header>&amp;L器材&amp;&amp;台账</${page}Header>`)
      .join("");
    const printed = `<headerFooter>${both}<oddFooter>&amp;C第 &amp;P 页&amp;R教务处</oddFooter></headerFooter>`;
    const [passage] = passagesOf(await textOf(await makeSheet([[0, "8"]], "", printed), "a.xlsx"));
    expect(passage?.text).toBe("一\n8\n器材&台账\n教务处");
  });

  it("is counted from 1904 where the workbook says so", async () => {
    expect(await rowOf([[1, "43830"]], `<workbookPr date1904="1"/>`)).toBe("2024-01-01");
  });

  it("has no tail of rounding, and stays as it stands where it is no date at all", async () => {
    expect(
      await rowOf([
        [0, "0.30000000000000004"],
        [0, "202309010001234"],
        [1, "-5"],
        [1, "99999999"],
        [7, "1e3"],
      ]),
    ).toBe("0.3 202309010001234 -5 99999999 1000");
  });
});
