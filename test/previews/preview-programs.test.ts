import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { createOfficeConverter } from "../../indexer/office/index.ts";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { makePng } from "../../scripts/make-files/png.ts";
import { readConfig } from "../../server/config.ts";
import { makeDoc } from "../indexer/make-legacy-files.ts";
import { makeFilm } from "../support/preview-files.ts";
import { atEnd, preview } from "./preview-file.ts";

const { office, ffmpeg } = readConfig();
if (!office.soffice) console.warn("SKIPPED: pictures of office files; there is no soffice on the PATH.");
if (!ffmpeg) console.warn("SKIPPED: pictures of films; there is no ffmpeg on the PATH.");

const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const zipOf = async (entries: Record<string, Buffer>): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(entries)) zip.addBuffer(bytes, name);
  zip.end();
  return buffer(zip.outputStream as NodeJS.ReadableStream);
};

describe("where no office program is", () => {
  test("the small picture that a file brings is shown", async () => {
    const thumbnail = makePng({ width: 256, height: 192, seed: 3 });
    const bytes = await zipOf({
      "[Content_Types].xml": Buffer.from("<Types/>"),
      "docProps/thumbnail.png": thumbnail,
    });
    const { result, pages } = await preview(bytes, docxType, {});
    expect(result).toMatchObject({ status: "ready", pageCount: null });
    expect(pages).toMatchObject([{ page: 1, width: 256, height: 192 }]);
  });

  test("a file that brings none has none, and says why", async () => {
    const bytes = await makeDocx({ title: "教案", paragraphs: ["一段"] });
    const { result, pages } = await preview(bytes, docxType, {});
    expect([result, pages]).toEqual([
      { status: "none", reason: "no-program", detail: "no embedded thumbnail" },
      [],
    ]);
  });
});

test("an office file with a password is told from a broken one", async () => {
  const bytes = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(1528)]);
  const { result } = await preview(bytes, docxType, {});
  expect(result).toMatchObject({ status: "failed", reason: "encrypted" });
});

test("so is one in a format of before 2007", async () => {
  const locked = makeDoc("甲", { flags: 0x0100 });
  const { result } = await preview(locked, "application/msword", {});
  expect(result).toMatchObject({ status: "failed", reason: "encrypted" });
  const open = await preview(makeDoc("甲"), "application/msword", {});
  expect(open.result).toMatchObject({ status: "none", reason: "no-program" });
});

describe.skipIf(!office.soffice)("where LibreOffice is", { timeout: 120_000 }, () => {
  const startOffice = () => {
    const converter = createOfficeConverter({ ...office, gotenbergUrl: null });
    atEnd(() => converter.close());
    return converter;
  };

  test("an office file has pictures of its pages", async () => {
    const bytes = await makeDocx({ title: "圆明园的毁灭", paragraphs: ["圆明园在北京西北郊。"] });
    const { result, pages, bytes: pack } = await preview(bytes, docxType, { office: startOffice() });
    expect(result).toMatchObject({ status: "ready", pageCount: 1 });
    const [page] = pages;
    const largest = pack?.subarray((page?.lengths[0] ?? 0) + (page?.lengths[1] ?? 0));
    const { channels } = await sharp(largest).stats();
    expect(channels[0]?.min).toBeLessThan(100);
  });

  test("an old file with a password, which it cannot load either, is told from a broken one", async () => {
    const locked = makeDoc("甲", { flags: 0x0100 });
    const { result } = await preview(locked, "application/msword", { office: startOffice() });
    expect(result).toMatchObject({ status: "failed", reason: "encrypted" });
  });

  test("a file that it cannot load fails by itself", async () => {
    const bytes = await zipOf({ "word/document.xml": Buffer.from("<w:document><not closed") });
    const { result } = await preview(bytes, docxType, { office: startOffice() });
    expect(result).toMatchObject({ status: "failed", reason: "broken" });
  });
});

describe.skipIf(!ffmpeg)("where ffmpeg is", { timeout: 120_000 }, () => {
  test.each([1, 6])("a film of %i s has a picture and a length", async (seconds) => {
    const { result, pages } = await preview(await makeFilm(ffmpeg as string, seconds), "video/mp4", {
      ffmpeg,
    });
    expect(result).toEqual({ status: "ready", pageCount: null, durationMs: seconds * 1000 });
    expect(pages).toMatchObject([{ page: 1, width: 320, height: 180 }]);
  });
});
