import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { type PageWords, unpackPageWords } from "../../server/modules/resources/page-words.ts";
import { markPage } from "../../server/modules/search/mark-page.ts";
import { makeTextPages } from "../support/make-text-page.ts";
import { turnedPhoto } from "../support/preview-files.ts";
import { preview } from "./preview-file.ts";

const pdf = "application/pdf";

const wordsOf = async ({ words, bytes }: Awaited<ReturnType<typeof preview>>): Promise<PageWords[]> => {
  if (!words?.lengthBytes || !bytes) return [];
  const found: PageWords[] = [];
  const packed = bytes.subarray(words.startsAt, words.startsAt + words.lengthBytes);
  for await (const page of unpackPageWords(packed)) found.push(page);
  return found;
};

const textOf = (words: PageWords | undefined): string => words?.runs.map(([text]) => text).join("") ?? "";

/** The edges of all that is dark on a page's view, in shares of its width and height. */
async function darkOf({ pages, bytes }: Awaited<ReturnType<typeof preview>>, number: number) {
  const page = pages.find((one) => one.page === number);
  if (!page || !bytes) throw new Error("there is no such page");
  const [thumbnail, view] = page.lengths;
  const picture = bytes.subarray(page.startsAt + thumbnail, page.startsAt + thumbnail + view);
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true });
  const [across, down]: [number[], number[]] = [[], []];
  data.forEach((value, at) => {
    if (value > 100) return;
    across.push(((at % info.width) + 0.5) / info.width);
    down.push((Math.floor(at / info.width) + 0.5) / info.height);
  });
  const range = (values: number[]) =>
    values.reduce(({ low, high }, value) => ({ low: Math.min(low, value), high: Math.max(high, value) }), {
      low: 1,
      high: 0,
    });
  return { across: range(across), down: range(down) };
}

const text = "BT /F 40 Tf 1 0 0 1 90 600 Tm (HHHHHH) Tj ET";

describe("the words of a PDF stand where its picture shows them", () => {
  const cases = {
    "as it lies": { content: text },
    "turned to the right": { entries: "/MediaBox [0 0 600 800] /Rotate 90", content: text },
    "upside down": { entries: "/MediaBox [0 0 600 800] /Rotate 180", content: text },
    "turned to the left": { entries: "/MediaBox [0 0 600 800] /Rotate 270", content: text },
    "of which a part is shown": {
      entries: "/MediaBox [0 0 600 800] /CropBox [60 400 460 800]",
      content: text,
    },
    "with text that runs up": { content: "BT /F 40 Tf 0 1 -1 0 200 300 Tm (HHHHHH) Tj ET" },
    "with text that is aslant": { content: "BT /F 40 Tf .8 .6 -.6 .8 150 200 Tm (HHHHHH) Tj ET" },
    "that is enlarged": { content: `2 0 0 2 0 -700 cm ${text}` },
  };
  let made: Awaited<ReturnType<typeof preview>>;
  beforeAll(async () => {
    made = await preview(makeTextPages(Object.values(cases)), pdf);
  });
  test.each(Object.keys(cases).map((name, index) => [name, index + 1] as const))(
    "a page %s",
    async (_, number) => {
      const words = (await wordsOf(made)).find(({ page }) => page === number);
      expect(textOf(words)).toBe("HHHHHH\n");
      const [box] = markPage(words?.runs ?? [], [{ text: "hhhhhh", isHan: false }]).flat();
      if (!box) throw new Error("nothing is marked");
      const dark = await darkOf(made, number);
      // The letters have no descenders, and the box has room for those.
      const room = 0.035;
      for (const [{ low, high }, from, length] of [
        [dark.across, box.x, box.width],
        [dark.down, box.y, box.height],
      ] as const) {
        expect(low - from).toBeGreaterThan(-0.002);
        expect(low - from).toBeLessThan(room);
        expect(from + length - high).toBeGreaterThan(-0.002);
        expect(from + length - high).toBeLessThan(room);
      }
    },
  );
});

test("a word that the end of a line tears is whole in the text of its page", async () => {
  const long = "春天来了，".repeat(7);
  const made = await preview(makePdf({ title: "课", pages: [[`${long}我们去圆明园。`]] }), pdf);
  const [words] = await wordsOf(made);
  const [boxes] = markPage(words?.runs ?? [], [{ text: "圆明园", isHan: true }]);
  expect(textOf(words)).toContain("圆明园");
  expect(boxes).toHaveLength(2);
});

test("a page of more text than anybody reads keeps its picture, and the words that come first", async () => {
  const crowd = Array.from(
    { length: 7000 },
    (_, at) => `1 0 0 1 ${at % 600} ${(at * 7) % 800} Tm (w${at}) Tj`,
  );
  const content = `BT /F 1 Tf\n${crowd.join("\n")}\nET`;
  const made = await preview(makeTextPages([{ content }, { content: text }]), pdf);
  expect(made.result).toMatchObject({ status: "ready", pageCount: 2 });
  expect(made.pages.map(({ page }) => page)).toEqual([1, 2]);
  const [crowded, ordinary] = await wordsOf(made);
  expect(textOf(crowded)).toContain("w100");
  expect(crowded?.runs.filter((run) => run.length > 1).length).toBeLessThan(7000);
  expect(textOf(ordinary)).toBe("HHHHHH\n");
});

test("a text says where its words stand too, a photograph that it has none", async () => {
  const written = await preview(Buffer.from("白日依山尽，黄河入海流。\n".repeat(2)), "text/plain");
  expect((await wordsOf(written)).map(textOf)).toEqual(["白日依山尽，黄河入海流。\n".repeat(2)]);
  const photo = await preview(await turnedPhoto(), "image/jpeg");
  expect(photo.words).toMatchObject({ lengthBytes: 0 });
});
