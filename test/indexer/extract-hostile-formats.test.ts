import { describe, expect, it } from "vitest";
import { makeOfficePackage, makeZip } from "../../scripts/make-files/office-package.ts";
import { makeZip as makeZipBytes } from "../support/make-zip.ts";
import { extractBytes, passagesOf, startExtractor, textOf } from "./extract-files.ts";
import { makeCompoundFile, makePpt } from "./make-legacy-files.ts";
import { makeOpenDocument } from "./make-linking-files.ts";

const laughs = `<!DOCTYPE d [<!ENTITY a "哈哈哈哈">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${"bcdefghij"[index]} "${`&${"abcdefghi"[index]};`.repeat(10)}">`).join("")}]>`;

const openDocument = (content: string, type = "") =>
  makeZip({
    mimetype: "application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": `${type}<m:manifest xmlns:m="urn:m"><m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/></m:manifest>`,
    "content.xml": content,
  });
const book = (chapter: string, href = "a.xhtml") =>
  makeZip({
    "META-INF/container.xml": `<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`,
    "b.opf": `<package><manifest><item id="a" href="${href}"/></manifest><spine>${'<itemref idref="a"/>'.repeat(50)}</spine></package>`,
    "a.xhtml": chapter,
  });

describe("entities that multiply", () => {
  it("are refused in OpenDocument and in the directory of an e-book", async () => {
    const content = `${laughs}<d xmlns:text="urn:t"><text:p>&j;</text:p></d>`;
    expect(await textOf(await openDocument(content), "a.odt")).toMatchObject({ reason: "broken" });
    const container = await makeZip({ "META-INF/container.xml": `${laughs}<container>&j;</container>` });
    expect(await textOf(container, "a.epub")).toMatchObject({ status: "failed", reason: "broken" });
  });

  it("are refused in a manifest too, which may only name its type, as OpenOffice.org 2 does", async () => {
    const content = `<d xmlns:text="urn:t"><text:p>教案</text:p></d>`;
    const named = `<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">`;
    expect(passagesOf(await textOf(await openDocument(content, named), "a.odt"))[0]?.text).toBe("教案");
    expect(await textOf(await openDocument(content, laughs), "a.odt")).toMatchObject({ reason: "broken" });
  });

  it("stay as they stand in a chapter of an e-book and in a page", async () => {
    const chapter = `${laughs}<html><body><p>章&j;</p></body></html>`;
    for (const result of [await textOf(await book(chapter), "a.epub"), await textOf(chapter, "a.html")])
      expect(passagesOf(result).reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(2000);
  });
});

describe("a plain archive", () => {
  it.each([
    ["whose names lead out of it has no text of its own", { name: "../../外面.txt" }, "unsupported"],
    ["with strong encryption says that it is encrypted", { isStronglyEncrypted: true }, "encrypted"],
  ])("%s", async (_what, entry, reason) => {
    const bytes = makeZipBytes([{ name: "教案.txt", bytes: "一", ...entry }]);
    expect(await textOf(bytes, "a.zip")).toMatchObject({ reason });
  });
});

describe("an archive that grows", () => {
  const limits = { maxInflatedBytes: 20_000_000 };

  it("is refused by what is inflated in all, also where one part is read again and again", async () => {
    const chapter = `<p>${" ".repeat(1_000_000)}字</p>`;
    expect(await textOf(await book(chapter), "a.epub", limits)).toMatchObject({ reason: "too-large" });
    const text = await openDocument(`<d xmlns:text="urn:t">${" ".repeat(30_000_000)}</d>`);
    expect(await textOf(text, "a.odt", limits)).toMatchObject({ reason: "too-large" });
  });

  it("is not opened where it stands inside of another", async () => {
    let nested = await makeZip({ "教案.txt": "甲" });
    for (let level = 0; level < 5; level += 1) nested = await makeZip({ [`${level}.docx`]: nested });
    expect(await textOf(nested, "a.docx")).toMatchObject({ status: "none", reason: "unsupported" });
  });

  it("is not multiplied by repeated cells and rows", async () => {
    const body = `<office:spreadsheet><table:table table:name="一"><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"><text:p>甲</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>`;
    expect(passagesOf(await textOf(await makeOpenDocument("spreadsheet", body), "a.ods"))).toEqual([
      { page: 1, pageKind: "sheet", text: "一\n甲" },
    ]);
  });

  it("is not followed out of itself by an e-book", async () => {
    expect(await textOf(await book("", "../../../../etc/passwd"), "a.epub")).toMatchObject({
      status: "none",
      reason: "empty",
    });
  });

  it("is refused where OpenDocument nests too deeply", async () => {
    const xml = `${"<d>".repeat(5000)}${"</d>".repeat(5000)}`;
    expect(await textOf(await openDocument(xml), "a.odt")).toMatchObject({ reason: "too-large" });
  });
});

