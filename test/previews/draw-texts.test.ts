import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { layOutText } from "../../indexer/preview/lay-out-text.ts";
import { makeZip } from "../../scripts/make-files/office-package.ts";
import { makePng } from "../../scripts/make-files/png.ts";
import { mediaTypeOf } from "../../server/modules/storage/media-types.ts";
import { preview } from "./preview-file.ts";

const words = "# 春天的使者\n\n蒲公英,第 3 课\n";
const gb18030 = Buffer.from("b4baccecb5c4cab9d5df0ac6d1b9abd3a20a", "hex");
const page = "<html><style>p{color:red}</style><p>春天的使者</p><script>document.write('x')</script></html>";

const book = () =>
  makeZip({
    mimetype: "application/epub+zip",
    "META-INF/container.xml":
      '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>',
    "book.opf":
      '<package><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>',
    "a.xhtml": page,
  });

describe("a file of text has pictures of its words", () => {
  test.each([
    ["txt", gb18030],
    ["md", Buffer.from(words)],
    ["csv", Buffer.from(words)],
    ["html", Buffer.from(page)],
    ["epub", book()],
  ])("%s", async (extension, bytes) => {
    const { result, pages, bytes: pack } = await preview(await bytes, mediaTypeOf(extension) as string);
    expect(result).toEqual({ status: "ready", pageCount: 1, durationMs: null });
    expect(pages).toMatchObject([{ page: 1, width: 1358, height: 1920 }]);
    const { channels } = await sharp(pack?.subarray(0, pages[0]?.lengths[0])).stats();
    expect(channels[0]?.min).toBeLessThan(150);
  });

  test("of a long one of the first pages", async () => {
    const long = Buffer.from("白日依山尽，黄河入海流。\n".repeat(1000));
    const { result, pages } = await preview(long, "text/plain");
    expect(pages).toHaveLength(20);
    expect(result).toMatchObject({ status: "ready" });
    expect((result as { pageCount: number }).pageCount).toBeGreaterThan(20);
  });

  test("and says why where it has none", async () => {
    expect((await preview(Buffer.from(" \n "), "text/plain")).result).toMatchObject({
      status: "none",
      reason: "empty",
    });
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256));
    expect((await preview(noise, "text/plain")).result).toMatchObject({ status: "failed", reason: "broken" });
    const noZip = Buffer.from("PK\x03\x04 and no more");
    expect((await preview(noZip, "application/epub+zip")).result).toMatchObject({ status: "failed" });
  });
});

describe("laid out", () => {
  const widthOf = (character: string) => ((character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2);

  test("English is parted between words, Chinese anywhere", () => {
    const pages = layOutText(["plans of lessons", "春天的使者们"], { maxWidth: 9, linesPerPage: 3, widthOf });
    expect([...pages]).toEqual([
      [
        { text: "plans of", joint: " " },
        { text: "lessons", joint: "\n" },
        { text: "春天的使", joint: "" },
      ],
      [{ text: "者们", joint: "\n" }],
    ]);
  });

  test("nothing is lost, no line is too wide and no page too long", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom("a", " ", "课", "𠮷") })), (lines) => {
        const pages = [...layOutText(lines, { maxWidth: 7, linesPerPage: 4, widthOf })];
        const solid = (some: string[]) => some.join("").replaceAll(" ", "");
        expect(solid(pages.flat().map(({ text }) => text))).toBe(solid(lines));
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(4);
        for (const { text } of pages.flat())
          expect([...text].reduce((sum, character) => sum + widthOf(character), 0)).toBeLessThanOrEqual(7);
      }),
    );
  });
});

/** As Paint saves it: 24 bits a pixel, the lowest line first, each line filled up to four bytes. */
const makeBitmap = (width: number, height: number, bottom: number[], top: number[]): Buffer => {
  const header = Buffer.alloc(54);
  const line = (pixel: number[]) => {
    const bytes = Buffer.alloc(Math.ceil((width * 3) / 4) * 4);
    for (let at = 0; at < width; at += 1) bytes.set(pixel, at * 3);
    return bytes;
  };
  const lines = Array.from({ length: height }, (_, at) => line(at < height / 2 ? bottom : top));
  header.write("BM");
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  const file = Buffer.concat([header, ...lines]);
  file.writeUInt32LE(file.length, 2);
  return file;
};

describe("a Windows bitmap", () => {
  const [blue, red] = [
    [255, 0, 0],
    [0, 0, 255],
  ];

  test("is seen the right way up in its colours", async () => {
    const { result, pages, bytes } = await preview(makeBitmap(30, 20, blue, red), "image/bmp");
    expect(result).toEqual({ status: "ready", pageCount: 1, durationMs: null });
    expect(pages).toMatchObject([{ width: 30, height: 20 }]);
    const shown = sharp(bytes?.subarray(0, pages[0]?.lengths[0]));
    const { data } = await shown
      .extract({ left: 15, top: 3, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[0]).toBeGreaterThan(200);
    expect(data[2]).toBeLessThan(60);
  });

  test("that says it is huge is refused, and a broken one fails", async () => {
    const huge = makeBitmap(3, 2, blue, red);
    huge.writeInt32LE(50_000, 18);
    huge.writeInt32LE(-50_000, 22);
    expect((await preview(huge, "image/bmp")).result).toMatchObject({
      status: "failed",
      reason: "too-large",
    });
    const broken = makeBitmap(300, 200, blue, red).subarray(0, 40);
    expect((await preview(broken, "image/bmp")).result).toMatchObject({ status: "failed", reason: "broken" });
  });
});

describe("a file that a program of the classroom packed as zip", () => {
  test.each(["Preview.png", "Thumbnails/thumbnail.png", "geogebra_thumbnail.png", "preview.jpg"])(
    "is seen by its picture in %s",
    async (place) => {
      const bytes = await makeZip({
        "content.xml": "<x/>",
        [place]: makePng({ width: 64, height: 48, seed: 1 }),
      });
      const { result, pages } = await preview(bytes, "application/zip");
      expect(result).toMatchObject({ status: "ready", pageCount: null });
      expect(pages).toMatchObject([{ width: 64, height: 48 }]);
    },
  );

  test("has none where there is none, as an archive", async () => {
    const bytes = await makeZip({ "教案/封面.png": makePng({ width: 64, height: 48, seed: 1 }) });
    expect((await preview(bytes, "application/zip")).result).toMatchObject({
      status: "none",
      reason: "unsupported",
    });
  });
});

test.each([
  ["image/heic", "a photograph of an iPhone"],
  ["image/svg+xml", "a drawing that may point elsewhere"],
])("%s is not drawn, and said to be so", async (mediaType) => {
  const { result, pages } = await preview(Buffer.from("<svg/>"), mediaType);
  expect([result, pages]).toEqual([{ status: "none", reason: "unsupported", detail: mediaType }, []]);
});
