import { describe, expect, it } from "vitest";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { makePng } from "../../scripts/make-files/png.ts";
import { makeCsv, makeHtml, makeMarkdown } from "../../scripts/make-files/text.ts";
import { blankPicture, makeScan } from "../support/make-scan.ts";
import { passagesOf, textOf } from "./extract-files.ts";

const utf16 = (text: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(text, "utf16le");
  return isBigEndian ? bytes.swap16() : bytes;
};

describe("plain text", () => {
  const poem = "床前明月光，\r\n疑是地上霜。abc";
  const expected = "床前明月光，\n疑是地上霜。abc";
  /* 床前明月光，CR LF 疑是地上霜。abc */
  const gb18030 = Buffer.from("b4b2c7b0c3f7d4c2b9e2a3ac0d0ad2c9cac7b5d8c9cfcbaaa1a3616263", "hex");

  it.each([
    ["UTF-8", Buffer.from(poem)],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${poem}`)],
    ["UTF-16LE with a mark", utf16(`\uFEFF${poem}`, false)],
    ["UTF-16BE with a mark", utf16(`\uFEFF${poem}`, true)],
    ["GB18030", gb18030],
  ])("is read in %s", async (_, bytes) => {
    expect(passagesOf(await textOf(bytes, "静夜思.txt"))).toEqual([
      { page: 1, pageKind: "section", text: expected },
    ]);
  });

  it("is read where its end is cut inside a character", async () => {
    const bytes = Buffer.from(poem).subarray(0, -4);
    expect(passagesOf(await textOf(bytes, "a.txt"))[0]?.text).toContain("地上霜");
  });

  it("is broken where the bytes are not text", async () => {
    const bytes = makePng({ width: 20, height: 20, seed: 1 });
    expect(await textOf(bytes, "a.txt")).toMatchObject({ status: "failed", reason: "broken" });
  });

  it("is kept to the limit on characters", async () => {
    const result = await textOf("字".repeat(3000), "a.txt", { maxCharacters: 1000 });
    expect(result).toMatchObject({ isTruncated: true });
    expect(passagesOf(result).reduce((sum, { text }) => sum + text.length, 0)).toBe(1000);
  });

  it("holds nothing that a database refuses", async () => {
    const [passage] = passagesOf(await textOf("甲\u0001乙\u200B丙\u00A0丁", "a.txt"));
    expect(passage?.text).toBe("甲乙丙 丁");
  });

  it("is read with the characters that its radicals stand for", async () => {
    expect(passagesOf(await textOf("⾼中招⽣，⻘年", "a.txt"))[0]?.text).toBe("高中招生，青年");
  });

  it("covers Markdown and tables of separated values", async () => {
    expect(passagesOf(await textOf(makeMarkdown({ title: "题", paragraphs: ["文"] }), "a.md"))[0]?.text).toBe(
      "# 题\n文",
    );
    expect(passagesOf(await textOf(makeCsv([["姓名", "班"]]), "a.csv"))[0]?.text).toBe("姓名,班");
  });
});

describe("HTML", () => {
  it("gives what a reader sees", async () => {
    const page = `<script>secret()</script><style>p{}</style><p>一<b>二</b>&amp;三</p><table><tr><td>甲<td>乙</table>`;
    expect(passagesOf(await textOf(page, "a.html"))[0]?.text).toBe("一二&三\n甲 乙");
  });

  it("is recognised behind the name of a workbook", async () => {
    const file = makeHtml({ title: "课表", paragraphs: ["语文"] });
    expect(passagesOf(await textOf(file, "课表.xls"))[0]?.text).toBe("课表\n课表\n语文");
  });
});

describe("a text that speaks of PDF files", () => {
  it("is a text, and a PDF under the name of a text is a PDF", async () => {
    const note = "文件开头应当是 %PDF-1.4 这几个字";
    expect(passagesOf(await textOf(note, "说明.txt"))[0]?.text).toBe(note);
    const pdf = makePdf({ title: "古诗", pages: [["寒雨连江"]] });
    for (const before of ["", "\ufeff\r\n"])
      expect(await textOf(Buffer.concat([Buffer.from(before), pdf]), "古诗.txt")).toMatchObject({
        pageCount: 1,
      });
  });
});

describe("a PDF", () => {
  it("gives one passage a page, Chinese without embedded fonts too", async () => {
    const file = makePdf({ title: "古诗三首", pages: [["寒雨连江夜入吴"], ["一片冰心在玉壶", "第二行"]] });
    expect(await textOf(file, "古诗.pdf")).toMatchObject({
      pageCount: 2,
      passages: [
        { page: 1, pageKind: "page", text: "古诗三首\n寒雨连江夜入吴" },
        { page: 2, pageKind: "page", text: "一片冰心在玉壶\n第二行" },
      ],
    });
  });

  it("does not tear words at the end of a line", async () => {
    const sentence = "洛阳亲友如相问，一片冰心在玉壶。".repeat(8);
    const file = makePdf({ title: "题", pages: [[sentence]] });
    expect(passagesOf(await textOf(file, "a.pdf"))[0]?.text).toBe(`题\n${sentence}`);
  });

  it("is scanned where pages are pictures and say nothing but a footer", async () => {
    const picture = blankPicture(640, 480);
    const pages = [1, 2, 3].map((number) => ({ picture, footer: `Scanned by X - ${number} / 3` }));
    expect(await textOf(makeScan(pages), "扫描.pdf")).toMatchObject({ status: "none", reason: "scanned" });
    // The same words below small pictures, or none, are all there is.
    const logos = pages.map((page) => ({ ...page, picture: blankPicture(64, 48) }));
    expect(await textOf(makeScan(logos), "标志.pdf")).toMatchObject({ status: "ready", scannedPages: [] });
  });

  it("tells the pages that are pictures, and keeps what they say", async () => {
    const picture = blankPicture(640, 480);
    const cards = [{ picture, footer: "apple" }, { picture, footer: "pear" }, { footer: "plum" }];
    const result = await textOf(makeScan(cards), "单词卡.pdf");
    expect(result).toMatchObject({ status: "ready", scannedPages: [1, 2] });
    expect(passagesOf(result).map(({ text }) => text)).toEqual(["apple", "pear", "plum"]);
  });

  it("is scanned where no page has text", async () => {
    const file = makePdf({ title: "", pages: [[]] });
    expect(await textOf(file, "扫描.pdf")).toMatchObject({ status: "none", reason: "scanned" });
  });
});

describe("what is no document", () => {
  it("is unsupported", async () => {
    expect(await textOf(makePng({ width: 4, height: 4, seed: 2 }), "图.png")).toMatchObject({
      status: "none",
      reason: "unsupported",
    });
  });

  it("is empty at zero bytes, whatever its name", async () => {
    expect(await textOf("", "教案.docx")).toMatchObject({ status: "none", reason: "empty" });
  });
});