describe("an old presentation", () => {
  const streamsOf = (document: Buffer, edit: number) => {
    const user = Buffer.alloc(28);
    user.writeUInt32LE(0xe391c05f, 12);
    user.writeUInt32LE(edit, 16);
    return makeCompoundFile({ "PowerPoint Document": document, "Current User": user });
  };

  it("is broken where it points outside of itself, and ends where its edits run in a circle", async () => {
    expect(await textOf(streamsOf(Buffer.alloc(5000), 4_000_000), "a.ppt")).toMatchObject({
      reason: "broken",
    });
    const circle = Buffer.alloc(5000);
    circle.writeUInt16LE(0x0ff5, 2);
    circle.writeUInt32LE(28, 4);
    circle.writeUInt32LE(100, 20);
    circle.writeUInt16LE(0x0ff5, 102);
    circle.writeUInt32LE(28, 104);
    expect(await textOf(streamsOf(circle, 0), "a.ppt")).toMatchObject({ status: "none", reason: "empty" });
  });

  it("is refused where its records nest too deeply", async () => {
    const deep = 9000;
    const nest = Buffer.alloc(deep * 8);
    for (let level = 0; level < deep; level += 1) {
      nest.writeUInt16LE(0xf, level * 8);
      nest.writeUInt16LE(0x03ee, level * 8 + 2);
      nest.writeUInt32LE((deep - level - 1) * 8, level * 8 + 4);
    }
    const list = Buffer.alloc(8 + 28);
    list.writeUInt16LE(0xf, 0);
    list.writeUInt16LE(0x0ff0, 2);
    list.writeUInt32LE(28, 4);
    list.writeUInt16LE(0x03f3, 10);
    list.writeUInt32LE(20, 12);
    list.writeUInt32LE(2, 16);
    const document = Buffer.concat([Buffer.from([0xf, 0, 0xe8, 3, list.length, 0, 0, 0]), list]);
    const directory = Buffer.alloc(8 + 12);
    directory.writeUInt16LE(0x1772, 2);
    directory.writeUInt32LE(12, 4);
    directory.writeUInt32LE((2 << 20) | 1, 8);
    directory.writeUInt32LE(0, 12);
    directory.writeUInt32LE(document.length, 16);
    const edit = Buffer.alloc(36);
    edit.writeUInt16LE(0x0ff5, 2);
    edit.writeUInt32LE(28, 4);
    edit.writeUInt32LE(document.length + nest.length, 20);
    edit.writeUInt32LE(1, 24);
    const stream = Buffer.concat([document, nest, directory, edit]);
    expect(await textOf(streamsOf(stream, stream.length - 36), "a.ppt")).toMatchObject({
      reason: "too-large",
    });
  });
});

describe("a Word file with macros", () => {
  it("gives its text and nothing of its macros", async () => {
    const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const file = await makeOfficePackage("", [
      {
        name: "word/document.xml",
        contentType: "application/vnd.ms-word.document.macroEnabled.main+xml",
        xml: `<w:document xmlns:w="${word}"><w:body><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:body></w:document>`,
        relationships: [{ id: "a", type: "vbaProject", target: "vbaProject.bin" }],
      },
      { name: "word/vbaProject.bin", contentType: "application/vnd.ms-office.vbaProject", xml: "Shell" },
    ]);
    expect(passagesOf(await textOf(file, "a.docm")).map(({ text }) => text)).toEqual(["正文"]);
  });
});

describe("a hostile file of a newer kind", () => {
  it("fails alone: a workbook that fills its reader leaves the next to be read", {
    timeout: 120_000,
  }, async () => {
    const extractor = startExtractor({ limits: { heapMb: 24, memoryMb: 2000 } });
    const rows = `<table:table-row><table:table-cell><text:p>${"字".repeat(1000)}</text:p></table:table-cell></table:table-row>`;
    const body = `<office:spreadsheet><table:table table:name="一">${rows.repeat(60_000)}</table:table></office:spreadsheet>`;
    const poison = extractBytes(extractor, await makeOpenDocument("spreadsheet", body), "a.ods");
    const next = extractBytes(extractor, makePpt([{ title: "好", body: "文" }]), "a.ppt");
    const result = await poison;
    expect(result.status === "ready" ? result.isTruncated : result.reason).toSatisfy(
      (outcome) => outcome === true || outcome === "out-of-memory" || outcome === "too-large",
    );
    expect(passagesOf(await next)[0]?.text).toBe("好\n文");
  });
});
