import { execFile, execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { takePoster } from "../../indexer/preview/film-poster.ts";
import { recognizePages } from "../../indexer/recognize/recognize-pages.ts";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { readConfig } from "../../server/config.ts";
import { makeFolder } from "../previews/preview-file.ts";
import { makeScan } from "../support/make-scan.ts";
import { makeFilm } from "../support/preview-files.ts";
import { startListener } from "../support/start-listener.ts";
import { canTrace } from "../support/strace.ts";
import { type TracedProgram, traceProgram } from "../support/traced-program.ts";
import { writeTemporaryFile } from "./extract-files.ts";
import { makeLinkingPdf } from "./make-linking-files.ts";

const { recognition, ffmpeg } = readConfig();
if (!recognition || !ffmpeg)
  console.warn("SKIPPED: what programs reach for; tesseract, poppler or ffmpeg is not on the PATH.");
const isTraced = canTrace("what files and addresses programs reach for was not watched");

const run = promisify(execFile);
const never = new AbortController().signal;
/** By their own settings alone: what hides other files from them would hide the watching too. */
const alone = { inNamespace: false };

const expectReached = async (traced: TracedProgram, own: string, not: readonly string[]) => {
  const { files, addresses } = await traced.reachedFor();
  expect(addresses).toEqual([]);
  expect(files, "what is watched is told").toContain(own);
  for (const other of not) expect(files).not.toContain(other);
};

it.skipIf(!isTraced)("the files and addresses that a program reaches for are told", async () => {
  const { address } = await startListener();
  const file = await writeTemporaryFile("words");
  const traced = await traceProgram(process.execPath);
  await run(traced.path, ["-e", `fs.readFileSync(${JSON.stringify(file)}); fetch("${address}")`]);
  const { files, addresses } = await traced.reachedFor();
  expect(files).toContain(file);
  expect(addresses).toContain("127.0.0.1");
});

describe.skipIf(!ffmpeg || !isTraced)("a film that is none", { timeout: 60_000 }, () => {
  const disguises: Record<string, (file: string, address: string) => string> = {
    "a list of films": (file) => `ffconcat version 1.0\nfile ${file}\n`,
    "a playlist": (file, address) =>
      `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${file}\n#EXTINF:1,\n${address}/film.ts\n#EXT-X-ENDLIST\n`,
    "a playlist of playlists": (file) => `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${file}\n`,
  };

  it.each(Object.entries(disguises))("but %s is not followed", async (_name, disguise) => {
    const { address, requests } = await startListener();
    const folder = await makeFolder();
    const [file, other] = [path.join(folder, "film.mp4"), path.join(folder, "other.ts")];
    const film = await makeFilm(ffmpeg as string, 1);
    await writeFile(other, film);
    await writeFile(file, disguise("other.ts", address));
    const traced = await traceProgram(ffmpeg as string);
    expect((await takePoster(traced.path, { path: file, folder }, never, alone)).path).toBeNull();
    await expectReached(traced, file, [other, "other.ts"]);
    expect(requests).toEqual([]);
    await writeFile(file, film);
    expect((await takePoster(traced.path, { path: file, folder }, never, alone)).path).not.toBeNull();
  });
});

describe.skipIf(!recognition || !isTraced)("a scanned PDF", { timeout: 120_000 }, () => {
  const programs = recognition as NonNullable<typeof recognition>;

  const readTraced = async (bytes: Buffer | string) => {
    const [pdftoppm, tesseract, pdfimages] = (await Promise.all(
      [programs.pdftoppm, programs.tesseract, programs.pdfimages ?? "pdfimages"].map(traceProgram),
    )) as [TracedProgram, TracedProgram, TracedProgram];
    const file = await writeTemporaryFile(bytes);
    const paths = { pdftoppm: pdftoppm.path, tesseract: tesseract.path, pdfimages: pdfimages.path };
    const pages = await recognizePages(paths, file, never, { maxPages: 1, ...alone });
    return { pages, file, tools: [pdftoppm, tesseract, pdfimages] as const };
  };

  it.skipIf(!programs?.pdfimages)(
    "whose picture is a list of other pictures has none of them read",
    async () => {
      const secret = await writeTemporaryFile(
        makePdf({ title: "", pages: [["The marks of another school", "Lesson plan for grade three"]] }),
      );
      execFileSync(programs.pdftoppm, ["-gray", "-r", "150", "-singlefile", secret, secret]);
      const { address, requests } = await startListener();
      const list = Buffer.from(`${secret}.pgm\n${address}/page.png\n`);
      const scan = makeScan([{ picture: { width: 900, height: 1200, jpeg: list } }]);
      const { pages, file, tools } = await readTraced(scan);
      expect(pages).toEqual([]);
      for (const tool of tools) expect((await tool.reachedFor()).addresses).toEqual([]);
      await expectReached(tools[2], file, [`${secret}.pgm`]);
      expect((await tools[1].reachedFor()).files).not.toContain(`${secret}.pgm`);
      expect(requests).toEqual([]);
    },
  );

  it("that wants forms, fonts and pictures from elsewhere is read without them", async () => {
    const { address, requests } = await startListener();
    const { file, tools } = await readTraced(makeLinkingPdf(address));
    await expectReached(tools[0], file, []);
    for (const tool of tools) expect((await tool.reachedFor()).addresses).toEqual([]);
    expect(requests).toEqual([]);
  });
});
