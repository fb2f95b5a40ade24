import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { environmentWith, readConfig } from "../../server/config.ts";
import { joinPageWords, type PageWords } from "../../server/modules/resources/page-words.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { makeScan, photograph } from "../support/make-scan.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

const { recognition } = readConfig();
if (recognition === null)
  console.warn("SKIPPED: words on scanned pages; there is no tesseract or no pdftoppm on the PATH.");

test("what was recognized of a page stands for what was drawn with it, each page in its place", async () => {
  const page = (page: number, text: string): PageWords => ({ page, runs: [[text]] });
  const join = async (drawn: PageWords[], recognized: PageWords[]) => {
    const joined: string[] = [];
    for await (const { page, runs } of joinPageWords(drawn, recognized))
      joined.push(`${page} ${runs[0]?.[0]}`);
    return joined;
  };
  const drawn = [page(2, "drawn"), page(3, "drawn"), page(5, "drawn")];
  const recognized = [page(1, "seen"), page(3, "seen"), page(4, "seen"), page(6, "seen"), page(7, "seen")];
  const all = ["1 seen", "2 drawn", "3 seen", "4 seen", "5 drawn", "6 seen", "7 seen"];
  expect(await join(drawn, recognized)).toEqual(all);
  expect(await join(drawn, [])).toEqual(["2 drawn", "3 drawn", "5 drawn"]);
  expect(await join([], recognized.slice(0, 2))).toEqual(["1 seen", "3 seen"]);
});

describe.skipIf(recognition === null)("the words of a scanned page", { timeout: 120_000 }, () => {
  let system: TestSystem;
  let teacher: Client;
  beforeAll(async () => {
    system = await startTestSystem({
      previewer: {},
      environment: { PATH: environmentWith({}).PATH ?? "" },
    });
    await seedPeople(system);
    teacher = await signedIn(system, "sanxiao.teacher");
  });
  afterAll(() => system?.stop());

  test.each([
    ["whole", undefined],
    ["of which a part is shown", [0, 500, 595, 842] as const],
  ])("are marked on the picture of a page %s, where they stand", async (title, cropBox) => {
    const lines = ["The quick brown fox jumps over the lazy dog", "Lesson plan for grade three"];
    const picture = await photograph(makePdf({ title: "", pages: [lines] }), recognition?.pdftoppm ?? "");
    const typed = "An introduction by the teacher which is typed and not scanned, as long as a page says.";
    const bytes = makeScan([{ footer: typed }, { picture, footer: "2", ...(cropBox && { cropBox }) }]);
    const { id, files } = await publish(teacher, unitOf("group1").id, {
      title,
      files: [{ name: "部分.pdf", bytes }],
    });
    await system.runJobs();
    const file = `/api/resources/${id}/files/${files[0].id}`;
    const marksOf = async (q: string) =>
      (await teacher.get(`${file}/marked-pages`).query({ q }).expect(200)).body.items;
    expect(await marksOf("introduction")).toMatchObject([{ page: 1 }]);
    const [{ page, marks }, ...others] = await marksOf("dog");
    expect([page, marks.length, others]).toEqual([2, 1, []]);
    const [[box]] = marks;

    const { body } = await teacher.get(`${file}/preview/2/screen`).expect(200);
    const { data, info } = await sharp(body).greyscale().raw().toBuffer({ resolveWithObject: true });
    const band = { from: Math.floor(box.y * info.height), to: Math.ceil((box.y + box.height) * info.height) };
    const dark: { x: number; y: number }[] = [];
    for (let row = band.from; row < band.to; row += 1)
      for (let column = 0; column < info.width; column += 1)
        if ((data[row * info.width + column] ?? 255) < 100)
          dark.push({ x: column / info.width, y: row / info.height });
    // The word ends its line, and its letters go from the top of the box to its bottom.
    expect(Math.max(...dark.map(({ x }) => x))).toBeCloseTo(box.x + box.width, 2);
    const within = dark.filter(({ x }) => x > box.x).map(({ y }) => y);
    expect(Math.min(...within)).toBeCloseTo(box.y, 2);
    expect(Math.max(...within)).toBeCloseTo(box.y + box.height, 2);
  });
});
