import { describe, expect, it } from "vitest";
import { makeZip } from "../../scripts/make-files/office-package.ts";
import { passagesOf, textOf } from "./extract-files.ts";
import { makeOpenDocument } from "./make-linking-files.ts";

describe("an OpenDocument text", () => {
  it("gives paragraphs, table rows, notes and text boxes in order, and no deleted text, remarks or pinyin", async () => {
    const file = await makeOpenDocument(
      "text",
      `<office:text><text:tracked-changes><text:p>删去</text:p></text:tracked-changes>
      <text:h>《草船<text:span>借箭</text:span>》</text:h>
      <text:p>甲<text:tab/>乙<text:s text:c="3"/>丙<text:line-break/>丁<office:annotation><text:p>批注</text:p></office:annotation></text:p>
      <text:p>正<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注</text:p></text:note-body></text:note>文</text:p>
      <text:p><text:ruby><text:ruby-base>春</text:ruby-base><text:ruby-text>chūn</text:ruby-text></text:ruby>天</text:p>
      <table:table><table:table-row><table:table-cell><text:p>环节</text:p></table:table-cell><table:table-cell><text:p>导入</text:p></table:table-cell></table:table-row></table:table>
      <text:p><draw:frame><draw:text-box><text:p>方框</text:p></draw:text-box></draw:frame>末</text:p></office:text>`,
      {
        "styles.xml": `<s xmlns:text="urn:t"><text:p>校本教研</text:p><text:p>校本教研</text:p></s>`,
      },
    );
    expect(passagesOf(await textOf(file, "a.odt"))).toEqual([
      {
        page: 1,
        pageKind: "section",
        text: "《草船借箭》\n甲 乙 丙\n丁\n脚注\n正文\n春天\n环节 导入\n方框\n末",
      },
      { page: null, pageKind: "section", text: "校本教研" },
    ]);
  });

  it.each(["content.xml", "encrypted-package"])(
    "is encrypted where its manifest says so of %s",
    async (part) => {
      const file = await makeZip({
        mimetype: "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": `<m:manifest xmlns:m="urn:m"><m:file-entry m:full-path="${part}"><m:encryption-data/></m:file-entry></m:manifest>`,
        [part]: Buffer.alloc(100, 7),
      });
      expect(await textOf(file, "a.odt")).toMatchObject({ status: "failed", reason: "encrypted" });
    },
  );
});

describe("an OpenDocument presentation", () => {
  it("gives one passage a slide with its notes", async () => {
    const slide = (text: string, notes: string) =>
      `<draw:page draw:name="p"><draw:frame><draw:text-box><text:p>${text}<text:page-number>1</text:page-number></text:p></draw:text-box></draw:frame><office:notes><text:p>${notes}</text:p></office:notes></draw:page>`;
    const body = `<office:presentation>${slide("圆的周长", "提问")}<draw:page/>${slide("练习", "")}</office:presentation>`;
    expect(await textOf(await makeOpenDocument("presentation", body), "a.odp")).toMatchObject({
      pageCount: 3,
      passages: [
        { page: 1, pageKind: "slide", text: "圆的周长\n提问" },
        { page: 3, pageKind: "slide", text: "练习" },
      ],
    });
  });
});

describe("an OpenDocument spreadsheet", () => {
  it("gives its rows, sheet by sheet, under the sheets' names", async () => {
    const sheet = (name: string, ...cells: string[]) =>
      `<table:table table:name="${name}"><table:table-row>${cells.map((cell) => `<table:table-cell><text:p>${cell}</text:p></table:table-cell>`).join("")}</table:table-row></table:table>`;
    const body = `<office:spreadsheet>${sheet("课表", "语文", "数学")}${sheet("空")}${sheet("成绩", "98")}</office:spreadsheet>`;
    expect(await textOf(await makeOpenDocument("spreadsheet", body), "a.ods")).toMatchObject({
      pageCount: 3,
      passages: [
        { page: 1, pageKind: "sheet", text: "课表\n语文 数学" },
        { page: 3, pageKind: "sheet", text: "成绩\n98" },
      ],
    });
  });
});

describe("an e-book", () => {
  const container = `<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`;
  const chapter = (text: string) =>
    `<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html><head><title>题</title></head><body><p>${text}&nbsp;完</p></body></html>`;
  const book = `<package><manifest><item id="a" href="b.xhtml"/><item id="b" href="%E4%B8%80.xhtml"/><item id="c" href="../../../etc/passwd"/></manifest><spine><itemref idref="b"/><itemref idref="c"/><itemref idref="a"/></spine></package>`;
  const entries = {
    mimetype: "application/epub+zip",
    "META-INF/container.xml": container,
    "OEBPS/book.opf": book,
    "OEBPS/b.xhtml": chapter("第二章"),
    "OEBPS/一.xhtml": chapter("第一章"),
  };

  it("gives its parts in the order in which they are read", async () => {
    expect(passagesOf(await textOf(await makeZip(entries), "a.epub"))).toEqual([
      { page: 1, pageKind: "section", text: "题\n第一章 完" },
      { page: 3, pageKind: "section", text: "题\n第二章 完" },
    ]);
  });

  it("is encrypted where more than its fonts is", async () => {
    const scrambled = (algorithm: string) =>
      makeZip({
        ...entries,
        "META-INF/encryption.xml": `<encryption><EncryptedData><EncryptionMethod Algorithm="${algorithm}"/></EncryptedData></encryption>`,
      });
    expect(await textOf(await scrambled("http://www.idpf.org/2008/embedding"), "a.epub")).toMatchObject({
      status: "ready",
    });
    expect(
      await textOf(await scrambled("http://www.w3.org/2001/04/xmlenc#aes128-cbc"), "a.epub"),
    ).toMatchObject({ reason: "encrypted" });
  });
});

describe("rich text", () => {
  /* 静夜思 in GBK */
  const gbk = "\\'be\\'b2\\'d2\\'b9\\'cb\\'bc";

  it("gives Chinese by code page, by font and by Unicode number, whatever stands in for old readers", async () => {
    const file = `{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fnil\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}{\\f1\\fcharset204 A;}}
{\\info{\\title secret}}{\\*\\generator Word;}\\f0 ${gbk}\\par\\uc1\\u24202?\\u21069 ?\\f1\\'d3\\par a\\{b\\}\\tab c\\~d\\par}`;
    expect(passagesOf(await textOf(file, "a.rtf"))[0]?.text).toBe("静夜思\n床前У\na{b} c d");
  });

  it("is known by its bytes under the name of a Word document", async () => {
    expect(passagesOf(await textOf(`{\\rtf1\\ansi\\ansicpg936 ${gbk}}`, "教案.doc"))[0]?.text).toBe("静夜思");
  });

  it("gives table rows, text boxes and headers, and no pictures, field codes or repeated shapes", async () => {
    const file = `{\\rtf1{\\header{\\pard Head\\par}}Row\\cell two\\cell\\row{\\pict 89504e47}{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}\\par
{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt Box\\par}}{\\shprslt Box\\par}}\\bin5 {{{{{end}`;
    expect(passagesOf(await textOf(file, "a.rtf"))).toEqual([
      { page: 1, pageKind: "section", text: "Row two\n7\nBox\nend" },
      { page: null, pageKind: "section", text: "Head" },
    ]);
  });

  it("is refused where its groups nest too deeply", async () => {
    expect(await textOf(`{\\rtf1 ${"{".repeat(10_000)}`, "a.rtf")).toMatchObject({ reason: "too-large" });
  });
});
