import { describe, expect, it } from "vitest";
import { makeZip } from "../../scripts/make-files/office-package.ts";
import { mediaTypeOf } from "../../server/modules/storage/media-types.ts";
import { preview } from "../previews/preview-file.ts";
import { reachingOut } from "../support/hostile-documents.ts";
import { startListener } from "../support/start-listener.ts";
import { startExtractor, writeTemporaryFile } from "./extract-files.ts";
import { makeLinkingPage, makeLinkingText } from "./make-linking-files.ts";

const words = "正文";

/** Wants a form, a picture, a font and a page from elsewhere, and to open them by itself. */
const linkingPdf = (address: string): string => {
  const there = (name: string) => `<< /FS /URL /F (${address}/${name}) >>`;
  const shown = "BT /F 20 Tf 50 700 Td (words) Tj ET q 99 0 0 99 9 9 cm /I Do Q";
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (${address}/open) >> /AA << /WC << /S /SubmitForm /F ${there("form")} >> >> /URI << /Base (${address}/) >> >>`,
    "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> /XObject << /I 6 0 R >> >> /Contents 4 0 R /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] /A << /S /GoToR /F ${there("other.pdf")} /D [0 /Fit] >> >>] >>`,
    `<< /Length ${shown.length} >> stream\n${shown}\nendstream`,
    `<< /Type /Font /Subtype /Type1 /BaseFont /Elsewhere /FontDescriptor << /Type /FontDescriptor /FontName /Elsewhere /FontFile << /Length 0 /F ${there("font")} >> >> >>`,
    `<< /Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8 /F ${there("picture")} /Length 0 >> stream\n\nendstream`,
  ];
  const body = objects.map((object, at) => `${at + 1} 0 obj ${object} endobj\n`).join("");
  return `%PDF-1.4\n${body}trailer << /Root 1 0 R >>\n`;
};

const linkingBook = (address: string) =>
  makeZip({
    mimetype: "application/epub+zip",
    "META-INF/container.xml":
      '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>',
    "book.opf": `<package><manifest><item id="a" href="a.xhtml"/><item id="b" href="${address}/chapter"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>`,
    "a.xhtml": makeLinkingPage(address),
  });

const linkingRtf = (address: string) =>
  `{\\rtf1 words {\\field{\\*\\fldinst INCLUDEPICTURE "${address}/picture"}{\\fldrslt x}}{\\*\\template ${address}/template}}`;

/** Beside what it wants, each says `正文` or `words`. */
const filesAt: Record<string, (address: string, secret: string) => Promise<Buffer> | Buffer | string> = {
  docx: (address) => reachingOut(address, words),
  pdf: linkingPdf,
  html: (address) => makeLinkingPage(address),
  epub: linkingBook,
  rtf: linkingRtf,
  odt: makeLinkingText,
};

/** All that is asked of the listener while these are read and drawn. */
async function heardWhile(
  act: (file: { extension: string; bytes: Buffer; mediaType: string }) => Promise<void>,
): Promise<string[]> {
  const { address, requests } = await startListener();
  const secret = await writeTemporaryFile("机密内容");
  for (const [extension, make] of Object.entries(filesAt)) {
    const bytes = Buffer.from(await make(address, secret));
    await act({ extension, bytes, mediaType: mediaTypeOf(extension) ?? "" });
  }
  const heard = [...requests];
  await fetch(address);
  expect(requests, "the listener hears what is asked").toContain("GET /");
  return heard;
}

/** By our own readers; what LibreOffice does is in convert-office.test.ts. */
describe("nothing that a document points to is fetched", { timeout: 60_000 }, () => {
  it("while its text is read", async () => {
    const extractor = startExtractor();
    const heard = await heardWhile(async ({ extension, bytes, mediaType }) => {
      const path = await writeTemporaryFile(bytes);
      const result = await extractor.extract({ path, mediaType, fileName: "" });
      expect(JSON.stringify(result), extension).toMatch(/正文|words/);
      expect(JSON.stringify(result), extension).not.toContain("机密内容");
    });
    expect(heard).toEqual([]);
  });

  it("while pictures of it are drawn", async () => {
    const heard = await heardWhile(async ({ extension, bytes, mediaType }) => {
      if (!["pdf", "html", "epub"].includes(extension)) return;
      expect((await preview(bytes, mediaType)).result, extension).toMatchObject({ status: "ready" });
    });
    expect(heard).toEqual([]);
  });
});
