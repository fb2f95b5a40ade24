import { basename } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import yazl from "yazl";
import { type SniffedType, sniffMediaType } from "../../server/modules/storage/index.ts";
import { corpusFiles } from "../support/corpus.ts";
import { bytesOf, someBytes } from "../support/streams.ts";

const endBytes = 65_536;

/** As the upload engine hands it over: the first 64 KiB, and the last of what comes after them. */
const sniff = (bytes: Buffer, fileName: string): Promise<SniffedType> =>
  sniffMediaType({
    head: bytes.subarray(0, endBytes),
    tail: bytes.subarray(Math.max(endBytes, bytes.length - endBytes)),
    sizeBytes: bytes.length,
    fileName,
  });

const zipOf = async (entries: Record<string, Buffer | string>, compress = true): Promise<Buffer> => {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(entries))
    zip.addBuffer(Buffer.from(content), name, { compress });
  zip.end();
  return bytesOf(zip.outputStream as unknown as import("node:stream").Readable);
};

const office = (main: string, more: Record<string, Buffer | string> = {}) =>
  zipOf({ "[Content_Types].xml": "<Types/>", "_rels/.rels": "<R/>", [main]: "<x/>", ...more });

/** The least of an OLE file: a header that points at a directory sector naming the given streams. */
const oleOf = (...streams: string[]): Buffer => {
  const bytes = Buffer.alloc(512 * 3);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 48);
  for (const [index, name] of streams.entries()) bytes.write(name, 1024 + index * 128, "utf16le");
  return bytes;
};

const gbk = (hex: string): Buffer => Buffer.from(hex.replaceAll(" ", ""), "hex");

