import { describe, expect, it } from "vitest";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { makeZip } from "../../scripts/make-files/office-package.ts";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { textOf } from "./extract-files.ts";
import { makeDoc, makeSummary } from "./make-legacy-files.ts";

const propertiesOf = async (bytes: Uint8Array, name: string) => {
  const result = await textOf(bytes, name);
  expect(result).toMatchObject({ status: "ready" });
  return result.status === "ready" ? result.properties : null;
};

const summaryStream = "\u0005SummaryInformation";
/** 草船借箭 in GBK. */
const title = Buffer.from("b2ddb4acbde8bcfd", "hex");

describe("what a document says of itself", () => {
  it("is read from Word's newer format", async () => {
    const file = await makeDocx({ title: "草船借箭", paragraphs: ["一"] });
    expect(await propertiesOf(file, "a.docx")).toMatchObject({ title: "草船借箭" });
  });

  it("is read from a PDF", async () => {
    const file = makePdf({ title: "草船借箭", pages: [["一"]] });
    expect(await propertiesOf(file, "a.pdf")).toEqual({ title: "草船借箭" });
  });

  it("is read from OpenDocument, whose keywords stand one by one", async () => {
    const file = await makeZip({
      mimetype: "application/vnd.oasis.opendocument.text",
      "META-INF/manifest.xml": `<m:manifest xmlns:m="urn:m"><m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/></m:manifest>`,
      "content.xml": `<office:document-content xmlns:office="urn:o" xmlns:text="urn:t"><office:body><office:text><text:p>一</text:p></office:text></office:body></office:document-content>`,
      "meta.xml": `<office:document-meta xmlns:office="urn:o" xmlns:dc="urn:d" xmlns:meta="urn:m"><office:meta><dc:title>草船借箭</dc:title><dc:subject>语文</dc:subject><meta:keyword>教案</meta:keyword><meta:keyword>五年级</meta:keyword></office:meta></office:document-meta>`,
    });
    expect(await propertiesOf(file, "a.odt")).toEqual({
      title: "草船借箭",
      subject: "语文",
      keywords: "教案 五年级",
    });
  });

  it.each([
    ["GBK", 936, title, "草船借箭"],
    ["UTF-8", 65001, Buffer.from("草船借箭"), "草船借箭"],
    ["a Western code page", 1252, Buffer.from("Caf\xe9", "latin1"), "Café"],
  ])("is read from formats of before 2007, in %s", async (_, codePage, bytes, expected) => {
    const summary = makeSummary(codePage, { 2: bytes, 3: Buffer.alloc(0), 5: Buffer.from("abc") });
    const file = makeDoc("一", { streams: { [summaryStream]: summary } });
    expect(await propertiesOf(file, "a.doc")).toEqual({ title: expected, keywords: "abc" });
  });

  it("is nothing where it is damaged, and the text is there all the same", async () => {
    const summary = makeSummary(936, { 2: title });
    const outside = Buffer.from(summary);
    outside.writeUInt32LE(0xfffffff0, 44);
    const endless = Buffer.from(summary);
    endless.writeUInt32LE(0xffffffff, 52);
    for (const damaged of [summary.subarray(0, 60), outside, endless, Buffer.from("noise")]) {
      const file = makeDoc("一", { streams: { [summaryStream]: damaged } });
      expect(await propertiesOf(file, "a.doc")).toEqual({});
    }
  });
});
