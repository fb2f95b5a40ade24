import { describe, expect, it } from "vitest";
import { readSheet } from "../../indexer/sheets/read-sheet.ts";
import { makeZip } from "../../scripts/make-files/office-package.ts";
import { mediaTypeOf } from "../../server/modules/storage/media-types.ts";
import { preview } from "../previews/preview-file.ts";
import { reachingOut } from "../support/hostile-documents.ts";
import { startListener } from "../support/start-listener.ts";
import { startExtractor, writeTemporaryFile } from "./extract-files.ts";
import {
  makeLinkingPage,
  makeLinkingPdf,
  makeLinkingText,
  makeLinkingWorkbook,
} from "./make-linking-files.ts";

const words = "正文";

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
  pdf: makeLinkingPdf,
  html: (address) => makeLinkingPage(address),
  epub: linkingBook,
  rtf: linkingRtf,
  odt: makeLinkingText,
};

/** All that is asked of the listener meanwhile. */
async function heardDuring(act: (address: string, secret: string) => Promise<void>): Promise<string[]> {
  const { address, requests } = await startListener();
  await act(address, await writeTemporaryFile("机密内容"));
  const heard = [...requests];
  await fetch(address);
  expect(requests, "the listener hears what is asked").toContain("GET /");
  return heard;
}

/** All that is asked while these are read and drawn. */
const heardWhile = (
  act: (file: { extension: string; bytes: Buffer; mediaType: string }) => Promise<void>,
): Promise<string[]> =>
  heardDuring(async (address, secret) => {
    for (const [extension, make] of Object.entries(filesAt)) {
      const bytes = Buffer.from(await make(address, secret));
      await act({ extension, bytes, mediaType: mediaTypeOf(extension) ?? "" });
    }
  });

/** By our own readers; what LibreOffice does is in convert-office.test.ts, and other programs in programs-reach-nothing.test.ts. */
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

  it("while a list of files and their fields is read", async () => {
    const heard = await heardDuring(async (address, secret) => {
      const linking = await writeTemporaryFile(await makeLinkingWorkbook(address));
      expect(await readSheet(linking)).toEqual([{ number: 1, cells: ["正文", "旧"] }]);
      for (const place of [`${address}/entity`, `file://${secret}`]) {
        const declared = `<!DOCTYPE worksheet [<!ENTITY there SYSTEM "${place}">]>`;
        const entity = await writeTemporaryFile(await makeLinkingWorkbook(address, declared));
        await expect(readSheet(entity)).rejects.toMatchObject({ code: "sheet.unreadable" });
      }
    });
    expect(heard).toEqual([]);
  });
});