describe("what a file is by its bytes", () => {
  it.each([
    ["a.docx", office("word/document.xml"), "docx"],
    ["a.pptx", office("ppt/presentation.xml"), "pptx"],
    ["a.xlsx", office("xl/workbook.xml"), "xlsx"],
    ["a.xlsb", office("xl/workbook.bin"), "xlsb"],
    ["a.docm", office("word/document.xml", { "word/vbaProject.bin": "x" }), "docm"],
    ["a.pptx", office("ppt/presentation.xml", { "ppt/media/film.mp4": someBytes(300_000) }), "pptx"],
    [
      "a.odt",
      zipOf({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "" }, false),
      "odt",
    ],
    ["a.odp", zipOf({ mimetype: "application/vnd.oasis.opendocument.presentation", a: "" }, false), "odp"],
    ["a.ods", zipOf({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", a: "" }, false), "ods"],
    ["a.epub", zipOf({ mimetype: "application/epub+zip", "OEBPS/a.xhtml": "" }, false), "epub"],
    ["a.zip", zipOf({ "教案.docx": "x" }), "zip"],
    ["a.sb3", zipOf({ "project.json": "{}" }), "sb3"],
    ["a.doc", oleOf("Root Entry", "WordDocument"), "doc"],
    ["a.ppt", oleOf("Root Entry", "PowerPoint Document"), "ppt"],
    ["a.xls", oleOf("Root Entry", "Workbook"), "xls"],
    ["a.wps", oleOf("Root Entry", "WordDocument"), "wps"],
    ["a.et", oleOf("Root Entry", "Workbook"), "et"],
    ["a.dps", oleOf("Root Entry", "PowerPoint Document"), "dps"],
    ["a.docx", oleOf("Root Entry", "EncryptedPackage", "EncryptionInfo"), "docx"],
    ["a.pdf", Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"), "pdf"],
    ["a.pdf", Buffer.from("\r\njunk\0\x01 %PDF-1.4\n\0\0"), "pdf"],
    [
      "a.png",
      Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex"),
      "png",
    ],
    ["a.txt", Buffer.from("床前明月光"), "txt"],
    ["a.txt", gbk("b4b2c7b0c3f7d4c2b9e2"), "txt"],
    ["a.txt", Buffer.from("\ufeff床前明月光", "utf16le"), "txt"],
    ["a.txt", Buffer.from("Moonlight in front of my bed", "utf16le"), "txt"],
    ["a.txt", Buffer.from("BMI 的计算方法"), "txt"],
    ["a.txt", Buffer.from("文".repeat(40_000)), "txt"],
    ["a.txt", Buffer.concat([Buffer.from("a"), Buffer.from("b4b2".repeat(50_000), "hex")]), "txt"],
    ["a.md", Buffer.from("# 教案\n\n<div align=center>图</div>"), "md"],
    ["a.csv", gbk("bdccb0b8 2c 31 0d0a"), "csv"],
    ["a.htm", Buffer.from("<!DOCTYPE html><title>x</title>"), "htm"],
    ["a.svg", Buffer.from('<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>'), "svg"],
    ["a.xml", Buffer.from('<?xml version="1.0"?><plan/>'), "xml"],
    ["a.py", Buffer.from("print('你好')\n"), "py"],
    ["无扩展名教案", Buffer.from("教案"), "txt"],
    ["a.unknown", Buffer.from("00ff00ff01020304", "hex"), "unknown"],
  ])("%s (%#)", async (name, bytes, extension) => {
    expect(await sniff(await bytes, name)).toMatchObject({ extension, matchesName: true });
  });

  it.each([
    ["a.docx", oleOf("Root Entry", "WordDocument"), "doc"],
    ["a.doc", office("word/document.xml"), "docx"],
    ["a.docx", office("word/document.xml", { "word/vbaProject.bin": "x" }), "docm"],
    ["a.docx", zipOf({ "word/note.txt": "no office file" }), "zip"],
    ["a.pptx", Buffer.from("%PDF-1.7\n"), "pdf"],
    ["a.xls", Buffer.from("<html><table></table></html>"), "html"],
    ["a.jpg", Buffer.from("no picture"), "txt"],
    ["a.mp4", someBytes(1000).fill(0, 0, 16), "bin"],
    ["a.pdf", Buffer.alloc(0), "bin"],
    ["xcod.exe", Buffer.from("%PDF-1.7\n"), "pdf"],
    ["教案.d\u043ecx", office("word/document.xml"), "docx"], // with a Cyrillic о
    ["教案.ｄｏｃｘ", Buffer.from("%PDF-1.7\n"), "pdf"],
  ])("is told though the name says otherwise: %s (%#)", async (name, bytes, extension) => {
    expect(await sniff(await bytes, name)).toMatchObject({ extension, matchesName: false });
  });

  it("does not take an office file stored inside a zip for the zip", async () => {
    const inner = await office("word/document.xml");
    const outer = await zipOf({ "教案/一.docx": inner, "教案/二.docx": inner }, false);
    expect(await sniff(outer, "a.zip")).toMatchObject({ extension: "zip", matchesName: true });
  });

  it("knows an office file whose list of parts is longer than its tail", async () => {
    const slides = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`ppt/slides/slide-with-a-long-name-${index}.xml`, "<x/>"]),
    );
    expect(await sniff(await office("ppt/presentation.xml", slides), "a.pptx")).toMatchObject({
      extension: "pptx",
    });
  });

  it.each([
    ["a.txt", "<html><script>alert(1)</script>"],
    ["a.txt", "\ufeff\n <!-- x --><ScRiPt>alert(1)</ScRiPt>"],
    ["a.png", "<svg onload=alert(1)>"],
    ["a.docx", '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x" "y"><svg/>'],
    ["a.md", "# x\n<iframe src=javascript:alert(1)>"],
    ["a.csv", "1,2\n<script>alert(1)</script>"],
    ["a.js", "alert(1)"],
    ["a.xml", '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>'],
    ["a.mht", "MIME-Version: 1.0\r\nContent-Type: multipart/related"],
    ["a.gif", "GIF89a\x01\0\x01\0\0\0\0<script>alert(1)</script>"],
  ])("could be executed: %s (%#)", async (name, text) => {
    expect(await sniff(Buffer.from(text), name)).toMatchObject({ isActive: true });
  });

  it.each([
    ["a.txt", Buffer.from("1 < 2, a <b> c")],
    ["a.md", Buffer.from("# 标题\n<div>块</div>")],
    ["a.pdf", Buffer.from("%PDF-1.7\n<script>")],
    ["a.docx", office("word/document.xml")],
  ])("could not be executed: %s (%#)", async (name, bytes) => {
    expect(await sniff(await bytes, name)).toMatchObject({ isActive: false });
  });

  it("is found without ever throwing, whatever the bytes and the name", async () => {
    const starts = [
      "",
      "504b0304",
      "504b0506",
      "d0cf11e0a1b11ae1",
      "25504446",
      "fffe",
      "3c3f786d6c",
      "00000020667479706d703432",
    ];
    const files = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 2000 }), fc.string());
    await fc.assert(
      fc.asyncProperty(files, async ([start, rest, name]) => {
        const sniffed = await sniff(Buffer.concat([Buffer.from(start, "hex"), rest]), name);
        expect(sniffed.mediaType).toMatch(/^[a-z]+\/[\w.+-]+$/i);
      }),
      { numRuns: 500 },
    );
  });

  it("takes hostile repetition without delay", async () => {
    for (const unit of ["<!---->", "<?a?>", "<!doctype ", " ", "<", "PK\x03\x04", "PK\x01\x02"])
      await sniff(Buffer.from(unit.repeat(20_000), "latin1"), "a.txt");
  });
});

/** What real documents are named and are not, other than by mistake of their makers. */
const misnamed = /eng_spa_mult\.ppt$|[/\\]~\$/;
const documents = corpusFiles("documents", "sniffing real teaching documents");
describe.skipIf(!documents)("real teaching documents", () => {
  it("are what their names say", async () => {
    const wrong = [];
    for (const file of documents ?? []) {
      const sniffed = await sniff(file.read(), basename(file.name));
      if (!sniffed.matchesName || sniffed.isActive) wrong.push(file.name);
    }
    expect(wrong.filter((name) => !misnamed.test(name))).toEqual([]);
  });
});
