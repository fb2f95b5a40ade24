import { sql } from "kysely";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { environmentWith, readConfig } from "../../server/config.ts";
import type { FileId, Sha256 } from "../../server/ids.ts";
import { saveText } from "../../server/modules/resources/index.ts";
import { joinPageWords, type PageWords } from "../../server/modules/resources/page-words.ts";
import { listPassages, listRecognizedPages } from "../../server/modules/resources/text-store.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { makeScan, photograph, type ScannedPage } from "../support/make-scan.ts";
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

  /** Publishes a scan of these pages, and answers the address of its file once it has been read and drawn. */
  const publishScan = async (title: string, pages: ScannedPage[]): Promise<string> => {
    const file = { name: `${title}.pdf`, bytes: makeScan(pages) };
    const { id, files } = await publish(teacher, unitOf("group1").id, { title, files: [file] });
    await system.runJobs();
    return `/api/resources/${id}/files/${files[0].id}`;
  };
  const marksOf = async (file: string, q: string) =>
    (await teacher.get(`${file}/marked-pages`).query({ q }).expect(200)).body.items;
  const photographOf = (...lines: string[]) =>
    photograph(makePdf({ title: "", pages: [lines] }), recognition?.pdftoppm ?? "");
  /** All of the page but what is below the picture. */
  const picturePart = [0, 42, 595, 842] as const;

  test.each([
    ["whole", undefined],
    ["of which a part is shown", [0, 500, 595, 842] as const],
  ])("are marked on the picture of a page %s, where they stand", async (title, cropBox) => {
    const picture = await photographOf(
      "The quick brown fox jumps over the lazy dog",
      "Lesson plan for grade three",
    );
    const typed = "An introduction by the teacher which is typed and not scanned, as long as a page says.";
    const scanned = { picture, footer: "2", ...(cropBox && { cropBox }) };
    const file = await publishScan(title, [{ footer: typed }, scanned]);
    expect(await marksOf(file, "introduction")).toMatchObject([{ page: 1 }]);
    const [{ page, marks }, ...others] = await marksOf(file, "dog");
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

  test("are told to nobody before the text is this version's to show, and go with the text", async () => {
    const picture = await photographOf("The quick brown fox jumps over the lazy dog");
    const file = await publishScan("还没有读", [{ picture }]);
    expect(await marksOf(file, "dog")).toHaveLength(1);
    const versionFile = sql`select version_id, sha256 from resource_file where id = ${file.split("/").at(-1)}::uuid`;
    await sql`insert into file_text_awaited (version_id, sha256) ${versionFile}`.execute(system.ctx.db);
    expect(await marksOf(file, "dog")).toEqual([]);
    await sql`delete from file_text_awaited`.execute(system.ctx.db);
    expect(await marksOf(file, "dog")).toHaveLength(1);
    const { rows } = await sql<{ sha256: Sha256 }>`${versionFile}`.execute(system.ctx.db);
    const nothing = { status: "none" as const, reason: "empty", pageCount: null, passages: [] };
    await saveText(system.ctx.db, rows[0]?.sha256 as Sha256, nothing, new Date());
    expect(await marksOf(file, "dog")).toEqual([]);
  });

  test("are those of the last reading, however often it was read", async () => {
    const { db } = system.ctx;
    const pages = [
      { picture: await photographOf("The quick brown fox jumps over the lazy dog") },
      { picture: await photographOf("Another dog sleeps behind the wooden fence") },
    ];
    const file = await publishScan("又读了一遍", pages);
    const [first, second] = await marksOf(file, "dog");
    expect([first.page, second.page]).toEqual([1, 2]);
    const { sha256 } = await db
      .selectFrom("resource_file")
      .select("sha256")
      .where("id", "=", file.split("/").at(-1) as FileId)
      .executeTakeFirstOrThrow();
    const passages = (await listPassages(db, [sha256])).map(({ page, page_kind, text }) => ({
      page,
      page_kind,
      text,
    }));
    const again = { status: "ready" as const, reason: null, pageCount: 2, passages };
    const recognized = await listRecognizedPages(db, sha256);
    await saveText(db, sha256, { ...again, recognized }, new Date());
    expect(await marksOf(file, "dog")).toEqual([first, second]);
    await saveText(db, sha256, { ...again, recognized: recognized.slice(1) }, new Date());
    expect(await marksOf(file, "dog")).toEqual([second]);
  });

  test("are marked on that of a photograph which is read as it lies in the file, where it is all of the page", async () => {
    const drawn = await photographOf("The quick brown fox jumps over the lazy dog");
    const { width, height, pixels } = drawn;
    const grey = sharp(pixels, { raw: { width, height, channels: 1 } });
    const picture = { width, height, jpeg: await grey.toColourspace("srgb").jpeg().toBuffer() };
    const [usual, photo, smaller] = [
      await publishScan("平常的", [{ picture: drawn, cropBox: picturePart }]),
      await publishScan("照片", [{ picture, cropBox: picturePart }]),
      await publishScan("一部分是照片", [{ picture }]),
    ];
    const [{ marks: expected }] = await marksOf(usual, "dog");
    const [{ marks }] = await marksOf(photo, "dog");
    for (const side of ["x", "y", "width", "height"])
      expect(marks[0][0][side], side).toBeCloseTo(expected[0][0][side], 2);
    expect((await teacher.get(`${smaller}/passages`).expect(200)).body.items).toHaveLength(1);
    expect(await marksOf(smaller, "dog")).toEqual([]);
  });
});
